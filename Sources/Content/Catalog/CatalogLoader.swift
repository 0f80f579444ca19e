package import Domain

/// Reads `intents/` and `faq/` into a catalog, noting every mistake and stopping at none.
package struct CatalogLoader {
    /// The folder of the intents, topics, lexicon, replies and laws.
    package let intents: String
    /// The folder of the answers.
    package let faq: String

    /// Takes the two folders.
    package init(intents: String, faq: String) {
        self.intents = intents
        self.faq = faq
    }

    /// Reads everything; the catalog holds what could be read, the log what could not.
    package func load(into log: FindingLog) -> Catalog {
        var catalog = Catalog()
        var laws: [Law] = []
        for source in SourceFile.walk(intents, suffix: ".yaml", into: log) {
            catalog.sources.append(source)
            let file = YAMLFile(path: source.path, log: log)
            guard let root = file.root(source.text) else { continue }
            root.allow(
                "intents", "emergencies", "commands", "signals", "topics", "concepts", "dialect", "typos", "evasion",
                "amounts", "pairs", "replies", "staff-replies", "intakes", "ask-back", "laws", "glossary")
            RuleReader(log: log).read(root, into: &catalog)
            LexiconReader(log: log).read(root, into: &catalog)
            GlossaryReader(log: log).read(root, into: &catalog)
            for topic in root.maps("topics") { read(topic: topic, into: &catalog, log) }
            for entry in root.maps("laws") {
                if let law = LawReader.read(entry) { laws.append(law) }
            }
            catalog.replies.merge(lines("replies", in: root)) { $1 }
            catalog.staffReplies.merge(lines("staff-replies", in: root)) { $1 }
            catalog.intakes += root.maps("intakes").compactMap(IntakeReader(log: log).read)
            if let questions = root.map("ask-back") {
                for (topic, place, _) in questions.fields {
                    if let text = questions.optionalText(topic) {
                        catalog.askBack[topic] = Located(text.trimmed, at: place)
                    }
                }
            }
        }
        catalog.laws = LawRegister(laws)
        for source in SourceFile.walk(faq, suffix: ".md", into: log) {
            catalog.sources.append(source)
            let id = AnswerID(String(source.path.dropFirst(faq.count + 1).dropLast(3)))
            if let answer = AnswerReader(log: log).read(source, as: id) { catalog.answers[id] = answer }
        }
        return catalog
    }

    /// The topics alone; files that hold none are not parsed.
    package func topics(into log: FindingLog) -> [TopicID: String] {
        var catalog = Catalog()
        for source in SourceFile.walk(intents, suffix: ".yaml", into: log) {
            guard source.text.hasPrefix("topics:") || source.text.contains("\ntopics:"),
                let root = YAMLFile(path: source.path, log: log).root(source.text)
            else { continue }
            for topic in root.maps("topics") { read(topic: topic, into: &catalog, log) }
        }
        return catalog.topics
    }

    private func read(topic entry: YAMLMap, into catalog: inout Catalog, _ log: FindingLog) {
        entry.allow("id", "name")
        guard let id = entry.text("id"), let name = entry.text("name") else { return }
        if catalog.topics.updateValue(name, forKey: TopicID(id)) != nil {
            log.error(entry.location("id"), "主题 \(id) 写了两次", rule: "duplicate-id")
        }
    }

    /// Fixed lines by their keys.
    private func lines<Line: RawRepresentable<String> & Hashable>(_ key: String, in root: YAMLMap) -> [Line: String] {
        guard let replies = root.map(key) else { return [:] }
        var lines: [Line: String] = [:]
        for (key, place, _) in replies.fields {
            guard let line = Line(rawValue: key) else {
                replies.file.log.warning(place, "没有用到的固定话术 \(key)", rule: "reply-unused")
                continue
            }
            if let text = replies.optionalText(key) { lines[line] = text.trimmed }
        }
        return lines
    }
}

/// Reads one statute's entry.
enum LawReader {
    static func read(_ entry: YAMLMap) -> Law? {
        entry.allow("title", "short", "status", "effective", "articles", "inserted", "replaced-by", "amended")
        guard let title = entry.text("title"), let written = entry.text("status") else { return nil }
        guard let status = Law.Status(rawValue: written) else {
            entry.file.log.error(
                entry.location("status"), "status 只能是 in-force、not-yet、repealed", rule: "law-status")
            return nil
        }
        return Law(
            title: title, short: entry.texts("short").map(\.value), status: status,
            effective: entry.node("effective").flatMap { _ in entry.date("effective") },
            articles: entry.optionalInt("articles") ?? 0, inserted: Set(entry.texts("inserted").map(\.value)),
            replacedBy: entry.optionalText("replaced-by"),
            amended: entry.node("amended").flatMap { _ in entry.date("amended") })
    }
}
