package import Domain

/// A statute as far as citations need it: whether it is in force, and which articles it has.
package struct Law: Sendable, Equatable {
    /// Whether it can be relied on.
    package enum Status: String, Sendable {
        case inForce = "in-force"
        case notYet = "not-yet"
        case repealed
    }

    /// The full title.
    package var title: String
    /// The names by which it is cited.
    package var short: [String]
    /// Whether it can be relied on.
    package var status: Status
    /// From when its present text applies; nil when nobody checked.
    package var effective: CivilDate?
    /// The number of its last article; 0 when only its name is known.
    package var articles: Int
    /// Inserted articles, such as `133-1` for 第133条之一.
    package var inserted: Set<String>
    /// What stands in its place.
    package var replacedBy: String?
    /// From when a text applies that nobody has entered here yet; nil for most.
    package var amended: CivilDate?
}

/// Every statute that answers may cite.
package struct LawRegister: Sendable {
    private let byName: [String: Law]

    /// Takes the statutes; a later one does not displace an earlier one of the same name.
    package init(_ laws: [Law]) {
        var byName: [String: Law] = [:]
        for law in laws {
            for name in law.short + [law.title] where byName[name] == nil { byName[name] = law }
        }
        self.byName = byName
    }

    /// The statute of that short or full name.
    package subscript(name: String) -> Law? { byName[name] }

    /// What is wrong with a citation on that day, as a finding's message and rule; nil when nothing is.
    package func objection(to citation: Citation, on day: CivilDate) -> (message: String, rule: String)? {
        guard let law = self[citation.law] else {
            return ("《\(citation.law)》不存在：名录里没有，或者名字写错了", "citation-unknown-law")
        }
        switch law.status {
        case .repealed:
            let instead = law.replacedBy.map { "，现在看\($0)" } ?? ""
            return ("《\(citation.law)》已废止\(instead)", "citation-repealed")
        case .notYet: return ("《\(citation.law)》尚未生效", "citation-not-yet")
        case .inForce: break
        }
        if let effective = law.effective, effective > day {
            return ("《\(citation.law)》尚未生效，\(effective) 起施行", "citation-not-yet")
        }
        let exists =
            citation.inserted == 0
            ? citation.article <= law.articles && (citation.article > 0 || law.articles == 0)
            : law.inserted.contains("\(citation.article)-\(citation.inserted)")
        return exists ? nil : ("\(citation) 不存在，《\(citation.law)》共\(law.articles)条", "citation-no-article")
    }

    /// Since when a good citation may no longer say what it said when it was read; nil when nothing changed since.
    package func amendment(to citation: Citation, since reviewed: CivilDate, on day: CivilDate) -> CivilDate? {
        guard let law = self[citation.law] else { return nil }
        // What is not entered here yet cannot have been read, whenever the answer was.
        if let amended = law.amended, amended <= day { return amended }
        guard let effective = law.effective, effective <= day, reviewed < effective else { return nil }
        return effective
    }
}
