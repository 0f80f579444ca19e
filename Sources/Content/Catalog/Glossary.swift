/// A word of lawyers and what explains it to everybody else.
package struct GlossaryTerm: Sendable {
    /// The word.
    package var term: String
    /// What to write behind it in brackets.
    package var gloss: String
    /// Other wordings that explain it just as well.
    package var also: [String]
    /// Longer words in which it needs no explaining.
    package var except: [String]
    /// Where it was written.
    package var location: Location

    /// Takes the parts.
    package init(term: String, gloss: String, also: [String] = [], except: [String] = [], location: Location) {
        self.term = term
        self.gloss = gloss
        self.also = also
        self.except = except
        self.location = location
    }
}

/// Reads the entries under `glossary:`.
struct GlossaryReader {
    let log: FindingLog

    func read(_ root: YAMLMap, into catalog: inout Catalog) {
        for entry in root.maps("glossary") {
            entry.allow("term", "gloss", "also", "except")
            guard let term = entry.text("term"), let gloss = entry.text("gloss") else { continue }
            if catalog.glossary.contains(where: { $0.term == term }) {
                log.error(entry.location("term"), "难词 \(term) 写了两次", rule: "duplicate-id")
                continue
            }
            catalog.glossary.append(
                GlossaryTerm(
                    term: term, gloss: gloss, also: entry.texts("also").map(\.value),
                    except: entry.texts("except").map(\.value), location: entry.location))
        }
    }
}
