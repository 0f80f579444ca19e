package import Domain

extension Directory {
    /// The chain of a case of that village, without who may not see it.
    ///
    /// Who stands in comes right behind whom they stand in for, on those days only. `called` are people who got the
    /// case by hand and have no place of their own on the chain. The matters of a `service` are its owner's, then the
    /// justice office's and the duty desk's; the village's adviser has no part in them.
    package func caseChain(
        for village: Village?, without excluded: Set<PersonID> = [], called: [PersonID] = [], service: String? = nil
    ) -> CaseChain {
        let adviser = village?.adviser
        var links: [CaseChain.Link] = []
        func add(_ person: Person, _ place: CaseChain.Place, _ hours: WorkingHours) {
            guard !excluded.contains(person.id), !links.contains(where: { $0.person == person.id }) else { return }
            links.append(
                CaseChain.Link(person.id, place, hours: hours, isReachable: !person.contacts.isEmpty))
        }
        let owners = service.map { serviceOwners($0, for: village) }
        for owner in owners ?? [] { add(owner, .service, owner.hours) }
        for person in chain(for: village) {
            if owners != nil && person.role != .office && person.role != .duty { continue }
            let place: CaseChain.Place =
                switch person.role {
                case .duty: .duty
                case .office: .office
                default: person.id == adviser ? .adviser : .deputy
                }
            add(person, place, person.hours)
            for substitute in person.substitutes {
                guard let other = people[substitute.person] else { continue }
                var hours = other.hours
                hours.only = substitute.days
                add(other, place, hours)
            }
        }
        for person in called.compactMap({ people[$0] }) { add(person, .called, person.hours) }
        return CaseChain(links, calendar: calendar)
    }

    /// Whose a service's matters are: the owner on record, or the township's mediation room for a mediation.
    private func serviceOwners(_ id: String, for village: Village?) -> [Person] {
        guard let service = services[id] else { return [] }
        let room = service.kind == "mediation" ? village.flatMap { townships[$0.township]?.mediation } : nil
        return [service.owner, room].compactMap { $0.flatMap { people[$0] } }
    }

    /// The only village that the words name, by its full name or by the name without its township.
    package func village(named words: String) -> Village? {
        let named = villages.values.filter { words.contains($0.name) }
        if let longest = named.max(by: { $0.name.count < $1.name.count }) { return longest }
        let short = villages.values.filter { village in
            let township = townships[village.township]?.name ?? ""
            let rest = village.name.hasPrefix(township) ? village.name.dropFirst(township.count) : village.name[...]
            return rest.count >= 3 && words.contains(rest)
        }
        return short.count == 1 ? short[0] : nil
    }
}
