package import Domain

/// What one file cannot tell alone: names that must be unique or must exist, statutes, lengths, dates.
package struct CatalogReview {
    private let catalog: Catalog
    private let services: Set<String>
    private let departments: [Department]
    private let day: CivilDate
    private let log: FindingLog

    /// Takes the catalog, the ids of the directory's services, who gets which topics, and the day on which citations
    /// must hold.
    package init(
        _ catalog: Catalog, services: Set<String>, departments: [Department] = [], on day: CivilDate,
        into log: FindingLog
    ) {
        self.catalog = catalog
        self.services = services
        self.departments = departments
        self.day = day
        self.log = log
    }

    /// Notes everything that does not fit together.
    package func run() {
        reviewRules()
        for answer in catalog.answers.values.sorted(by: { $0.id < $1.id }) { review(answer) }
        reviewReplies()
        IntakeReview(catalog, services: services, on: day, into: log).run()
        for topic in departments.flatMap(\.topics) where catalog.topics[TopicID(topic.value)] == nil {
            log.error(topic.location, "没有叫 \(topic.value) 的主题", rule: "unknown-topic")
        }
    }

    private func reviewRules() {
        var seen: [String: Location] = [:]
        var used: Set<AnswerID> = []
        for rule in catalog.rules {
            if let first = seen[rule.id] {
                log.error(rule.location, "id \(rule.id) 已经在 \(first) 用过", rule: "duplicate-id")
            }
            seen[rule.id] = rule.location
            if let answer = rule.answer {
                used.insert(answer)
                if catalog.answers[answer] == nil {
                    log.error(rule.location, "\(rule.id) 的答案 faq/\(answer).md 不存在", rule: "answer-missing")
                }
            }
            if case .intent(let topic, _) = rule.meaning { review(rule, topic: topic) }
            reviewSentences(of: rule)
            for keyword in rule.keywords + rule.not {
                for concept in keyword.concepts where catalog.lexicon.concepts[concept] == nil {
                    log.error(keyword.location, "没有叫 \(concept) 的概念", rule: "unknown-concept")
                }
            }
        }
        for answer in catalog.answers.values where !used.contains(answer.id) {
            log.warning(answer.location, "没有意图用到这个答案", rule: "answer-unused")
        }
    }

    private func review(_ rule: Rule, topic: TopicID) {
        if catalog.topics[topic] == nil {
            log.error(rule.location, "没有叫 \(topic) 的主题", rule: "unknown-topic")
        }
        if rule.name.count > 12 {
            log.warning(rule.location, "name 有 \(rule.name.count) 个字，菜单里最多 12 个", rule: "name-too-long")
        }
    }

    /// Emergencies, commands and signals need their sentences as much as intents do.
    private func reviewSentences(of rule: Rule) {
        if rule.examples.count < 3 {
            log.warning(rule.location, "\(rule.id) 的例句少于 3 条", rule: "few-examples")
        }
        if rule.counterexamples.isEmpty {
            log.warning(rule.location, "\(rule.id) 没有反例", rule: "no-counterexamples")
        }
    }

    private func review(_ answer: Answer) {
        for cite in answer.cites {
            if let objection = catalog.laws.objection(to: cite.value, on: day) {
                log.error(cite.location, objection.message, rule: objection.rule)
            } else if let since = catalog.laws.amendment(to: cite.value, since: answer.reviewed, on: day) {
                log.warning(
                    cite.location, "《\(cite.value.law)》已修订，\(since) 起施行新条文；对照新条文重读这篇，再改 reviewed",
                    rule: "citation-amended")
            }
        }
        let length = answer.short.count { !$0.isWhitespace }
        if length > Self.shortLimit {
            log.error(answer.location, "短答有 \(length) 字，最多 \(Self.shortLimit) 字", rule: "answer-too-long")
        }
        if answer.isDraft { reviewDraft(answer) } else { reviewDays(of: answer) }
        for service in answer.next where !services.contains(service.value) {
            log.error(service.location, "directory/services.yaml 里没有 \(service.value)", rule: "unknown-service")
        }
        for placeholder in answer.placeholders where !isKnown(placeholder.value) {
            log.error(placeholder.location, "不认识的占位符 {{\(placeholder.value)}}", rule: "unknown-placeholder")
        }
    }

    private func reviewDays(of answer: Answer) {
        if answer.reviewBy <= day {
            log.warning(answer.location, "\(answer.reviewBy) 就该复核了，复核前机器人不会再发", rule: "answer-stale")
        }
        if answer.reviewBy < answer.reviewed {
            log.error(answer.location, "review-by 早于 reviewed", rule: "bad-date")
        } else if answer.reviewed > day {
            log.warning(answer.location, "reviewed 是 \(answer.reviewed)，还没到那天", rule: "reviewed-ahead")
        } else if answer.reviewBy > Self.latestReview(after: answer.reviewed) {
            log.warning(answer.location, "review-by 离 reviewed 超过两年，法条可能早就变了，请改近", rule: "review-too-far")
        }
    }

    /// Says what a draft still needs before somebody can put their name to it.
    private func reviewDraft(_ answer: Answer) {
        let isWritten = !answer.short.isEmpty && !answer.short.contains(Answer.unwritten)
        let missing = [
            isWritten ? nil : "短答", answer.cites.isEmpty ? "依据 cites" : nil,
            answer.sections.contains { $0.text.contains(Answer.unwritten) } ? "写着“待写”的各节" : nil,
            "审定人看过后的 reviewed 和 review-by",
        ].compactMap(\.self)
        log.warning(
            answer.location, "还是草稿，机器人不会发。还缺：\(missing.joined(separator: "、"))；补齐以后删掉 status: draft",
            rule: "answer-draft")
    }

    private func reviewReplies() {
        for line in Decision.Line.allCases where catalog.replies[line] == nil {
            log.error(
                Location(path: "intents/replies.yaml"), "缺少固定话术 \(line.rawValue)", rule: "reply-missing")
        }
        for line in StaffReply.allCases where catalog.staffReplies[line] == nil {
            log.error(
                Location(path: "intents/staff.yaml"), "缺少固定话术 \(line.rawValue)", rule: "reply-missing")
        }
        for (line, text) in catalog.staffReplies.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for gap in Placeholder.all(in: text) where !Self.staffFacts.contains(gap.name) {
                log.error(
                    Location(path: "intents/staff.yaml"), "固定话术 \(line.rawValue) 里有不认识的占位符 {{\(gap.name)}}",
                    rule: "unknown-placeholder")
            }
        }
        let groups = Set(catalog.topics.keys.compactMap { $0.text.split(separator: ".").first.map(String.init) })
        for (topic, text) in catalog.askBack.sorted(by: { $0.key < $1.key })
        where catalog.topics[TopicID(topic)] == nil && !groups.contains(topic) {
            log.error(text.location, "ask-back 里的 \(topic) 不是主题，也不是一类主题", rule: "unknown-topic")
        }
        for (line, text) in catalog.replies.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for gap in Placeholder.all(in: text) where !isKnown(gap.name) && !Self.replyFacts.contains(gap.name) {
                log.error(
                    Location(path: "intents/replies.yaml"), "固定话术 \(line.rawValue) 里有不认识的占位符 {{\(gap.name)}}",
                    rule: "unknown-placeholder")
            }
        }
    }

    private func isKnown(_ placeholder: String) -> Bool { Self.isKnown(placeholder, services) }

    static func isKnown(_ placeholder: String, _ services: Set<String>) -> Bool {
        if villageFacts.contains(placeholder) { return true }
        let parts = placeholder.split(separator: ".").map(String.init)
        return parts.count == 3 && parts[0] == "service" && services.contains(parts[1])
            && ["name", "phone", "hours"].contains(parts[2])
    }

    /// The most characters of a short answer, blanks not counted.
    package static let shortLimit = 200

    /// Two years after it was read, an answer must be read again.
    private static func latestReview(after day: CivilDate) -> CivilDate {
        CivilDate(daysSince1970: day.daysSince1970 + 731)
    }

    /// The gaps that only fixed lines have, filled for each message.
    package static let replyFacts: Set<String> = [
        "case.number", "case.person", "case.when", "case.words", "answer.title", "choices", "services",
    ]

    /// The gaps of the lines for the office's own people.
    package static let staffFacts: Set<String> = [
        "case.number", "case.person", "case.when", "case.list", "case.count", "name", "names", "record.number",
        "record.text", "record.corrected",
    ]

    /// The gaps that the directory fills for a village.
    package static let villageFacts: Set<String> = [
        "adviser.name", "adviser.hours", "adviser.phone", "village.name", "township.name", "office.name",
        "office.phone", "office.hours",
    ]
}
