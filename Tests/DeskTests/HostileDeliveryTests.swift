import Channels
import Desk
import Domain
import Store
import TestSupport
import Testing

/// Webhooks that were forged, repeated, reordered, or sent a thousand times at once.
struct HostileDeliveryTests {
    private let office: SmallOffice

    init() throws { office = try SmallOffice() }

    private func rows() async throws -> Int {
        try await office.database.interactionCount()
    }

    @Test func `a thousand deliveries of one message at once are one row and one reply`() async throws {
        let intake = office.intake(limits: .usual)
        let envelope = try office.envelope("老板欠我工资咋个办", id: "m-1")
        let outcomes = await withTaskGroup(of: Intake.Outcome.self) { group in
            for _ in 0..<1_000 { group.addTask { await intake.receive(envelope, on: "neutral") } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let answered = outcomes.compactMap(\.acknowledgement)

        #expect(outcomes.allSatisfy { $0.reply.status == 200 })
        #expect(answered.count { !$0.isDuplicate } == 1)
        #expect(Set(answered.map(\.interaction)).count == 1)
        #expect(Set(answered.map { $0.reply?.text }).count == 1)
        #expect(try await rows() == 1)
    }

    @Test func `a message in which any one byte was changed is refused and leaves nothing`() async throws {
        let intake = office.intake
        let whole = try office.envelope("老板欠我工资咋个办", id: "m-1")
        var statuses: Set<Int> = []
        for place in whole.body.indices {
            var body = whole.body
            body[place] ^= 0x01
            let forged = WebhookEnvelope(method: .post, query: [:], headers: whole.headers, body: body)
            statuses.insert(await intake.receive(forged, on: "neutral").reply.status)
        }
        for (name, value) in whole.headers where name.hasPrefix("x-counsel") {
            for place in value.utf8.indices where value[place].isHexDigit {
                let other: Character = value[place] == "1" ? "2" : "1"
                var headers = whole.headers
                headers[name] = String(value[..<place]) + String(other) + value[value.index(after: place)...]
                let forged = WebhookEnvelope(method: .post, query: [:], headers: headers, body: whole.body)
                statuses.insert(await intake.receive(forged, on: "neutral").reply.status)
            }
        }

        #expect(statuses == [401])
        #expect(try await rows() == 0)
    }

    @Test func `a recorded message can be replayed for five minutes and only gets its own reply`() async throws {
        let intake = office.intake
        let recorded = try office.envelope("老板欠我工资咋个办", id: "m-1")
        let first = await intake.receive(recorded, on: "neutral")
        office.clock.advance(seconds: 299)
        let soon = await intake.receive(recorded, on: "neutral")
        office.clock.advance(seconds: 2)
        let late = await intake.receive(recorded, on: "neutral")

        #expect(soon.acknowledgement?.isDuplicate == true)
        #expect(soon.acknowledgement?.reply == first.acknowledgement?.reply)
        #expect(late.reply.status == 401)
        #expect(try await rows() == 1)
    }

    @Test func `messages that come in another order than they were sent are each stored once`() async throws {
        let intake = office.intake
        let envelopes = try (0..<40).map { try office.envelope("怎么讨薪", id: "m-\($0)", sender: "u-\($0 % 3)") }
        for envelope in envelopes.reversed() + envelopes {
            #expect(await intake.receive(envelope, on: "neutral").reply.status == 200)
        }

        #expect(try await rows() == 40)
    }

    @Test(arguments: [
        "'; DROP TABLE interaction; --", "a\r\nSet-Cookie: a=b", "a\u{0}b", "../../etc/passwd", "\u{202E}abc",
        "${jndi:ldap://a}",
        "%s%n", "<script>alert(1)</script>", "=1+1", String(repeating: "长", count: 400),
    ])
    func `ids and texts made to harm are refused or kept as they are, and harm nothing`(_ text: String) async throws {
        let asID = try await office.say("怎么讨薪", id: text, sender: text)
        let asText = try await office.say(text, id: "m-1")

        #expect([200, 400].contains(asID.reply.status))
        #expect([200, 400].contains(asText.reply.status))
        #expect(asID.refusal.map { !$0.code.contains(text) } ?? true)
        #expect(try await office.say("怎么讨薪", id: "m-2", sender: "u-2").reply.status == 200)
    }
}
