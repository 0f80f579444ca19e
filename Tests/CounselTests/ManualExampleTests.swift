import Content
import Desk
import Domain
import Foundation
import Testing

/// The example of the authors' manual, taken from the manual itself and added to the shipped files as it says.
struct ManualExampleTests {
    /// The fenced block of that language which begins so.
    private func block(_ language: String, _ start: String) throws -> String {
        let manual = try String(contentsOfFile: ProjectFiles.root + "docs/authoring.zh.md", encoding: .utf8)
        let blocks = manual.components(separatedBy: "```\(language)\n").dropFirst()
            .compactMap { $0.components(separatedBy: "\n```").first }
        return try #require(blocks.first { $0.hasPrefix(start) })
    }

    @Test func `the intent and the answer of the manual load without a finding and answer its question`() throws {
        let folder = NSTemporaryDirectory() + "counsel-manual-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var settings = ProjectFiles.settings
        for path in [\Settings.intents, \Settings.faq] {
            let copy = folder + "/" + URL(filePath: settings[keyPath: path]).lastPathComponent
            try FileManager.default.copyItem(atPath: settings[keyPath: path], toPath: copy)
        }
        settings.intents = folder + "/intents"
        settings.faq = folder + "/faq"
        try block("markdown", "---\nid: contract/dispute-gravestone")
            .write(toFile: folder + "/faq/contract/dispute-gravestone.md", atomically: true, encoding: .utf8)
        try block("yaml", "intents:\n")
            .write(toFile: folder + "/intents/contract-stone.yaml", atomically: true, encoding: .utf8)

        // Some weeks on: no answer in the files is then reviewed on a day that has not come.
        let moment = ProjectFiles.moment.adding(seconds: 30 * 86_400)
        let knowledge = KnowledgeFiles(settings).load(at: moment)
        let result = Rehearsal(knowledge).ask(
            "老汉的碑，石匠把名字刻错了，不给重新打", in: .mentioned, village: "chaotian-01", at: moment)

        #expect(knowledge.findings.map(\.line) == [])
        #expect(result.decision.speech == .answer("contract/dispute-gravestone"))
    }
}
