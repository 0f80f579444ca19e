import Content
import Domain
import Store

extension ConsoleRequest {
    /// The warnings that the address asks for.
    var warnings: WarningFilter {
        var filter = WarningFilter(viewer, in: query.span)
        if case .villages(let villages) = scope { filter.narrow(to: villages) }
        filter.level = query["level"].flatMap(WarningLevel.init)
        filter.verdict = query["verdict"].flatMap(WarningFilter.Verdict.init)
        filter.offset = query.offset
        return filter
    }

    /// The rounds that the address asks for: of a township its own too, where all of its villages may be seen.
    var screenings: ScreeningFilter {
        var places: Set<String>?
        if case .villages(let villages) = scope {
            let townships = directory.townships.keys.filter { township in
                let own = directory.villages.values.filter { $0.township == township }.map(\.id)
                return !own.isEmpty && villages.isSuperset(of: own)
            }
            places = Set(villages.map(\.text)).union(townships)
        }
        let first = query.from
        var filter = ScreeningFilter(at: places, touching: first...max(first, query.to), today: now.chinaDate)
        filter.level = query["level"].flatMap(ScreeningLevel.init)
        filter.state = query["state"].flatMap(ScreeningFilter.State.init)
        filter.offset = query.offset
        return filter
    }

    /// The pushes that the address asks for.
    var pushes: PushFilter { pushes(on: query.from...max(query.from, query.to)) }

    /// The pushes of some days that the viewer may see of the places that the address asks for.
    func pushes(on days: ClosedRange<CivilDate>) -> PushFilter {
        var filter = PushFilter(viewer, on: days)
        if case .villages(let villages) = scope { filter.narrow(to: villages) }
        filter.offset = query.offset
        return filter
    }

    /// What is planned and approved.
    var campaigns: CampaignDesk {
        CampaignDesk(knowledge: knowledge, channels: casework.channels, database: database)
    }
}
