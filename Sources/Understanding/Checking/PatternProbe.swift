package import Content

/// Tries patterns on texts made to provoke them, so that a catastrophic one is found by `check`, not by a villager.
///
/// Most patterns cannot run wild, which their shape tells; only the rest are tried, each alone.
package struct PatternProbe {
    private let compiled: CompiledCatalog
    private let log: FindingLog

    /// Takes the catalog whose patterns are tried.
    package init(_ compiled: CompiledCatalog, into log: FindingLog) {
        self.compiled = compiled
        self.log = log
    }

    /// Below so many ways no text of the length that is looked at can bring a pattern to its limit.
    private static let harmlessWays = Double(Pattern.Workspace.matchLimit) / 10

    /// Notes every pattern with a repeat inside a repeat, and every one that hits a limit on its own words.
    package func run() {
        guard let workspace = Pattern.Workspace() else { return }
        for clause in compiled.index.clauses {
            guard case .pattern(let number) = clause.kind else { continue }
            let rule = compiled.catalog.rules[Int(clause.rule)]
            let location = rule.patterns.first { $0.value == clause.source }?.location ?? rule.location
            let source = spelledOut(clause.source)
            let shape = PatternShape(source)
            if shape.hasNestedRepeat {
                log.error(
                    location, "\(rule.id) 的模式里，没有上限的重复套着没有上限的重复，会失控；请去掉一层，或写成 {0,8}",
                    rule: "pattern-nested")
            } else if shape.ways > Self.harmlessWays,
                isOverrun(compiled.index.patterns[Int(number)], on: Self.probes(for: source), workspace)
            {
                log.error(
                    location, "\(rule.id) 的模式会在长消息上失控（回溯过多），请把 .* 改成 .{0,8}，少套重复", rule: "pattern-overrun")
            }
        }
    }

    private func isOverrun(_ pattern: Pattern, on probes: [String], _ workspace: Pattern.Workspace) -> Bool {
        probes.contains { probe in
            Array(probe.utf8).withUnsafeBufferPointer { pattern.match($0, with: workspace) == .overrun }
        }
    }

    /// The pattern with one member in each concept's place.
    private func spelledOut(_ pattern: String) -> String {
        ConceptNames(in: pattern).reduce(pattern) { text, name in
            let member = compiled.catalog.lexicon.concepts[name]?.first
            return member.map { text.replacing("{\(name)}", with: $0) } ?? text
        }
    }

    /// The pattern's words, each in turn repeated often, so that they almost match and then do not.
    static func probes(for pattern: String) -> [String] {
        let words = RequiredLiterals(pattern).choices.compactMap(\.first)
        guard !words.isEmpty else { return [] }
        let pumped = words.indices.map { place in
            words[..<place].joined() + String(repeating: words[place], count: 400) + words[(place + 1)...].joined()
        }
        let turns = String(repeating: words.joined(), count: 200)
        // Words that need not occur can be repeated all the same.
        let others = Set(pattern.split { $0.isASCII }.map(String.init)).subtracting(words).sorted().prefix(8)
        let led = others.map { String(repeating: $0, count: 400) + words.joined() }
        return (pumped + [turns] + led).map { $0 + "!" }
    }
}

/// The names in braces of a pattern: concepts, where such exist.
struct ConceptNames: Sequence, IteratorProtocol {
    private var rest: Substring

    init(in pattern: String) { rest = pattern[...] }

    mutating func next() -> String? {
        while let open = rest.firstIndex(of: "{") {
            rest = rest[rest.index(after: open)...]
            if let first = rest.first, first.isLetter, let close = rest.firstIndex(of: "}") {
                return String(rest[..<close])
            }
        }
        return nil
    }
}
