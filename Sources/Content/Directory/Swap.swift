import Domain

/// Two people who trade a day: each is off on their own and stands in on the other's.
struct Swap {
    private let ends: [(day: CivilDate, person: PersonID)]
    private let location: Location

    /// Reads `{who: a, day: 2026-12-01, with: b, for: 2026-12-03}`; nil, with a finding, for anything else.
    init?(_ entry: YAMLMap) {
        entry.allow("who", "day", "with", "for")
        guard let who = entry.text("who"), let day = entry.date("day"), let with = entry.text("with"),
            let other = entry.date("for")
        else { return nil }
        ends = [(day, PersonID(who)), (other, PersonID(with))]
        location = entry.location
    }

    func apply(to directory: inout Directory, _ log: FindingLog) {
        for (index, end) in ends.enumerated() {
            let other = ends[1 - index].person
            guard directory.people[end.person] != nil else {
                log.error(location, "换班的 \(end.person) 不存在", rule: "unknown-person")
                continue
            }
            directory.people[end.person]?.hours.leave.insert(end.day)
            directory.people[end.person]?.substitutes.append(
                Person.Substitute(days: end.day...end.day, person: other, location: location))
        }
    }
}
