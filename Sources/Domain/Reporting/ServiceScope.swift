/// Which villages somebody may see; every query of pages and reports takes one, so that the server enforces it.
package enum ServiceScope: Sendable, Equatable {
    /// All villages, and what belongs to none.
    case district
    /// These and nothing else.
    case villages(Set<VillageID>)

    /// Whether something of that village may be seen.
    package func contains(_ village: VillageID?) -> Bool {
        switch self {
        case .district: true
        case .villages(let villages): village.map(villages.contains) ?? false
        }
    }

    /// What of these villages may be seen: a filter takes away and never adds.
    package func narrowed(to wanted: Set<VillageID>) -> ServiceScope {
        switch self {
        case .district: .villages(wanted)
        case .villages(let villages): .villages(villages.intersection(wanted))
        }
    }
}

/// A line of figures with the keys that it is grouped by.
package struct Tally: Sendable, Hashable, Codable {
    /// What it is about, in the order of the query; empty text where the row names nothing.
    package var keys: [String]
    /// The figures, in the order of the query.
    package var values: [Int64]

    /// Takes keys and figures.
    package init(keys: [String], values: [Int64]) {
        self.keys = keys
        self.values = values
    }
}
