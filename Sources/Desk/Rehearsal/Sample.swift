package import Channels
package import Domain

/// A webhook sample: requests in their order, and what must come of each.
package struct Sample: Sendable {
    /// One request.
    package struct Step: Sendable {
        /// The channel that gets it.
        package var channel: ChannelID
        /// When it arrives; a replay against a server uses the present instead.
        package var at: Timestamp
        /// The plain body.
        package var body: [UInt8]
        /// GET for a platform's check of the address.
        package var method = WebhookEnvelope.Method.post
        /// The query of a request that is not signed here.
        package var query: [String: String]
        /// Whether its signature is that of its own moment, so that only a replay in process can play it.
        package var isFrozen: Bool
        /// Whether it is signed as the platform would; off for samples of bad requests.
        package var isSealed: Bool
        /// Header fields that are set after signing, by lower-case name.
        package var headers: [String: String]
        /// What must come of it.
        package var expectation: Expectation
        /// Whether nothing arrives: time passes, and what is due happens.
        package var isPause = false
    }

    /// What must come of a request; what is nil is not looked at.
    package struct Expectation: Sendable, Equatable {
        /// The HTTP status.
        package var status: Int?
        /// The decision.
        package var decision: Decision.Kind?
        /// Whether it was seen before.
        package var isDuplicate: Bool?
        /// Words that the answer's body must hold.
        package var says: [String]
        /// Whether nothing may be said.
        package var isSilent: Bool
        /// What the office has sent since the step before, in this order; nil is not looked at.
        package var sent: [Sent]?
        /// The history of a case.
        package var history: History?

        /// A message that the office must have sent.
        package struct Sent: Sendable, Equatable {
            /// `channel/destination`.
            package var to: String
            /// Words that it must hold.
            package var says: [String]
            /// Whom it must mention.
            package var mentions: [String]
        }

        /// A case's history, `2026-11-24 02:10 notified adviser` each line.
        package struct History: Sendable, Equatable {
            /// The case.
            package var number: Int64
            /// All lines, in order.
            package var lines: [String]
        }
        /// What must be read from the request, by name; see `Opened.reading`.
        package var reads: [String: String]
    }

    /// A file that is no sample.
    package struct Malformed: Error, CustomStringConvertible {
        /// The file.
        package let path: String
        /// What is wrong.
        package let problem: String

        /// File and problem.
        package var description: String { "\(path): \(problem)" }
    }

    /// What the sample shows.
    package var title: String
    /// The file.
    package var path: String
    /// The requests.
    package var steps: [Step]

    /// Whether time matters in it: it is then played in a database of its own, and the clock moves only with its steps.
    package var isScripted: Bool {
        steps.contains { $0.isPause || $0.expectation.sent != nil || $0.expectation.history != nil }
    }

    private static let expectable: Set<String> = [
        "status", "decision", "duplicate", "says", "silent", "sent", "history", "reads",
    ]

    /// Reads a sample file.
    package init(path: String, bytes: [UInt8]) throws(Malformed) {
        func fail(_ problem: String) -> Malformed { Malformed(path: path, problem: problem) }
        let value: JSONValue
        do {
            value = try JSONReader.read(bytes)
        } catch {
            throw fail("not JSON")
        }
        guard let title = value["title"]?.string, let list = value["steps"]?.array, !list.isEmpty else {
            throw fail("needs title and steps")
        }
        var steps: [Step] = []
        for (number, step) in list.enumerated() {
            let isPause = step["channel"] == nil && step["body"] == nil && step["raw"] == nil
            guard let channel = isPause ? "" : step["channel"]?.string,
                let at = step["at"]?.string.flatMap({ Timestamp(iso8601: $0) })
            else { throw fail("step \(number + 1) needs channel and at") }
            guard let body = step["raw"]?.string.map({ Array($0.utf8) }) ?? step["body"]?.bytes ?? (isPause ? [] : nil)
            else {
                throw fail("step \(number + 1) needs body or raw")
            }
            let expect = step["expect"] ?? [:]
            // A misspelt expectation would be one that cannot fail.
            if let key = expect.object?.map(\.key).first(where: { !Self.expectable.contains($0) }) {
                throw fail("step \(number + 1) expects an unknown “\(key)”")
            }
            if let decision = expect["decision"], decision.string.flatMap(Decision.Kind.init) == nil {
                throw fail("step \(number + 1) expects an unknown decision")
            }
            let isFrozen = step["frozen"]?.bool ?? false
            steps.append(
                Step(
                    channel: ChannelID(channel), at: at, body: body,
                    method: step["method"]?.string == "GET" ? .get : .post, query: Self.texts(step["query"]),
                    isFrozen: isFrozen, isSealed: step["sealed"]?.bool ?? !isFrozen,
                    headers: Self.texts(step["headers"]),
                    expectation: Expectation(
                        status: expect["status"]?.integer.map(Int.init),
                        decision: expect["decision"]?.string.flatMap(Decision.Kind.init),
                        isDuplicate: expect["duplicate"]?.bool,
                        says: expect["says"]?.array?.compactMap(\.string) ?? [],
                        isSilent: expect["silent"]?.bool ?? false, sent: expect["sent"].map(Expectation.sent),
                        history: expect["history"].map(Expectation.history), reads: Self.texts(expect["reads"])),
                    isPause: isPause))
        }
        self.title = title
        self.path = path
        self.steps = steps
    }
}

extension Sample {
    /// The members of an object whose values are texts, numbers or truths.
    private static func texts(_ value: JSONValue?) -> [String: String] {
        Dictionary(
            (value?.object ?? []).map { ($0.key, $0.value.scalar ?? "") }, uniquingKeysWith: { first, _ in first })
    }
}

extension Sample.Step {
    /// The request as it is sent at that moment: `"{{now}}"` becomes the seconds, then it is signed.
    package func envelope(at now: Timestamp, through receiver: any ChannelReceiver) -> WebhookEnvelope {
        let text = String(decoding: body, as: UTF8.self)
        let seconds = "\(now.milliseconds / 1_000)"
        let filled = Array(
            text.split(separator: "\"{{now}}\"", omittingEmptySubsequences: false)
                .joined(separator: seconds).utf8)
        let sealed = receiver.seal(filled, at: now)
        let headers = (isSealed ? sealed.headers : ["content-type": "application/json"])
            .merging(self.headers) { $1 }
        return WebhookEnvelope(
            method: method, query: isSealed ? sealed.query : query, headers: headers,
            body: isSealed ? sealed.body : filled)
    }

    /// What is not as it must be, in English, one line each.
    package func complaints(about reply: HTTPReply, _ acknowledgement: Acknowledgement?) -> [String] {
        var complaints: [String] = []
        let answer = try? JSONReader.read(reply.body)
        let decision = acknowledgement?.decision.rawValue ?? answer?["decision"]?.string
        let duplicate = acknowledgement?.isDuplicate ?? answer?["duplicate"]?.bool
        let words = SpokenWords.of(reply) ?? ""
        if let status = expectation.status, status != reply.status {
            complaints.append("status \(reply.status) instead of \(status)")
        }
        if let kind = expectation.decision, let decision, decision != kind.rawValue {
            complaints.append("decision \(decision) instead of \(kind.rawValue)")
        }
        if let expected = expectation.isDuplicate, let duplicate, duplicate != expected {
            complaints.append("duplicate \(duplicate) instead of \(expected)")
        }
        for phrase in expectation.says where !words.contains(phrase) {
            complaints.append("the reply does not say “\(phrase)”")
        }
        if expectation.isSilent && !words.isEmpty { complaints.append("something was said") }
        return complaints
    }
}
