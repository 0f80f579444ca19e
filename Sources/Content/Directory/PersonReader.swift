import Domain
import Yams

/// Reads one entry of `people.yaml`.
struct PersonReader {
    let log: FindingLog

    func read(_ entry: YAMLMap) -> Person? {
        entry.allow(
            "id", "role", "name", "phone", "contacts", "hours", "leave", "substitutes", "senders", "conflicts",
            "township")
        guard let id = entry.text("id"), let name = entry.text("name"), let written = entry.text("role") else {
            return nil
        }
        guard let role = Person.Role(rawValue: written) else {
            let names = Person.Role.allCases.map(\.rawValue).joined(separator: "、")
            log.error(entry.location("role"), "role 不认识 \(written)，可用的有：\(names)", rule: "unknown-value")
            return nil
        }
        let leave = entry.texts("leave").flatMap { day -> [CivilDate] in
            guard let days = Self.days(day.value) else {
                log.error(day.location, "请假日期应当写成 2026-10-01 或 2026-10-01..2026-10-05", rule: "bad-date")
                return []
            }
            return Array(days.lowerBound.daysSince1970...days.upperBound.daysSince1970).map(
                CivilDate.init(daysSince1970:))
        }
        let (week, text) = hours(entry)
        return Person(
            id: PersonID(id), role: role, name: name, phone: entry.optionalText("phone"), contacts: contacts(entry),
            hours: WorkingHours(week: week, leave: Set(leave)), hoursText: text, senders: entry.texts("senders"),
            conflicts: entry.texts("conflicts").map(\.value), substitutes: substitutes(entry), location: entry.location)
    }

    /// Reads `2026-10-01`, or `2026-10-01..2026-10-05` of at most a year; nil for anything else.
    static func days(_ text: String) -> ClosedRange<CivilDate>? {
        let ends = text.split(separator: ".", omittingEmptySubsequences: true).map { CivilDate($0) }
        guard ends.count == 1 || ends.count == 2 && text.contains(".."), let first = ends[0],
            let last = ends[ends.count - 1], first <= last, last.daysSince1970 - first.daysSince1970 <= 366
        else { return nil }
        return first...last
    }

    private func substitutes(_ entry: YAMLMap) -> [Person.Substitute] {
        entry.maps("substitutes").compactMap { substitute in
            substitute.allow("days", "person")
            guard let text = substitute.text("days"), let person = substitute.text("person") else { return nil }
            guard let days = Self.days(text) else {
                log.error(
                    substitute.location("days"), "替班日期应当写成 2026-10-01 或 2026-10-01..2026-10-05", rule: "bad-date")
                return nil
            }
            return Person.Substitute(days: days, person: PersonID(person), location: substitute.location)
        }
    }

    private func contacts(_ entry: YAMLMap) -> [Person.Contact] {
        entry.maps("contacts").compactMap { contact in
            contact.allow("channel", "to", "mention", "kind")
            guard let channel = contact.text("channel"), let to = contact.text("to") else { return nil }
            return Person.Contact(
                channel: ChannelID(channel), to: to, mention: contact.optionalText("mention"), kind: kind(contact),
                location: contact.location)
        }
    }

    private func kind(_ contact: YAMLMap) -> Conversation.Kind {
        guard let written = contact.optionalText("kind") else { return .group }
        if let kind = Conversation.Kind(rawValue: written) { return kind }
        log.error(contact.location("kind"), "kind 应当是 group 或 private，现在是 \(written)", rule: "unknown-value")
        return .group
    }

    /// The blocks of seven weekdays, and a line that people can read.
    private func hours(_ entry: YAMLMap) -> ([[WorkingHours.Block]], String) {
        guard let hours = entry.map("hours") else { return (Array(repeating: [], count: 7), "") }
        hours.allow("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        let texts = Weekday.allCases.map { hours.optionalText($0.key) ?? "" }
        let week = Weekday.allCases.map { day in blocks(texts[day.rawValue], at: hours.location(day.key)) }
        return (week, Self.describe(texts))
    }

    /// Reads `09:00-12:00,14:00-18:00`, in the order of the clock.
    private func blocks(_ text: String, at location: Location) -> [WorkingHours.Block] {
        let blocks = text.split(separator: ",").compactMap { part -> WorkingHours.Block? in
            let ends = part.trimmed.split(separator: "-").map { Self.minute(String($0)) }
            guard ends.count == 2, let start = ends[0], let end = ends[1], start < end else {
                log.error(location, "时间应当写成 09:00-12:00,14:00-18:00，现在是 \(text)", rule: "bad-hours")
                return nil
            }
            return start..<end
        }.sorted { $0.lowerBound < $1.lowerBound }
        if zip(blocks, blocks.dropFirst()).contains(where: { $0.overlaps($1) }) {
            log.error(location, "时间有重叠：\(text)", rule: "bad-hours")
        }
        return blocks
    }

    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...24).contains(hour),
            (0..<60).contains(minute), hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
    }

    private static let dayNames = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]

    /// `周一至周五 09:00-12:00,14:00-18:00`: neighbouring days with the same hours are drawn together.
    private static func describe(_ texts: [String]) -> String {
        var lines: [String] = []
        var start = 0
        while start < texts.count {
            var end = start
            while end + 1 < texts.count, texts[end + 1] == texts[start] { end += 1 }
            if !texts[start].isEmpty {
                let days = start == end ? dayNames[start] : "\(dayNames[start])至\(dayNames[end])"
                let clock = texts[start] == "00:00-24:00" ? "全天" : texts[start]
                lines.append(start == 0 && end == 6 ? "每天 \(clock)" : "\(days) \(clock)")
            }
            start = end + 1
        }
        return lines.joined(separator: "，")
    }
}
