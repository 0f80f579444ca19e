import Content
import Domain
import TestSupport
import Testing

@testable import Desk

struct KnowledgeHolderTests {
    let folder: TemporaryFolder
    let clock = ManualClock()

    init() throws {
        folder = try TemporaryFolder()
        try SmallOffice.writeFiles(to: folder)
    }

    private static let twice =
        "intents:\n  - {id: labor.wages, topic: labor, name: 双, answer: a/wages, keywords: [双工资]}"
    private static let withoutAnswer =
        "intents:\n  - {id: a.b, topic: labor, name: 无, answer: a/nowhere, keywords: [无此答案]}"
    private static let brokenPattern =
        "intents:\n  - id: a.b\n    topic: labor\n    name: 坏\n    answer: a/wages\n    patterns: ['工资(']"

    private func holder() -> KnowledgeHolder { KnowledgeHolder(KnowledgeFiles(settings(of: folder)), at: clock.now) }

    @Test func `the small catalog has no findings`() {
        #expect(holder().current.findings.map(\.line) == [])
    }

    @Test func `the same files in another folder are the same version`() throws {
        let other = try TemporaryFolder()
        try SmallOffice.writeFiles(to: other)
        #expect(KnowledgeFiles(settings(of: other)).load(at: clock.now).digest == holder().current.digest)
    }

    @Test func `what reports call things is read without the rest, and is the same`() {
        let log = FindingLog()
        let names = KnowledgeFiles(settings(of: folder)).names(into: log)
        #expect(log.findings.isEmpty)
        #expect(names.topics == ["labor": "劳动", "marriage": "婚姻"])
        #expect(names.village("v-1") == "试验村")
        #expect(names.township(of: "v-1") == "试验镇")
    }

    @Test func `a draft is in the catalog, and a human gets the question`() throws {
        try folder.write(
            "---\nid: a/wages\ntitle: 草稿\nsensitivity: public\nstatus: draft\n---\n（待写）\n", to: "faq/a/wages.md")
        let holder = holder()
        #expect(holder.current.findings.map(\.rule) == ["answer-draft"])
        let result = Rehearsal(holder.current).ask("老板欠工资怎么办", in: .mentioned, village: nil, at: clock.now)
        #expect(result.decision.kind == .escalate)
        #expect(result.decision.reason == .stale)
        #expect(result.reply?.contains("草稿") != true)
    }

    @Test func `a changed answer is in use after a reload, under another digest`() throws {
        let holder = holder()
        let before = holder.current.digest
        try folder.write(
            """
            ---
            id: a/wages
            title: 新标题
            cites: []
            reviewed: 2026-11-21
            review-by: 2027-11-20
            sensitivity: public
            ---
            新的短答。
            """, to: "faq/a/wages.md")
        clock.advance(seconds: 60)
        let result = holder.reload(at: clock.now)

        #expect(result.replaced)
        #expect(holder.current.digest != before)
        #expect(holder.current.loadedAt == clock.now)
        let reply = Rehearsal(holder.current).ask("老板欠工资怎么办", in: .mentioned, village: nil, at: clock.now).reply
        #expect(reply == "【新标题】\n新的短答。")
    }

    @Test(arguments: [
        ("intents/broken.yaml", "intents:\n  - id: [", "yaml-syntax", 3),
        ("intents/second.yaml", twice, "duplicate-id", 2),
        ("intents/broken.yaml", withoutAnswer, "answer-missing", 2),
        ("intents/broken.yaml", brokenPattern, "pattern-syntax", 6),
        ("faq/a/wages.md", "没有开头", "answer-head", 1),
        ("directory/directory.yaml", "villages: 三个", "yaml-shape", 1),
    ])
    func `a broken file is a finding with its line, and the old knowledge stays`(
        name: String, text: String, rule: String, line: Int
    ) throws {
        let holder = holder()
        let before = holder.current.digest
        try folder.write(text, to: name)
        let result = holder.reload(at: clock.now)

        #expect(!result.replaced)
        #expect(holder.current.digest == before)
        #expect(!holder.status.succeeded)
        let found = result.findings.filter { $0.rule == rule }
        #expect(found.map(\.location.line) == [line])
        #expect(found.allSatisfy { $0.severity == .error && $0.location.path.hasSuffix(name) })
    }

    @Test func `a stamp changes when a file is written, added or taken away`() throws {
        let folders = [folder.path]
        let first = FolderStamp(folders)
        #expect(FolderStamp(folders) == first)

        try folder.write("# 新文件\nintents: []\n", to: "intents/new.yaml")
        let second = FolderStamp(folders)
        #expect(second != first)
        try folder.remove("intents/new.yaml")
        #expect(FolderStamp(folders) != second)
    }
}
