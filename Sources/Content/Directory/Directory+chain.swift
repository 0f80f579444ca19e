package import Domain

extension Directory {
    /// The chain of a case of that village, without who may not see it.
    ///
    /// Who stands in comes right behind whom they stand in for, on those days only. `called` are people who got the
    /// case by hand and have no place of their own on the chain.
    package func caseChain(
        for village: Village?, without excluded: Set<PersonID> = [], called: [PersonID] = []
    ) -> CaseChain {
        let adviser = village?.adviser
        var links: [CaseChain.Link] = []
        func add(_ person: Person, _ place: CaseChain.Place, _ hours: WorkingHours) {
            guard !excluded.contains(person.id), !links.contains(where: { $0.person == person.id }) else { return }
            links.append(
                CaseChain.Link(person.id, place, hours: hours, isReachable: !person.contacts.isEmpty))
        }
        for person in chain(for: village) {
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
}
