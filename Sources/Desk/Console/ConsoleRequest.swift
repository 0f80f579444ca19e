package import Content
package import Domain
package import Store

/// A request for a page of the console: who asks, for what, and what there is to answer with.
///
/// Its filters are the viewer's from the start, and `scope` has only what they may see of what the address asks for; a
/// page that hands them to the database cannot show more.
package struct ConsoleRequest: Sendable {
    /// Who asks.
    package let viewer: Viewer
    /// What the address says.
    package let query: ConsoleQuery
    /// What stands in the page's place of its address that changes, such as a case's number.
    package let subject: String
    /// Now.
    package let now: Timestamp
    /// The files, the same from the page's beginning to its end.
    package let knowledge: Knowledge
    /// The log.
    package let database: CounselDatabase
    /// What is done about cases.
    package let casework: Casework
    /// How the last reload went.
    package let reload: KnowledgeHolder.Status

    /// Villages, people, services.
    package var directory: Directory { knowledge.directory }

    /// The villages that the viewer may see, by id.
    package var villages: [Village] {
        directory.villages.values.filter { viewer.scope.contains($0.id) }.sorted { $0.id < $1.id }
    }

    /// What the address asks for of what the viewer may see.
    package var scope: ServiceScope { wanted.map(viewer.scope.narrowed(to:)) ?? viewer.scope }

    /// The villages that the address asks for; nil when it does not say.
    private var wanted: Set<VillageID>? {
        var wanted: Set<VillageID>?
        if let township = query["township"] {
            wanted = Set(directory.villages.values.filter { $0.township == township }.map(\.id))
        }
        if let village = query["village"], village != Self.none {
            wanted = wanted.map { $0.intersection([VillageID(village)]) } ?? [VillageID(village)]
        }
        return wanted
    }

    /// In an address, what belongs to no village, no topic, or nobody.
    package static let none = "-"

    /// The questions that the address asks for.
    package var questions: QuestionFilter {
        var filter = QuestionFilter(viewer, in: query.span)
        if let wanted { filter.narrow(to: wanted) }
        filter.isUnbound = query["village"] == Self.none
        filter.fate = query["fate"].flatMap(QuestionFilter.Fate.init)
        filter.topic = query["topic"].map { $0 == Self.none ? "" : $0 }
        filter.digest = query["digest"]
        filter.weekday = query.number("weekday")
        filter.hour = query.number("hour")
        filter.offset = query.offset
        return filter
    }

    /// The cases that the address asks for: of all times those that are open, of the days asked for all.
    package var cases: CaseListFilter {
        var filter = CaseListFilter(viewer)
        if let wanted { filter.narrow(to: wanted) }
        filter.owner = query["person"].map { $0 == Self.none ? "" : $0 }
        filter.stage = query["stage"].flatMap(CaseListFilter.Stage.init)
        filter.isEmergency = query["emergency"] != nil
        filter.isResponded = query["responded"] != nil
        filter.topic = query["topic"].map { $0 == Self.none ? "" : $0 }
        if query["overdue"] != nil { filter.overdueAt = now }
        let isOfToday = [.open, .waiting, .taken].contains(filter.stage) || filter.overdueAt != nil
        if !isOfToday || query.namesDays { filter.opened = query.span }
        filter.offset = query.offset
        return filter
    }

    /// The service records that the address asks for.
    package var services: ServiceFilter {
        var filter = ServiceFilter()
        if case .villages(let villages) = scope { filter.villages = villages }
        filter.from = query.from
        filter.to = query.to
        filter.kind = query["kind"].flatMap(ServiceRecord.Kind.init)
        filter.person = query["person"].map { PersonID($0) }
        filter.offset = query.offset
        filter.limit = 50
        return filter
    }

    /// The same request with other fields in its address; what is not named falls away.
    package func with(_ fields: [String: String]) -> ConsoleRequest {
        ConsoleRequest(
            viewer: viewer, query: ConsoleQuery(fields, today: now.chinaDate), subject: subject, now: now,
            knowledge: knowledge, database: database, casework: casework, reload: reload)
    }

    /// An address of the console with the days and places that this one asks for, and more fields.
    package func link(_ page: ConsolePage.Path, _ more: KeyValuePairs<String, String> = [:]) -> String {
        let kept = ["township", "village"].compactMap { key in query[key].map { (key, $0) } }
        return ConsoleQuery.address(
            page.text, [("from", "\(query.from)"), ("to", "\(query.to)")] + kept + more.map { ($0.key, $0.value) })
    }
}
