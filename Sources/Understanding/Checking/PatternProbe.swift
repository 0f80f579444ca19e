package import Content
import Domain

/// Tries every pattern on texts made to provoke it, so that a catastrophic one is found by `check`, not by a villager.
package struct PatternProbe {
    private let compiled: CompiledCatalog
    private let log: FindingLog

    /// Takes the catalog whose patterns are tried.
    package init(_ compiled: CompiledCatalog, into log: FindingLog) {
        self.compiled = compiled
        self.log = log
    }

    /// Notes every pattern that hits a limit on repetitions of the words it looks for.
    package func run() {
        let matcher = Matcher(compiled)
        var blamed: Set<String> = []
        for rule in compiled.catalog.rules {
            for pattern in rule.patterns {
                for probe in Self.probes(for: spelledOut(pattern.value)) {
                    let overruns = matcher.interpret(probe).overruns
                    guard overruns.contains(rule.id), blamed.insert(rule.id).inserted else { continue }
                    log.error(
                        pattern.location, "\(rule.id) 的模式会在长消息上失控（回溯过多），请去掉嵌套的重复", rule: "pattern-overrun")
                }
            }
        }
    }

    /// The pattern with one member in each concept's place.
    private func spelledOut(_ pattern: String) -> String {
        compiled.catalog.lexicon.concepts.reduce(pattern) { text, concept in
            text.replacing("{\(concept.key)}", with: concept.value.first ?? "")
        }
    }

    /// The pattern's literals in their order, each in turn repeated often, so that they almost match and then do not.
    static func probes(for pattern: String) -> [String] {
        let choices = RequiredLiterals(pattern).choices
        let words = choices.compactMap(\.first)
        guard !words.isEmpty else { return [] }
        let pumped = words.indices.map { place in
            words[..<place].joined() + String(repeating: words[place], count: 400) + words[(place + 1)...].joined()
        }
        let turns = String(repeating: words.joined(), count: 200)
        return (pumped + [turns]).map { $0 + "!" }
    }
}
