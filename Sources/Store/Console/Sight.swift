import Domain

/// What a viewer may see of a list: the villages, without the cases that keep them out; it can be narrowed, never widened.
struct Sight: Sendable, Equatable {
    private(set) var scope: ServiceScope
    let reader: PersonID?

    init(_ viewer: Viewer) {
        scope = viewer.scope
        reader = viewer.person
    }

    /// Lets only these villages through, of those that the viewer may see.
    mutating func narrow(to villages: Set<VillageID>) { scope = scope.narrowed(to: villages) }
}

extension Conditions {
    /// The row's village may be seen, and the column of milliseconds lies in that span; nil asks for no time.
    mutating func add(_ sight: Sight, _ column: String, in span: Range<Timestamp>?) {
        add(column, in: span)
        add("village", in: sight.scope)
    }
}
