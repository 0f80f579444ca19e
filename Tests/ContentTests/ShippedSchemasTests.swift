import Domain
import Foundation
import Testing

@testable import Content

/// The schemas for editors, against the readers: each must know exactly the keys and values that its reader takes.
struct ShippedSchemasTests {
    /// A mapping that a schema describes, and a file in which its reader meets a key that nobody knows.
    struct Place: Sendable, CustomTestStringConvertible {
        let schema: String
        /// The way to the mapping in the schema.
        let path: [String]
        let file: String

        init(_ schema: String, _ path: [String], _ file: String) {
            self.schema = schema
            self.path = path
            self.file = file
        }

        var testDescription: String { ([schema] + path).joined(separator: " ") }
    }

    /// A list of mappings below a root key.
    private static func list(_ schema: String, _ key: String) -> Place {
        Place(schema, ["properties", key, "items"], "\(key): [{zzz: 1}]\n")
    }

    /// A mapping below a root key.
    private static func map(_ schema: String, _ key: String) -> Place {
        Place(schema, ["properties", key], "\(key): {zzz: 1}\n")
    }

    private static let places: [Place] =
        ["catalog", "directory", "config", "answer", "campaigns"].map { Place($0, [], "zzz: 1\n") }
        + [
            "intents", "emergencies", "commands", "signals", "topics", "dialect", "typos", "evasion", "glossary",
            "laws", "intakes",
        ]
        .map { list("catalog", $0) }
        + [
            "townships", "villages", "people", "services", "departments", "holidays", "swaps", "warnings", "circles",
            "seasons",
        ].map { list("directory", $0) }
        + [map("catalog", "amounts")]
        + ["first-response", "waits", "screenings"].map { map("directory", $0) }
        + ["listen", "catalog", "policy", "delivery", "limits", "privacy"].map { map("config", $0) }
        + [
            Place(
                "config", ["properties", "privacy", "properties", "retention-days"],
                "privacy: {retention-days: {zzz: 1}}\n"),
            Place(
                "catalog", ["properties", "intakes", "items", "properties", "questions", "items"],
                "intakes: [{service: a, topic: a, opening: a, questions: [{zzz: 1}]}]\n"),
            Place(
                "catalog", ["properties", "intakes", "items", "properties", "verdicts", "items"],
                "intakes: [{service: a, topic: a, opening: a, verdicts: [{zzz: 1}]}]\n"),
            Place("config", ["properties", "limits", "properties", "asker"], "limits: {asker: {zzz: 1}}\n"),
            Place(
                "directory", ["properties", "screenings", "properties", "village"],
                "screenings: {village: {zzz: 1}}\n"),
            Place(
                "directory", ["properties", "warnings", "items", "properties", "sides"],
                "warnings: [{id: a, name: a, level: red, sides: {zzz: 1}}]\n"),
            list("campaigns", "campaigns"),
            Place(
                "campaigns", ["properties", "campaigns", "items", "properties", "items", "items"],
                "campaigns: [{id: a, theme: a, items: [{zzz: 1}]}]\n"),
            Place(
                "directory", ["properties", "people", "items", "properties", "contacts", "items"],
                "people: [{id: a, name: a, role: adviser, contacts: [{zzz: 1}]}]\n"),
            Place(
                "directory", ["properties", "people", "items", "properties", "substitutes", "items"],
                "people: [{id: a, name: a, role: adviser, substitutes: [{zzz: 1}]}]\n"),
            Place(
                "directory", ["properties", "people", "items", "properties", "hours"],
                "people: [{id: a, name: a, role: adviser, hours: {zzz: 1}}]\n"),
        ]

    private static func schema(_ name: String) throws -> [String: Any] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../schemas").standardized
        let data = try Data(contentsOf: root.appending(path: name + ".schema.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private static func node(_ path: [String], in schema: [String: Any]) throws -> [String: Any] {
        try path.reduce(schema) { try #require($0[$1] as? [String: Any], "no \($1)") }
    }

    /// The keys that a reader offers when it meets one that it does not know.
    private static func keys(readingBy schema: String, _ text: String) throws -> Set<String> {
        let log = FindingLog()
        let files = [
            "intents/a.yaml": schema == "catalog" ? text : "topics: []\n",
            "faq/a/a.md": "---\n\(schema == "answer" ? text : "title: a\n")---\n好\n",
            "directory/a.yaml": schema == "directory" ? text : "people: []\n",
            "campaigns/a.yaml": schema == "campaigns" ? text : "campaigns: []\n",
            "config.yaml": schema == "config" ? text : "database: a\n",
        ]
        try TemporaryFolder.with(files) { folder in
            _ = CatalogLoader(intents: folder + "/intents", faq: folder + "/faq").load(into: log)
            _ = DirectoryLoader(folder: folder + "/directory").load(into: log)
            _ = CampaignLoader(folder: folder + "/campaigns").load(into: log)
            _ = SettingsLoader(environment: Environment([:])).load(folder + "/config.yaml", into: log)
        }
        let finding = try #require(
            log.findings.first { $0.rule == "unknown-key" && $0.message.contains("zzz") }, "the reader takes any key")
        let offered = try #require(finding.message.components(separatedBy: "可用的有：").last)
        return Set(offered.components(separatedBy: "、"))
    }

    @Test(arguments: places)
    func `a schema knows the keys that the reader takes, no more and no fewer`(_ place: Place) throws {
        let node = try Self.node(place.path, in: Self.schema(place.schema))
        let known = Set(try #require(node["properties"] as? [String: Any]).keys)
        let taken = try Self.keys(readingBy: place.schema, place.file)

        #expect(
            known == taken, "missing in the schema: \(taken.subtracting(known)), unknown: \(known.subtracting(taken))")
        #expect(node["additionalProperties"] as? Bool == false)
    }

    @Test(arguments: [
        (
            "catalog", ["properties", "emergencies", "items", "properties", "kind"],
            Emergency.Kind.allCases.map(\.rawValue)
        ),
        (
            "catalog", ["properties", "commands", "items", "properties", "command"],
            VillagerCommand.allCases.map(\.rawValue)
        ),
        ("catalog", ["properties", "laws", "items", "properties", "status"], ["in-force", "not-yet", "repealed"]),
        ("directory", ["properties", "people", "items", "properties", "role"], Person.Role.allCases.map(\.rawValue)),
        ("answer", ["properties", "sensitivity"], ["public", "private"]),
        ("answer", ["properties", "status"], ["reviewed", "draft"]),
        (
            "directory", ["properties", "warnings", "items", "properties", "level"],
            WarningLevel.allCases.map(\.rawValue)
        ),
        (
            "directory", ["properties", "warnings", "items", "properties", "kinds", "items"],
            WarningRule.Kind.allCases.map(\.rawValue)
        ),
        (
            "directory", ["properties", "screenings", "properties", "village", "properties", "every"],
            ScreeningCycle.allCases.map(\.rawValue)
        ),
    ])
    func `a schema knows the values that the reader takes`(_ schema: String, _ path: [String], _ values: [String])
        throws
    {
        let node = try Self.node(path, in: Self.schema(schema))

        #expect(Set(try #require(node["enum"] as? [String])) == Set(values))
    }
}
