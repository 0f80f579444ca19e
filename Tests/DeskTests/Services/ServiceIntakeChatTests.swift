import Desk
import Domain
import Store
import TestSupport
import Testing

/// A service asks its questions one by one, and what was answered becomes a case of the right owner.
struct ServiceIntakeChatTests {
    let office: SmallOffice

    init() throws { office = try SmallOffice() }

    private func say(_ text: String, _ id: String, group: Bool = false) async throws -> Intake.Outcome {
        try await office.say(text, id: id, group: group, mentions: group)
    }

    private func words(_ text: String, _ id: String, group: Bool = false) async throws -> String {
        SpokenWords.of(try await say(text, id, group: group).reply) ?? ""
    }

    private func sent() async throws -> [OutboundMessage] {
        try await office.database.sendAll(at: office.clock.now)
    }

    @Test func `four answers become a case of the mediation room`() async throws {
        #expect(try await words("登记调解", "m-1") == "开场白。\n（1/4）哪一类\n1. 家里的事\n2. 邻居的事\n3. 土地的事")
        #expect(try await words("邻居", "m-2") == "（2/4）怎么称呼")
        #expect(try await words("王小明", "m-3") == "（3/4）哪个村")
        #expect(try await words("试验村三组", "m-4") == "（4/4）留个电话")
        let last = try await say("13912345678", "m-5")
        #expect(last.acknowledgement?.decision == .escalate)
        #expect(last.acknowledgement?.caseNumber == 1001)
        #expect(SpokenWords.of(last.reply) == "先请人看看。\n话术-service-taken 1001")

        let history = try #require(try await office.database.history(of: 1001))
        #expect(history.file.service == "mediation")
        #expect(history.file.village == "v-1")
        #expect(history.file.owner == "mediator")
        #expect(history.file.topic == "labor")
        #expect(history.intake?.line == "事项：邻居的事；称呼：王**；地方：试验村三组；电话：139****5678")
        #expect(history.intake?.verdict == "other")
        let ping = try #require(try await sent().first)
        #expect(ping.mentions == ["w-mediator"])
        #expect(ping.text.contains("电话：139****5678"))
        #expect(!ping.text.contains("王小明") && !ping.text.contains("13912345678"))
    }

    @Test func `the owner works on it like on any case, the village's adviser has no part in it`() async throws {
        for (number, text) in ["登记调解", "1", "王小明", "试验村", "不留"].enumerated() {
            _ = try await say(text, "m-\(number)")
        }
        let other = try await office.say("接 1001", id: "a-1", sender: "u-adviser", group: false)
        #expect(SpokenWords.of(other.reply) == "没有 1001 这件，或者不归您办。")
        let own = try await office.say("接 1001", id: "a-2", sender: "u-mediator", group: false)
        #expect(SpokenWords.of(own.reply)?.hasPrefix("1001 您接了") == true)
        let view = try await office.casework.view(of: 1001, for: "mediator")
        #expect(view.intake?.service == "调解室")
        #expect(view.intake?.verdict == "家里的事好商量。")
        #expect(view.intake?.answers.map(\.words) == ["家里的事", "王**", "试验村", "没有留"])
    }

    @Test func `a restart in the middle asks on`() async throws {
        _ = try await say("登记调解", "m-1")
        let restarted = try SmallOffice(clock: office.clock, database: office.database)
        let outcome = try await restarted.say("2", id: "m-2", group: false)
        #expect(SpokenWords.of(outcome.reply) == "（2/4）怎么称呼")
    }

    @Test func `a repeated answer is answered once more and counted once`() async throws {
        _ = try await say("登记调解", "m-1")
        let first = try await words("2", "m-2")
        #expect(try await words("2", "m-2") == first)
        #expect(try await words("王小明", "m-3") == "（3/4）哪个村")
    }

    @Test func `what was not understood is asked again, and it can be left`() async throws {
        _ = try await say("登记调解", "m-1")
        #expect(try await words("不晓得", "m-2").hasPrefix("话术-service-again"))
        #expect(try await words("算了", "m-3").hasPrefix("话术-service-cancelled"))
        #expect(try await say("2", "m-4").acknowledgement?.decision == .answer)
        #expect(try await office.database.history(of: 1001) == nil)
    }

    @Test func `it is forgotten after its time`() async throws {
        _ = try await say("登记调解", "m-1")
        office.clock.advance(seconds: 31 * 60)
        #expect(try await words("2", "m-2").hasPrefix("话术-menu-expired"))
    }

    @Test func `in a group only who mentions the bot answers, and the telephone is not asked`() async throws {
        #expect(try await words("登记调解", "m-1", group: true).contains("（1/3）"))
        let overheard = try await office.say("2", id: "m-2", mentions: false)
        #expect(overheard.acknowledgement?.decision == .silent)
        #expect(try await words("2", "m-3", group: true).contains("（2/3）"))
        _ = try await say("王小明", "m-4", group: true)
        let last = try await say("试验村", "m-5", group: true)
        #expect(last.acknowledgement?.caseNumber == 1001)
    }

    @Test func `an emergency breaks through and ends the questions`() async throws {
        _ = try await say("登记调解", "m-1")
        #expect(try await say("快来正在打人", "m-2").acknowledgement?.decision == .emergency)
        #expect(try await say("2", "m-3").acknowledgement?.decision == .answer)
        let history = try #require(try await office.database.history(of: 1001))
        #expect(history.file.urgency == .emergency)
        #expect(history.intake == nil)
    }

    @Test func `who has an open case gets the answers added to it`() async throws {
        _ = try await say("转人工", "m-0")
        for (number, text) in ["登记调解", "1", "王小明", "试验村"].enumerated() { _ = try await say(text, "m-1\(number)") }
        let last = try await say("不留", "m-2")
        #expect(SpokenWords.of(last.reply)?.contains("话术-service-added 1001") == true)
        let history = try #require(try await office.database.history(of: 1001))
        #expect(history.file.service == nil)
        #expect(history.lines.last { $0.kind == "message" }?.note?.contains("称呼：王**") == true)
    }

    @Test func `a person who is forgotten leaves no answers behind`() async throws {
        _ = try await say("登记调解", "m-1")
        for (number, text) in ["1", "王小明", "试验村", "不留"].enumerated() { _ = try await say(text, "m-2\(number)") }
        _ = try await say("登记调解", "m-3")
        _ = try await office.database.erase(.sender("u-1", "neutral"), origin: .command, at: office.clock.now)
        #expect(try await office.database.history(of: 1001)?.intake == nil)
        #expect(try await words("1", "m-4").hasPrefix("话术-menu-expired"))
    }
}
