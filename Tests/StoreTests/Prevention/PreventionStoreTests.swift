import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

struct PreventionStoreTests {
    let database: CounselDatabase
    let now = Timestamp(seconds: 1_795_400_000)

    init() throws { database = try .inMemory() }

    private func ask(_ text: String, _ id: MessageID, _ sender: SenderID = "u-1", at seconds: Int64 = 1_795_399_000)
        async throws
    {
        _ = try await database.commitInbound(
            .sample(text, id: id, sender: sender, at: seconds), decide: { _ in .wages },
            compose: { _, _, _ in .reply("答") })
    }

    private func warning(_ rule: WarningRule = WarningRule(id: "r", name: "扎堆", level: .yellow)) async throws
        -> DisputeWarning
    {
        let signals = try await database.signals(in: "v-1", since: now.adding(minutes: -60 * 24 * 30))
        return try #require(rule.warnings(in: "v-1", signals, at: now).first)
    }

    private func tell(_ warning: DisputeWarning) async throws -> [Int64] {
        try await database.commit([warning], at: now) { warning, number in
            let text = "【黄色预警 W\(number)】\(warning.signals.last?.words ?? "")"
            return [
                WarningDraft(
                    parts: [OutboundMessage(channel: "robot", to: "town", text: text)], person: "office", way: 0)
            ]
        }
    }

    private func count(_ sql: String) throws -> Int {
        try database.writer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(sql)") ?? -1 }
    }

    @Test func `questions are seen as they were logged, what our people said is not`() async throws {
        try await ask("老板欠我工资", "m-1")
        try await ask("老板欠我工资", "m-2", "u-2")
        _ = try await database.commitInbound(
            .sample("接 1001", id: "m-3"), casework: { _ in InboundEffects() }, decide: { _ in .human },
            compose: { _, _, _ in .reply("") })
        let signals = try await database.signals(in: "v-1", since: now.adding(minutes: -60))
        #expect(signals.map(\.words) == ["老板欠我工资", "老板欠我工资"])
        #expect(Set(signals.compactMap(\.asker)).count == 2)
        #expect(signals.allSatisfy { $0.kind == .answered && $0.topic == "labor" })
    }

    @Test func `only villages that asked since the last look are named`() async throws {
        try await ask("老板欠我工资", "m-1")
        let first = try await database.villagesAsking(since: nil, from: now.adding(minutes: -60))
        #expect(first.villages == ["v-1"])
        #expect(try await database.villagesAsking(since: first.newest, from: now).villages.isEmpty)
        try await ask("老板欠我工资", "m-2")
        #expect(try await database.villagesAsking(since: first.newest, from: now).villages == ["v-1"])
    }

    @Test func `a warning is stored once within its days, with the questions it counts`() async throws {
        try await ask("老板欠我工资", "m-1")
        try await ask("讨薪", "m-2", "u-2")
        let warning = try await warning()
        #expect(try await tell(warning) == [1])
        #expect(try await tell(warning).isEmpty)
        #expect(try count("warningQuestion WHERE warning = 1") == 2)
        let stored = try #require(try await database.warning(1))
        #expect(stored.questions == 2 && stored.askers == 2 && stored.isReal == nil)
        #expect(try await database.outboxStatus().depth == 1)
    }

    @Test func `a verdict is stored, and the last one counts`() async throws {
        try await ask("老板欠我工资", "m-1")
        _ = try await tell(try await warning())
        #expect(try await database.judge(.init(1, isReal: false, judge: "office"), at: now))
        #expect(try await database.judge(.init(1, isReal: true, note: "已上门", judge: "duty"), at: now))
        let stored = try await database.warning(1)
        #expect(stored?.isReal == true && stored?.note == "已上门" && stored?.judge == "duty")
        #expect(try await !database.judge(.init(9, isReal: true, judge: "office"), at: now))
    }

    @Test func `who is forgotten is not quoted in a warning that waits`() async throws {
        try await ask("老板欠我工资", "m-1")
        _ = try await tell(try await warning())
        _ = try await database.erase(.sender("u-1", "neutral"), origin: .command, at: now)
        #expect(try count("outbox WHERE sealed IS NOT NULL") == 0)
        #expect(try await database.claimDue(at: now, limit: 5) { _ in nil }.isEmpty)
        #expect(try await database.signals(in: "v-1", since: now.adding(minutes: -60)).allSatisfy { $0.asker == nil })
    }

    @Test func `what the office noted about who is forgotten goes, and its verdict stays`() async throws {
        try await ask("老板欠我工资", "m-1")
        _ = try await tell(try await warning())
        #expect(try await database.judge(.init(1, isReal: true, note: "他说老板躲着他", judge: "office"), at: now))
        _ = try await database.erase(.sender("stranger", "neutral"), origin: .command, at: now)
        #expect(try await database.warning(1)?.note == "他说老板躲着他")
        _ = try await database.erase(.sender("u-1", "neutral"), origin: .command, at: now)
        let stored = try await database.warning(1)
        #expect(stored?.note == nil && stored?.isReal == true && stored?.judge == "office")
    }

    @Test func `a message that is given up is told of once`() async throws {
        try await ask("老板欠我工资", "m-1")
        _ = try await tell(try await warning())
        let item = try #require(try await database.claimDue(at: now, limit: 1) { _ in nil }.first)
        try await database.settle(item.id, .bury("gone"), at: now)
        let lost = try #require(try await database.lostWarnings().first)
        #expect(lost.person == "office" && lost.message?.text.hasPrefix("【黄色预警 W1】") == true)
        try await database.resend(lost, as: [], at: now)
        #expect(try await database.lostWarnings().isEmpty)
    }

