import ArgumentParser
import Content
import Desk
import Domain

/// `counsel roster`: who answers for whom, and every gap.
struct RosterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roster", abstract: "Shows who answers for which village, hour by hour, and every gap.")

    @OptionGroup var options: ConfigOptions

    @Option(help: "A day of the week to show, such as 2026-11-23; without one, this week.")
    var week: String?

    @Option(help: "Only this village.")
    var village: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    private struct Shift: Encodable {
        let from: String
        let to: String
        let person: String?
        let name: String?
        let place: String?
    }

    private struct VillageRoster: Encodable {
        let village: String
        let name: String
        let shifts: [Shift]
    }

    private struct Gap: Encodable {
        let kind: String
        let village: String?
        let person: String?
        let from: String?
        let to: String?
        let message: String
    }

    private struct Report: Encodable {
        let week: String
        let villages: [VillageRoster]
        let gaps: [Gap]
    }

    func run() throws {
        let settings = try options.loadOrExit()
        let directory = try options.knowledgeOrExit(settings, at: System.clock()).directory
        let day = try week.map(Self.day) ?? System.clock().chinaDate
        let monday = CivilDate(daysSince1970: day.daysSince1970 - day.weekday.rawValue)
        if let village, directory.villages[VillageID(village)] == nil {
            throw ValidationError("there is no village \(village)")
        }
        let villages = directory.villages.values.sorted { $0.id < $1.id }.filter {
            village == nil || $0.id.text == village
        }
        let rosters = villages.map { Roster($0, directory, from: monday) }
        let gaps = zip(villages, rosters).flatMap { self.gaps(of: $0, $1) } + unreachable(directory, villages)
        if json {
            print(
                try jsonText(
                    Report(
                        week: monday.description,
                        villages: zip(villages, rosters).map { report($0, $1, directory) }, gaps: gaps)))
            return
        }
        for (village, roster) in zip(villages, rosters) {
            print("\(village.name)（\(village.id)）")
            for shift in roster.shifts {
                let name = shift.person.map { directory.people[$0]?.name ?? $0.text } ?? "——没有人——"
                print("  \(Self.text(shift.from)) 到 \(Self.text(shift.to))  \(name)")
            }
        }
        print(gaps.isEmpty ? "没有空档" : "空档 \(gaps.count) 处：")
        for gap in gaps { print("  \(gap.message)") }
    }

    private static func day(_ text: String) throws -> CivilDate {
        guard let day = CivilDate(text) else {
            throw ValidationError("cannot read the day “\(text)”; write it like 2026-11-23")
        }
        return day
    }

    private static func text(_ moment: Timestamp) -> String {
        let names = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
        return "\(names[moment.chinaDate.weekday.rawValue]) \(moment.clock)"
    }

    private func report(_ village: Village, _ roster: Roster, _ directory: Directory) -> VillageRoster {
        VillageRoster(
            village: village.id.text, name: village.name,
            shifts: roster.shifts.map {
                Shift(
                    from: $0.from.iso8601, to: $0.to.iso8601, person: $0.person?.text,
                    name: $0.person.flatMap { directory.people[$0]?.name }, place: $0.place?.rawValue)
            })
    }

    private func gaps(of village: Village, _ roster: Roster) -> [Gap] {
        roster.gaps.map { gap in
            Gap(
                kind: "nobody", village: village.id.text, person: nil, from: gap.from.iso8601, to: gap.to.iso8601,
                message: "\(village.name) \(Self.text(gap.from)) 到 \(Self.text(gap.to)) 没有人")
        }
    }

    private func unreachable(_ directory: Directory, _ villages: [Village]) -> [Gap] {
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
