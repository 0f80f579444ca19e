import Content
import Domain

/// Which rounds of looking for disputes are due, and where.
struct ScreeningPlan {
    private let directory: Directory

    init(_ directory: Directory) { self.directory = directory }

    /// The rounds whose days include that one, by place.
    func rounds(on day: CivilDate) -> [Screening] {
        directory.screenings.flatMap { rule in
            let period = rule.cycle.period(of: day)
            return places(rule.level).map { Screening(rule.level, place: $0.place, period: period, person: $0.person) }
        }
    }

    /// Whether it is time to remind somebody of a round.
    func isTimeToRemind(of screening: Screening, on day: CivilDate) -> Bool {
        guard let rule = directory.screenings.first(where: { $0.level == screening.level }) else { return false }
        return screening.period.upperBound.daysSince1970 - day.daysSince1970 <= rule.remindDays
    }

    /// The name of a round's place.
    func name(_ screening: Screening) -> String {
        switch screening.level {
        case .village: directory.villages[VillageID(screening.place)]?.name ?? screening.place
        case .township: directory.townships[screening.place]?.name ?? screening.place
        case .district: "全区"
        }
    }

    /// The places of which a person may report: their villages, and the township or district of their office.
    func places(of person: Person) -> [String] {
        var places = directory.villages.values.filter { village in
            village.screener == person.id || village.adviser == person.id || village.deputies.contains(person.id)
                || directory.townships[village.township]?.office == person.id
        }.map(\.id.text)
        places += directory.townships.values.filter { $0.office == person.id }.map(\.id)
        if person.role == .duty { places.append("") }
        return places.sorted()
    }

    private func places(_ level: ScreeningLevel) -> [(place: String, person: PersonID)] {
        switch level {
        case .village: directory.villages.values.map { ($0.id.text, $0.screener) }.sorted { $0.0 < $1.0 }
        case .township: directory.townships.values.map { ($0.id, $0.office) }.sorted { $0.0 < $1.0 }
        case .district: directory.duty.first.map { [("", $0.id)] } ?? []
        }
    }
}
