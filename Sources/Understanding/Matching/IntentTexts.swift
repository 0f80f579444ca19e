import Content
import Domain

/// What stands in the files about each intent, normalised: what likeness is learnt from.
struct IntentTexts {
    /// The texts of one intent.
    struct Entry {
        /// Its number among the rules.
        let rule: Int
        let topic: TopicID
        let examples: [[UInt32]]
        /// Its name and the title of its answer.
        let headings: [[UInt32]]
    }

    let entries: [Entry]
    /// How many rules there are, intents or not.
    let ruleCount: Int

    /// Reads the intents; the examples of emergencies, commands and signals teach nothing.
    init(_ catalog: Catalog, _ normalizer: Normalizer) {
        ruleCount = catalog.rules.count
        entries = catalog.rules.enumerated().compactMap { number, rule in
            guard case .intent(let topic, let answer) = rule.meaning else { return nil }
            return Entry(
                rule: number, topic: topic, examples: rule.examples.map { normalizer.normalize($0.value).scalars },
                headings: [rule.name, catalog.answers[answer]?.title].compactMap { $0 }
                    .map { normalizer.normalize($0).scalars })
        }
    }
}
