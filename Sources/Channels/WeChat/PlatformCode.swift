import Domain

/// What the error numbers of WeCom and the Official Account ask of us: one table for every call.
///
/// The numbers come from the platforms' tables of global return codes, and from their pages of each call where those
/// say more. HTTP is 200 even for errors, and the words beside a number change, so that only the number is looked at.
enum PlatformCode {
    /// What helps.
    enum Remedy: Hashable, Sendable {
        /// The same call a little later.
        case retry
        /// The same call, but not before so many seconds.
        case wait(seconds: Int)
        /// The asker's next message, which opens the way back again.
        case closed
        /// Nothing: the message or its receiver is refused for good.
        case giveUp
        /// A person who mends what is configured, here or in the platform's back office.
        case alarm
    }

    /// The platforms, where the same number means different things.
    enum Platform: Sendable {
        case weCom, officialAccount
    }

    /// The verdict on an answer: by its status first, then by its number.
    static func verdict(on reply: HTTPReply, of platform: Platform) -> DeliveryVerdict {
        if let verdict = DeliveryVerdict.byStatus(of: reply) { return verdict }
        guard let code = (try? JSONReader.read(reply.body))?["errcode"]?.integer else {
            return .retry(reason: "unreadable answer")
        }
        let reason = "errcode \(code)"
        guard code != 0 else { return .delivered }
        switch remedy(for: code, on: platform) {
        case .retry: return .retry(reason: reason)
        case .wait(let seconds): return .wait(seconds: seconds, reason: reason)
        case .closed: return .closed(reason: reason)
        case .giveUp: return .giveUp(reason: reason)
        case .alarm: return .alarm(reason: reason)
        }
    }

    /// What helps against an error number; one that nobody listed may heal by itself.
    static func remedy(for code: Int64, on platform: Platform) -> Remedy {
        let own = platform == .weCom ? weCom : officialAccount
        return (own + shared).first { $0.codes.contains(code) }?.remedy ?? .retry
    }

    private typealias Row = (codes: ClosedRange<Int64>, remedy: Remedy)

    private static let weCom: [Row] = [
        (40_001...40_001, .alarm),  // the app's secret is wrong
        (48_002...48_002, .alarm),  // the app may not make this call
        // Customer service: 95001 is the five messages used up. 95002 stands in no table that can be read without an
        // account; it is taken for the 48 hours being over, since then too the message only waits for the asker.
        (95_001...95_002, .closed),
        (95_018...95_018, .wait(seconds: 600)),  // customer service: a person is talking with the asker
    ]

    private static let officialAccount: [Row] = [
        (40_001...40_001, .retry),  // the token was void; another one is fetched
        (48_002...48_002, .giveUp),  // the follower takes no messages
    ]

    private static let shared: [Row] = [
        (-1...(-1), .retry),  // busy
        (40_003...40_003, .giveUp),  // no such receiver
        (40_013...40_013, .alarm),  // corp or app id
        (40_014...40_014, .retry),  // token void
        (40_091...40_091, .alarm),  // a secret of another kind
        (40_125...40_125, .alarm),  // the secret is wrong
        (40_164...40_164, .alarm),  // our address is not on the list
        (41_002...41_004, .alarm),  // id or secret missing
        (40_000...41_999, .giveUp),  // the call is wrong, and stays so
        (42_001...42_001, .retry),  // token expired
        (43_000...44_999, .giveUp),  // must follow first; nothing in it
        (45_002...45_002, .giveUp),  // too long
        (45_009...45_009, .wait(seconds: 60)),  // too often: counted by the minute, or by the day
        (45_011...45_011, .wait(seconds: 60)),
        (45_015...45_015, .closed),  // the 48 hours are over
        (45_047...45_047, .closed),  // the replies to one message are used up
        (48_001...48_001, .alarm),  // the account was not granted this call
        (48_000...48_999, .giveUp),
        (60_020...60_020, .alarm),  // our address is not on the list
        (60_111...60_111, .giveUp),  // no such member
        (81_013...81_013, .giveUp),  // none of the receivers can be reached
        (82_001...82_001, .giveUp),
        (86_001...86_220, .alarm),  // a chat that the app does not have
        (93_000...93_999, .giveUp),  // the robot is gone
        (130_101...130_101, .wait(seconds: 60)),  // too often
        (301_002...301_002, .alarm),  // the app may not act for this member
    ]
}
