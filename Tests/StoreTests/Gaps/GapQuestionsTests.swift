import Domain
import GRDB
import Testing

@testable import Store

struct GapQuestionsTests {
    private let database: CounselDatabase
    private let day = Timestamp(seconds: 1_795_400_000)

    init() throws { database = try .inMemory() }

    private static let unknown = Decision(.escalate, because: .unknown, say: .line(.escalated))
    private static let unsolved = Decision(.escalate, because: .unsolved, say: .line(.unsolved))
    private static let close = Decision(.clarify, because: .close, say: .line(.clarify))

    @discardableResult
    private func log(
        _ text: String, _ decision: Decision, sender: SenderID = "u-1", after seconds: Int64 = 0
    ) async throws -> Int64 {
        let record = InboundRecord.sample(
            text, id: MessageID("m-\(text)-\(sender)-\(seconds)"), sender: sender, at: 1_795_400_000 + seconds)
        return try await database.commitInbound(
            record, decide: { _ in decision },
            compose: { _, reference, _ in
                guard decision.needsHuman, let reference, reference.file == nil else { return .reply("好") }
                return .opening(reference.number, record: record)
            }
        ).interaction ?? 0
    }

    private func gaps(
        _ scope: ServiceScope = .district, from: Int64 = 0, to: Int64 = 86_400
    ) async throws -> [GapQuestion] {
        try await database.gapQuestions(in: day.adding(seconds: from)..<day.adding(seconds: to), scope: scope)
    }

    @Test func `what no answer fitted is a gap, with the case in which a human has it`() async throws {
        try await log("路灯砸坏车棚哪个赔", Self.unknown)
        try await log("老板欠我工资", .wages, sender: "u-2")

        let gaps = try await gaps()

        #expect(gaps.map(\.text) == ["路灯砸坏车棚哪个赔"])
        #expect(gaps.map(\.kind) == [.escalated])
        #expect(gaps[0].village == "v-1")
        #expect(gaps[0].caseNumber != nil)
    }

    @Test func `a choice is a gap only when nothing came of it`() async throws {
        try await log("房子的事", Self.close, sender: "u-1")
        try await log("选了第二个", .wages, sender: "u-1", after: 60)
        try await log("地的事", Self.close, sender: "u-2")
        try await log("老板欠我工资", .wages, sender: "u-2", after: 3_600)

        let gaps = try await gaps()

        #expect(gaps.map(\.text) == ["地的事"])
        #expect(gaps.map(\.kind) == [.unclear])
        #expect(gaps[0].topic == nil)
    }

    @Test func `not settled means the question before, and the case that came of it`() async throws {
        let asked = try await log("老板欠我工资", .wages)
        try await log("别的人问的", .wages, sender: "u-2", after: 30)
        try await log("没解决", Self.unsolved, after: 60)
        try await log("没解决", Self.unsolved, sender: "u-3", after: 60)

        let gaps = try await gaps()

        #expect(gaps.map(\.id) == [asked])
        #expect(gaps.map(\.kind) == [.unsolved])
        #expect(gaps[0].topic == "labor")
        #expect(gaps[0].caseNumber != nil)
    }

    @Test func `who asks for a human with the matter in the same words is heard`() async throws {
        try await log("转人工", .human)
        try await log("转人工，我家祖坟被推土机推了咋办", .human, sender: "u-2")

        #expect(try await gaps().map(\.text) == ["转人工，我家祖坟被推土机推了咋办"])
    }

    @Test func `a thumb down is a gap, a thumb up is none`() async throws {
        let bad = try await log("老板欠我工资", .wages)
        let good = try await log("怎么离婚", .wages, sender: "u-2")
        for (row, verdict) in [(bad, ReplyFeedback.Verdict.unhelpful), (good, .helpful)] {
            _ = try await database.record(
                ReplyFeedback(interaction: row, sender: "u-9", verdict: verdict, reasons: ["wrong"]), at: day)
        }

        #expect(try await gaps().map(\.kind) == [.unhelpful])
        let span = day..<day.adding(seconds: 10)
        let complaints = try await database.figures(.complaints, in: span, scope: .district, all: [])
        #expect(complaints == [Tally(keys: ["wrong"], values: [1])])
        let unhelpful = try await database.figures(.unhelpful, in: span, scope: .district, all: [])
        #expect(unhelpful == [Tally(keys: ["labor", "a/wages"], values: [1])])
    }

    @Test func `other villages and other days stay out of sight`() async throws {
        try await log("路灯砸坏车棚哪个赔", Self.unknown)

        #expect(try await gaps(.villages(["v-2"])).isEmpty)
        #expect(try await gaps(.villages(["v-1"])).count == 1)
        #expect(try await gaps(from: 1).isEmpty)
        #expect(try await gaps(to: 0).isEmpty)
    }

    @Test func `a case that keeps somebody out keeps them out of its questions`() async throws {
        try await log("路灯砸坏车棚哪个赔", Self.unknown)
        try await database.writer.write { try $0.execute(sql: "UPDATE legalCase SET excluded = 'a-1 a-2'") }
        let span = day..<day.adding(seconds: 9)
        #expect(try await database.gapQuestions(in: span, scope: .district, seenBy: "a-2").isEmpty)
        #expect(try await database.gapQuestions(in: span, scope: .district, seenBy: "a").count == 1)
    }

    @Test func `what people answered is found by the case`() async throws {
        try await log("路灯砸坏车棚哪个赔", Self.unknown)
        let number = try #require(try await gaps().first?.caseNumber)
        try await database.writer.write { db in
            try db.execute(
                sql: "INSERT INTO caseEvent (caseNumber, at, kind, person, note) VALUES (?, 5, 'answered', 'a', '找村委')",
                arguments: [number])
        }

        let answers = try await database.humanAnswers(in: [number, 9_999])
        #expect(
            answers == [
                HumanAnswer(caseNumber: number, at: Timestamp(milliseconds: 5), person: "a", words: "找村委")
            ])
    }

    @Test(arguments: GapQuestion.Kind.allCases, [true, false])
    func `no gap is found by a scan`(_ kind: GapQuestion.Kind, _ inDistrict: Bool) throws {
        let scope: ServiceScope = inDistrict ? .district : .villages(["v-1", "v-2"])
        let plan = try database.writer.read { db in
            try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + GapSQL.statement(kind, inDistrict: inDistrict),
                arguments: GapSQL.arguments(day..<day.adding(seconds: 9), scope, 10)
            ).map { $0["detail"] as String }
        }
        #expect(!plan.contains { $0.hasPrefix("SCAN") && !$0.contains("json_each") }, "\(plan)")
    }
}
