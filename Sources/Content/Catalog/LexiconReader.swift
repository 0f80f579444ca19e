import Yams

/// Reads concepts, rewrites and character variants.
struct LexiconReader {
    let log: FindingLog

    func read(_ root: YAMLMap, into catalog: inout Catalog) {
        if let concepts = root.map("concepts") {
            for (name, place, _) in concepts.fields {
                if catalog.lexicon.concepts[name] != nil {
                    log.error(place, "概念 \(name) 定义了两次", rule: "duplicate-concept")
                }
                catalog.lexicon.concepts[name] = concepts.texts(name).map(\.value)
            }
        }
        for key in ["dialect", "typos", "evasion"] {
            for entry in root.maps(key) {
                entry.allow("from", "to", "not-in", "counterexamples")
                guard let to = entry.text("to") else { continue }
                let from = entry.texts("from")
                for word in from where word.value == to {
                    log.warning(word.location, "“\(to)”改写成它自己，没有用", rule: "rewrite-useless")
                }
                catalog.lexicon.rewrites.append(
                    Lexicon.Rewrite(
                        from: from.map(\.value), to: to, notIn: entry.texts("not-in").map(\.value),
                        counterexamples: entry.texts("counterexamples"), location: entry.location))
            }
        }
        if let entry = root.map("amounts") { catalog.lexicon.amounts = amounts(entry, catalog.lexicon.amounts) }
        for pairs in root.texts("pairs") {
            let characters = pairs.value.unicodeScalars.filter { $0 != " " }
            guard characters.count.isMultiple(of: 2) else {
                log.error(pairs.location, "繁简对照要成对书写（繁体后面跟简体）", rule: "variant-odd")
                continue
            }
            let list = Array(characters)
            for index in stride(from: 0, to: list.count, by: 2) {
                catalog.lexicon.variants[list[index]] = list[index + 1]
            }
        }
    }

    /// Adds one file's words to those of the files before it.
    private func amounts(_ entry: YAMLMap, _ known: Lexicon.Amounts?) -> Lexicon.Amounts {
        entry.allow("not-before", "not-after", "pieces", "letters-not-near", "not-in", "counterexamples")
        func words(_ key: String) -> [String] { entry.texts(key).map(\.value) }
        var amounts = known ?? Lexicon.Amounts()
        amounts.notBefore += words("not-before")
        amounts.notAfter += words("not-after")
        amounts.pieces += words("pieces")
        amounts.lettersNotNear += words("letters-not-near")
        amounts.notIn += words("not-in")
        amounts.counterexamples += entry.texts("counterexamples")
        return amounts
    }
}