    // MARK: Rounds

    private func round(_ place: String, _ first: Int) -> Screening {
        Screening(
            .village, place: place, period: CivilDate(daysSince1970: first)...CivilDate(daysSince1970: first + 6),
            person: "adviser")
    }

    @Test func `a round is planned once, reminded of once and done once`() async throws {
        for _ in 0..<2 { try await database.plan([round("v-1", 20_780), round("v-2", 20_780)]) }
        #expect(try count("screening") == 2)
        let day = CivilDate(daysSince1970: 20_783)
        let waiting = try await database.unremindedScreenings(on: day)
        #expect(waiting.map(\.place) == ["v-1", "v-2"])
        for _ in 0..<2 {
            try await database.remind(waiting, with: [OutboundMessage(channel: "robot", to: "t", text: "提醒")], at: now)
        }
        #expect(try await database.outboxStatus().depth == 1)
        #expect(try await database.unremindedScreenings(on: day).isEmpty)
        let first = try #require(waiting.first?.id)
        #expect(try await database.finish(.init(first, found: 2, note: "争地界", person: "adviser"), at: now))
        let rounds = try await database.screenings(endingIn: day..<CivilDate(daysSince1970: 20_800), at: ["v-1"])
        #expect(rounds.map(\.found) == [2])
        #expect(rounds.first?.doneBy == "adviser")
    }

    // MARK: Pushes

    private func push(_ target: String, campaign: String = "c", text: String = "普法", failure: String? = nil) -> Push {
        Push(
            campaign: campaign, target: target, village: "v-1", dueOn: CivilDate(daysSince1970: 20_783), title: "题",
            text: text, approvedBy: "duty", approvedAt: now, failure: failure)
    }

    @Test func `one place reads one push a day, and what is on its way is not changed`() async throws {
        #expect(try await database.approve([push("neutral/g-1"), push("v-2", failure: "没有群")]) == 2)
        #expect(try await database.approve([push("neutral/g-1", campaign: "other")]) == 0)
        #expect(try await database.approve([push("neutral/g-1", text: "改过的")]) == 1)
        let day = CivilDate(daysSince1970: 20_783)
        let waiting = try await database.waitingPushes(by: day)
        #expect(waiting.map(\.text) == ["改过的"])
        let id = try #require(waiting.first?.id)
        for _ in 0..<2 {
            try await database.queue(
                id, parts: [OutboundMessage(channel: "neutral", to: "g-1", text: "改过的")], delaySeconds: 0, at: now)
        }
        #expect(try await database.approve([push("neutral/g-1", text: "又改")]) == 0)
        #expect(try await database.withdraw(campaign: "c", on: day) == 1)
        let item = try #require(try await database.claimDue(at: now, limit: 5) { _ in nil }.first)
        try await database.settle(item.id, .settle, at: now)
        let pushes = try await database.pushes(in: day..<day.next, scope: .villages(["v-1"]))
        #expect(pushes.map(\.state) == [.sent])
        #expect(try await database.pushes(in: day..<day.next, scope: .villages(["v-9"])).isEmpty)
    }

    @Test func `why a push did not arrive is on record, until it is put back`() async throws {
        _ = try await database.approve([push("neutral/g-1")])
        let day = CivilDate(daysSince1970: 20_783)
        let id = try #require(try await database.waitingPushes(by: day).first?.id)
        try await database.queue(
            id, parts: [OutboundMessage(channel: "neutral", to: "g-1", text: "普法")], delaySeconds: 0, at: now)
        let item = try #require(try await database.claimDue(at: now, limit: 5) { _ in nil }.first)
        try await database.settle(item.id, .bury("left the group"), at: now)
        #expect(
            try await database.pushes(in: day..<day.next, scope: .district).map(\.state) == [.failed("left the group")])
        try await database.requeue(item.id, at: now)
        #expect(try await database.pushes(in: day..<day.next, scope: .district).map(\.state) == [.queued])
    }

    @Test func `a group is greeted once`() async throws {
        let group = Conversation(channel: "neutral", id: "g-7", kind: .group)
        let parts = [OutboundMessage(channel: "neutral", to: "g-7", text: "大家好")]
        #expect(try await database.greet(group, with: parts, at: now))
        #expect(try await !database.greet(group, with: parts, at: now))
        #expect(try await database.outboxStatus().depth == 1)
    }

    @Test(arguments: [
        WarningSQL.villagesByRow, WarningSQL.villagesByTime, WarningSQL.signals, WarningSQL.fired, WarningSQL.lost,
        ScreeningSQL.unreminded, ScreeningSQL.ending(everywhere: true), ScreeningSQL.ending(everywhere: false),
        ScreeningSQL.openOfPerson, ScreeningSQL.openAtPlaces, PushSQL.waiting, PushSQL.list(inDistrict: true),
        PushSQL.list(inDistrict: false), PushSQL.asked(inDistrict: true), PushSQL.asked(inDistrict: false),
        CounselDatabase.warningsSQL(inDistrict: true), CounselDatabase.warningsSQL(inDistrict: false),
        CounselDatabase.unstaffedSQL,
    ])
    func `no statement scans a table`(_ sql: String) throws {
        let plan = try database.writer.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments(StatementArguments())
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
        let scans = plan.filter {
            $0.hasPrefix("SCAN") && !$0.contains("json_each") && !$0.contains("CONSTANT") && !$0.contains("Open")
        }
        #expect(scans.isEmpty, "\(plan)")
    }
}
