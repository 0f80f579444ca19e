import Content
import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Desk

struct GapDeskTests {
    private let office: SmallOffice
    private let wide: Range<Timestamp>

    init() async throws {
        office = try SmallOffice()
        wide = office.clock.now.adding(minutes: -60)..<office.clock.now.adding(minutes: 600)
        for (number, text) in [
            "路灯倒下来砸坏我的车棚，哪个赔", "路灯砸坏车棚找哪个赔", "祖坟被推土机推平了", "路灯砸坏车棚找哪个赔",
        ].enumerated() {
            _ = try await office.say(text, id: "m-\(number)", sender: "u-\(number)")
        }
    }

    private var desk: GapDesk { GapDesk(database: office.database, knowledge: office.knowledge.current) }

    private func report(_ scope: ServiceScope = .district, atLeast: Int = 1) async throws -> GapReport {
        try await GapDesk(database: office.database, knowledge: office.knowledge.current)
            .report(in: wide, scope: scope, atLeast: atLeast)
    }

    @Test func `what was not settled comes in groups with its villages and rows`() async throws {
        let report = try await report()

        #expect(report.questions == 4)
        let first = try #require(report.clusters.first)
        #expect(first.rows.count == 3)
        #expect(first.question == "路灯砸坏车棚找哪个赔")
        #expect(first.wordings.count == 2)
        #expect(first.villages == ["v-1": 3])
        #expect(first.kinds == [.escalated: 3])
        #expect(report.clusters.map(\.rows.count) == [3, 1])
        #expect(try await self.report(atLeast: 2).clusters.count == 1)
        #expect(try await self.report(.villages(["elsewhere"])).clusters.isEmpty)
    }

    @Test func `a list that is opened again takes in what came meanwhile`() async throws {
        let earlier = try await report()
        #expect(try await report().clusters.map(\.name) == earlier.clusters.map(\.name))
        _ = try await office.say("祖坟被推土机推平了", id: "m-9", sender: "u-9")
        _ = try await office.say("祖坟被推土机推平了", id: "m-10", sender: "u-10")
        _ = try await office.say("祖坟被推土机推平了", id: "m-11", sender: "u-11")

        let later = try await report()

        #expect(later.questions == 7)
        #expect(later.clusters.first?.question == "祖坟被推土机推平了")
        #expect(later.clusters.first?.rows.count == 4)
    }

    @Test func `the adviser's real answer stands beside the question`() async throws {
        let number = try #require(try await report().clusters.first?.rows.first?.caseNumber)
        _ = try await office.say("接 \(number)", id: "s-1", sender: "u-adviser")
        _ = try await office.say("答 \(number) 找路灯的管理单位赔，电话13800138000", id: "s-2", sender: "u-adviser")

        let answers = try #require(try await report().clusters.first?.answers)

        #expect(answers.map(\.caseNumber) == [number])
        #expect(answers.first?.person == "adviser")
        #expect(answers.first?.words.contains("找路灯的管理单位赔") == true)
        #expect(answers.first?.words.contains("13800138000") == false)
    }

    @Test func `popular topics, misses and stale answers are three lists`() async throws {
        _ = try await office.say("老板欠我工资怎么办", id: "p-1", sender: "u-p")
        office.clock.advance(seconds: 2 * 366 * 86_400)
        _ = try await office.say("离婚手续怎么办", id: "p-2", sender: "u-q")
        let wide = wide.lowerBound..<office.clock.now.adding(minutes: 1)
        let report = try await GapDesk(database: office.database, knowledge: office.knowledge.current)
            .report(in: wide, scope: .district)

        #expect(report.popular.map(\.intent) == ["labor.wages"])
        #expect(report.popular.first?.answer == "a/wages")
        #expect(report.stale.map(\.intent) == ["marriage.divorce"])
        #expect(report.stale.first?.reviewBy?.description == "2027-11-20")
        #expect(!report.clusters.flatMap(\.wordings).contains("离婚手续怎么办"))
    }

    @Test func `a draft loads without an error, says what it lacks, and is never sent`() async throws {
        let cluster = try #require(try await report().clusters.first)
        let draft = try #require(desk.drafts(of: [cluster]).first)

        let written = try GapDraft.write([draft], to: office.folder.path)
        let knowledge = KnowledgeFiles(settings(of: office.folder)).load(at: office.clock.now)

        #expect(written.files == [draft.intentPath, draft.answerPath])
        #expect(!knowledge.findings.hasErrors, "\(knowledge.findings.map(\.line))")
        let rules = Set(knowledge.findings.map(\.rule))
        #expect(rules.isSuperset(of: ["answer-draft", "no-counterexamples"]))
        let reply = Rehearsal(knowledge).ask(
            cluster.question, in: .mentioned, village: "v-1", at: office.clock.now)
        #expect(reply.decision.kind == .escalate)
        #expect(reply.decision.reason == .stale)
    }

    @Test func `a draft that is there already is not touched`() async throws {
        let drafts = desk.drafts(of: try await report().clusters)
        #expect(Set(drafts.map(\.name)).count == 2)
        let folder = try TemporaryFolder()
        try folder.write("mine", to: drafts[0].answerPath)

        let written = try GapDraft.write(drafts, to: folder.path)

        #expect(written.kept == [drafts[0].name])
        #expect(written.files == [drafts[1].intentPath, drafts[1].answerPath])
        #expect(try folder.read(drafts[0].answerPath) == "mine")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/" + drafts[0].intentPath))
    }

    @Test(arguments: [
        "我叫\"张三\"：欠钱 # 不是 - {{asker}}\n二行", "'; DROP TABLE", "\\", "工资: [1, 2]", "{{x}}", "---\nid: a", "字", "&a *b !c",
    ])
    func `no words of a villager break the files`(_ words: String) throws {
        let row = GapQuestion(
            id: 1, at: office.clock.now, village: nil, text: words, kind: .escalated, topic: nil, caseNumber: 7)
        let cluster = GapReport.Cluster(
            question: words, wordings: [words, words + "？"], rows: [row], villages: [nil: 1], kinds: [.escalated: 1],
            topic: nil,
            answers: [HumanAnswer(caseNumber: 7, at: office.clock.now, person: nil, words: words)])
        let draft = GapDraft(cluster, keywords: [], names: office.knowledge.current.names)
        _ = try GapDraft.write([draft], to: office.folder.path)

        let knowledge = KnowledgeFiles(settings(of: office.folder)).load(at: office.clock.now)

        #expect(!knowledge.findings.hasErrors, "\(knowledge.findings.map(\.line))")
        let log = FindingLog()
        let catalog = CatalogLoader(intents: office.folder.path + "/intents", faq: office.folder.path + "/faq").load(
            into: log)
        #expect(catalog.rules.first { $0.id.hasSuffix(draft.name) }?.examples.count == 2)
    }
}
