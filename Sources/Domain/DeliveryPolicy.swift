/// What a receiver made of a message.
package enum DeliveryVerdict: Hashable, Sendable {
    /// It has it.
    case delivered
    /// Not now; perhaps later.
    case retry(reason: String)
    /// Not before so many seconds.
    case wait(seconds: Int, reason: String)
    /// Not before its asker writes again: the platform gives no other way back.
    case closed(reason: String)
    /// Not before somebody mends what is configured; tried again until then.
    case alarm(reason: String)
    /// Never: the message is dead and somebody must look.
    case giveUp(reason: String)

    /// Why, in words for the log; empty when there is nothing to explain.
    package var reason: String {
        switch self {
        case .delivered: ""
        case .retry(let reason), .wait(_, let reason), .closed(let reason), .alarm(let reason), .giveUp(let reason):
            reason
        }
    }
}

/// When to try again, as a value.
package struct DeliveryPolicy: Sendable, Equatable {
    /// Milliseconds before the second attempt.
    package var baseMilliseconds: Int64 = 1_000
    /// The longest pause, in milliseconds.
    package var capMilliseconds: Int64 = 300_000
    /// How much of a pause chance may take away or add, 0…1.
    package var jitter = 0.2
    /// Attempts after which a message is dead.
    package var maximumAttempts = 200
    /// Milliseconds for one exchange.
    package var timeoutMilliseconds = 10_000
    /// The longest wait that a receiver may ask for, in seconds: a day.
    package var longestWaitSeconds = 86_400
    /// Seconds between attempts while somebody must mend what is configured.
    package var alarmSeconds = 600

    /// The numbers as shipped: with pauses capped at 5 minutes, 200 attempts last more than half a day.
    package init() {}

    /// Milliseconds to pause after so many failed attempts; `chance` is 0..<1 and comes from the caller.
    package func pause(afterAttempt attempt: Int, chance: Double) -> Int64 {
        var plain = Double(min(baseMilliseconds, capMilliseconds))
        for _ in 1..<min(max(attempt, 1), 64) { plain = min(plain * 2, Double(capMilliseconds)) }
        return Int64(plain * (1 + jitter * (2 * chance - 1)))
    }

    /// The step after an attempt that ended in `verdict`.
    package func step(after verdict: DeliveryVerdict, attempt: Int, at now: Timestamp, chance: Double) -> Step {
        switch verdict {
        case .delivered: return .settle
        case .giveUp(let reason): return .bury(reason)
        case .closed: return .hold
        case .retry(let reason), .wait(_, let reason), .alarm(let reason):
            guard attempt < maximumAttempts else { return .bury("attempts used up: \(reason)") }
            let pause = pause(after: verdict, attempt: attempt, chance: chance)
            return .retry(at: now.adding(milliseconds: pause), reason: reason)
        }
    }

    /// Milliseconds to pause after an attempt that may be made again.
    package func pause(after verdict: DeliveryVerdict, attempt: Int, chance: Double) -> Int64 {
        let plain = pause(afterAttempt: attempt, chance: chance)
        switch verdict {
        case .wait(let seconds, _): return max(plain, Int64(min(max(0, seconds), longestWaitSeconds)) * 1_000)
        case .alarm: return max(plain, Int64(alarmSeconds) * 1_000)
        case .delivered, .retry, .closed, .giveUp: return plain
        }
    }

    /// What becomes of an outbox row.
    package enum Step: Hashable, Sendable {
        /// It is done.
        case settle
        /// It is tried again then.
        case retry(at: Timestamp, reason: String)
        /// It goes to the dead letters.
        case bury(String)
        /// It goes another way, as these messages.
        case reroute([OutboundMessage])
        /// It waits until the asker writes again and so opens a way back.
        case hold
    }
}
