import Content
import Domain

/// What `counsel roster` prints of one week.
struct RosterOutput: Encodable {
    struct Shift: Encodable {
        let from: String
        let to: String
        let person: String?
        let name: String?
        let place: String?
    }

    struct VillageRoster: Encodable {
        let village: String
        let name: String
        let shifts: [Shift]
    }

    struct Gap: Encodable {
        let kind: String
        let village: String?
        let person: String?
        let from: String?
        let to: String?
        let message: String
    }

    let week: String
    let villages: [VillageRoster]
    let gaps: [Gap]
    /// The same for people, a line a shift.
    let lines: [String]

    private enum CodingKeys: String, CodingKey {
        case week, villages, gaps
    }

    /// The week in which the day lies, for all villages or one of them.
    init(_ directory: Directory, week day: CivilDate, village: VillageID? = nil) {
        let monday = CivilDate(daysSince1970: day.daysSince1970 - day.weekday.rawValue)
        let shown = directory.villages.values.sorted { $0.id < $1.id }.filter { village == nil || $0.id == village }
        let rosters = shown.map { Roster($0, directory, from: monday) }
        week = monday.description
        villages = zip(shown, rosters).map { Self.report($0, $1, directory) }
        gaps = zip(shown, rosters).flatMap { Self.gaps(of: $0, $1) } + Self.unreachable(directory, shown)
        var lines: [String] = []
        for (village, roster) in zip(shown, rosters) {
            lines.append("\(village.name)（\(village.id)）")
            for shift in roster.shifts {
                let name = shift.person.map { directory.people[$0]?.name ?? $0.text } ?? "——没有人——"
                lines.append("  \(Self.text(shift.from)) 到 \(Self.text(shift.to))  \(name)")
            }
        }
        lines.append(gaps.isEmpty ? "没有空档" : "空档 \(gaps.count) 处：")
        self.lines = lines + gaps.map { "  \($0.message)" }
    }

    private static func text(_ moment: Timestamp) -> String {
        let names = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
        return "\(names[moment.chinaDate.weekday.rawValue]) \(moment.clock)"
    }

    private static func report(_ village: Village, _ roster: Roster, _ directory: Directory) -> VillageRoster {
        VillageRoster(
            village: village.id.text, name: village.name,
            shifts: roster.shifts.map {
                Shift(
                    from: $0.from.iso8601, to: $0.to.iso8601, person: $0.person?.text,
                    name: $0.person.flatMap { directory.people[$0]?.name }, place: $0.place?.rawValue)
            })
    }

    private static func gaps(of village: Village, _ roster: Roster) -> [Gap] {
        roster.gaps.map { gap in
            Gap(
                kind: "nobody", village: village.id.text, person: nil, from: gap.from.iso8601, to: gap.to.iso8601,
                message: "\(village.name) \(text(gap.from)) 到 \(text(gap.to)) 没有人")
        }
    }

    private static func unreachable(_ directory: Directory, _ villages: [Village]) -> [Gap] {
        var seen: Set<PersonID> = []
        return villages.flatMap { directory.chain(for: $0) }.filter { seen.insert($0.id).inserted }.compactMap {
            person in
            guard person.contacts.isEmpty else { return nil }
            return Gap(
                kind: "unreachable", village: nil, person: person.id.text, from: nil, to: nil,
                message: "\(person.name) 没有联系方式")
        }
    }
}
