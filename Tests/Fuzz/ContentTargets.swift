import Content
import Desk
import Domain
import Foundation
import Understanding

extension FuzzTarget {
    /// Readers of the files that people edit, each in a folder of its own; what they find is shown to people.
    static let content = [
        FuzzTarget(name: "catalog") { bytes in
            let text = workshop.put(bytes, at: "catalog/intents/a.yaml")
            let found = FindingLog()
            let loader = CatalogLoader(intents: workshop.path("catalog/intents"), faq: workshop.path("catalog/faq"))
            let catalog = loader.load(into: found)
            check(found, on: text)
            let compiled = CatalogCompiler.compile(catalog, digest: "d", into: FindingLog())
            _ = Matcher(compiled).interpret("老板欠我工资咋个办")
            CatalogReview(catalog, services: [], on: CivilDate(daysSince1970: 20_000), into: FindingLog()).run()
        },
        FuzzTarget(name: "answer") { bytes in
            let text = workshop.put(bytes, at: "answer/faq/a.md")
            let found = FindingLog()
            let loader = CatalogLoader(intents: workshop.path("answer/intents"), faq: workshop.path("answer/faq"))
            let catalog = loader.load(into: found)
            check(found, on: text)
            for answer in catalog.answers.values { precondition(!answer.title.isEmpty) }
        },
        FuzzTarget(name: "directory") { bytes in
            let text = workshop.put(bytes, at: "directory/a.yaml")
            let found = FindingLog()
            _ = DirectoryLoader(folder: workshop.path("directory")).load(into: found)
            check(found, on: text)
        },
        FuzzTarget(name: "config") { bytes in
            let text = workshop.put(bytes, at: "config/a.yaml")
            let found = FindingLog()
            let settings = SettingsLoader(environment: Environment(["NAME": "value"]))
                .load(workshop.path("config/a.yaml"), into: found)
            let assembly = ChannelAssembly(random: { [UInt8](repeating: 7, count: $0) }, into: found)
            _ = assembly.registry(settings.channels)
            check(found, on: text)
        },
    ]

    /// What is found stands somewhere in the file, and says something.
    private static func check(_ found: FindingLog, on text: String) {
        let lines = text.unicodeScalars.reduce(1) { $0 + (isEnd($1) ? 1 : 0) }
        for finding in found.findings {
            precondition(!finding.message.isEmpty && !finding.rule.isEmpty)
            precondition((1...lines + 1).contains(finding.location.line), "\(finding.location) of \(lines)")
            precondition(finding.location.column >= 1)
        }
    }

    /// What YAML takes for the end of a line, and more of them than an editor would count.
    private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
        ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
    }

    private static let workshop = Workshop()
}

/// A folder in memory where one file at a time is written and read.
private struct Workshop: Sendable {
    private let folder = "/dev/shm/counsel-fuzz-\(ProcessInfo.processInfo.processIdentifier)/"

    init() {
        for name in ["catalog/intents", "catalog/faq", "answer/intents", "answer/faq", "directory", "config"] {
            do {
                try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
            } catch {
                preconditionFailure("\(error)")
            }
        }
    }

    func path(_ name: String) -> String { folder + name }

    /// Writes the file; its text as a reader may see it.
    func put(_ bytes: [UInt8], at name: String) -> String {
        precondition(FileManager.default.createFile(atPath: path(name), contents: Data(bytes)))
        return String(decoding: bytes, as: UTF8.self)
    }
}
