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
}
