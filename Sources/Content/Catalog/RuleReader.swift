import Domain
import Yams

/// Reads the entries under `intents:`, `emergencies:`, `commands:` and `signals:`.
struct RuleReader {
    let log: FindingLog

    func read(_ root: YAMLMap, into catalog: inout Catalog) {
        for entry in root.maps("intents") {
            entry.allow(
                "id", "topic", "name", "answer", "keywords", "patterns", "not", "examples", "counterexamples")
            guard let topic = entry.text("topic"), let answer = entry.text("answer") else { continue }
            add(entry, .intent(topic: TopicID(topic), answer: AnswerID(answer)), to: &catalog)
        }
        for entry in root.maps("emergencies") {
            entry.allow("id", "kind", "name", "answer", "keywords", "patterns", "not", "examples", "counterexamples")
            guard let kind: Emergency.Kind = known("kind", in: entry), let answer = entry.text("answer") else {
                continue
            }
            add(entry, .emergency(kind, answer: AnswerID(answer)), to: &catalog)
        }
        for entry in root.maps("commands") {
            entry.allow("id", "command", "name", "keywords", "patterns", "not", "examples", "counterexamples")
            guard let command: VillagerCommand = known("command", in: entry) else { continue }
            add(entry, .command(command), to: &catalog)
        }
        for entry in root.maps("signals") {
            entry.allow("id", "name", "keywords", "patterns", "not", "examples", "counterexamples")
            guard let id = entry.text("id") else { continue }
            guard id.hasPrefix("signal."), let signal = Signal(rawValue: String(id.dropFirst(7))) else {
                let names = Signal.allCases.map { "signal.\($0.rawValue)" }.joined(separator: "、")
                log.error(entry.location("id"), "不认识的语气 \(id)，可用的有：\(names)", rule: "unknown-value")
                continue
            }
            add(entry, .signal(signal), to: &catalog)
        }
    }

    /// Reads a key that has a fixed set of values.
    private func known<Value: RawRepresentable<String> & CaseIterable>(_ key: String, in entry: YAMLMap) -> Value? {
        guard let text = entry.text(key) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let names = Value.allCases.map(\.rawValue).joined(separator: "、")
        log.error(entry.location(key), "\(key) 不认识 \(text)，可用的有：\(names)", rule: "unknown-value")
        return nil
    }

    private func add(_ entry: YAMLMap, _ meaning: Rule.Meaning, to catalog: inout Catalog) {
        guard let id = entry.text("id") else { return }
        let isPlain = id.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        }
        if !isPlain {
            log.error(entry.location("id"), "id 只能用小写字母、数字、点和连字符：\(id)", rule: "bad-id")
        }
        let rule = Rule(
            id: id, name: entry.text("name") ?? id, meaning: meaning,
            keywords: keywords("keywords", in: entry), patterns: patterns(in: entry),
            not: keywords("not", in: entry), examples: entry.texts("examples"),
            counterexamples: entry.texts("counterexamples"), location: entry.location("id"))
        if rule.keywords.isEmpty && rule.patterns.isEmpty {
            log.error(rule.location, "\(id) 既没有关键词也没有模式，永远不会被认出来", rule: "rule-empty")
        }
        catalog.rules.append(rule)
    }

    private func keywords(_ key: String, in entry: YAMLMap) -> [Keyword] {
        entry.texts(key).compactMap { written in
            FullWidthSigns.review(written, for: FullWidthSigns.ofKeywords, "关键词", into: log)
            return Keyword(written.value, at: written.location, into: log)
        }
    }

    private func patterns(in entry: YAMLMap) -> [Located<String>] {
        let patterns = entry.texts("patterns")
        for pattern in patterns {
            FullWidthSigns.review(pattern, for: FullWidthSigns.ofPatterns, "模式", into: log)
        }
        return patterns
    }
}
