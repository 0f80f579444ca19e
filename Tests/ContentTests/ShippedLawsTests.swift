import Domain
import Foundation
import Testing

@testable import Content

/// The register of statutes that the project ships, against the collection of texts it was made from, where that stands
/// beside the project.
struct ShippedLawsTests {
    private struct Record: Decodable {
        let id: String
        let title: String
        let short: [String]
        let status: String
        let effective: String
        let text: Bool
        let text_current: Bool
        let replaced_effective: String?
    }

    private struct Article: Decodable {
        let law: String
        let n: Int
        let sub: Int?
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    private static let library = root.appending(path: "../shared/laws").standardized
    private static let isThere = FileManager.default.fileExists(
        atPath: library.appending(path: "laws.jsonl").path(percentEncoded: false))

    private static func rows<Row: Decodable>(_ file: String, of type: Row.Type) throws -> [Row] {
        let text = try String(contentsOf: library.appending(path: file), encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
    }

    private static func register() -> (laws: [Law], findings: [Finding]) {
        let log = FindingLog()
        let path = root.appending(path: "intents/laws.yaml").path(percentEncoded: false)
        let entries =
            SourceFile.read(path, into: log)
            .flatMap { YAMLFile(path: path, log: log).root($0.text) }?.maps("laws") ?? []
        return (entries.compactMap(LawReader.read), log.findings)
    }

    @Test func `the register reads without a finding and names no statute twice`() {
        let (laws, findings) = Self.register()
        let names = laws.flatMap { Set($0.short + [$0.title]) }

        #expect(findings.map(\.line) == [])
        #expect(laws.count > 200)
        #expect(Set(names).count == names.count)
    }

    @Test(.enabled(if: isThere)) func `titles, names, status, dates and articles agree with the collection`() throws {
        var last: [String: Int] = [:]
        var inserted: [String: Set<String>] = [:]
        for article in try Self.rows("articles.jsonl", of: Article.self) {
            last[article.law] = max(last[article.law] ?? 0, article.n)
            if let sub = article.sub, sub > 0 { inserted[article.law, default: []].insert("\(article.n)-\(sub)") }
        }
        let status = ["in-force": Law.Status.inForce, "not-yet": .notYet, "superseded": .repealed]
        let records = try Self.rows("laws.jsonl", of: Record.self).filter { !$0.short.isEmpty }
        let laws = Dictionary(Self.register().laws.map { ($0.title, $0) }, uniquingKeysWith: { first, _ in first })

        #expect(laws.count == records.count)
        for record in records {
            let law = try #require(laws[record.title], "\(record.title) is missing from the register")
            #expect(law.short == record.short, "\(record.title)")
            #expect(law.status == status[record.status], "\(record.title)")
            #expect(law.effective == CivilDate(record.effective), "\(record.title)")
            #expect(law.articles == (record.text ? last[record.id] ?? 0 : 0), "\(record.title)")
            #expect(law.inserted == inserted[record.id] ?? [], "\(record.title)")
            let isBehind = record.status == "in-force" && !record.text_current
            #expect(
                law.amended == (isBehind ? record.replaced_effective.flatMap { CivilDate($0) } : nil), "\(record.title)"
            )
        }
    }
}
