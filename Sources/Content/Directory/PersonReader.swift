import Domain
import Yams

/// Reads one entry of `people.yaml`.
struct PersonReader {
    let log: FindingLog

    func read(_ entry: YAMLMap) -> Person? {
        entry.allow(
            "id", "role", "name", "phone", "contacts", "hours", "leave", "senders", "conflicts", "township")
        guard let id = entry.text("id"), let name = entry.text("name"), let written = entry.text("role") else {
            return nil
        }
        guard let role = Person.Role(rawValue: written) else {
            let names = Person.Role.allCases.map(\.rawValue).joined(separator: "、")
            log.error(entry.location("role"), "role 不认识 \(written)，可用的有：\(names)", rule: "unknown-value")
            return nil
        }
        let leave = entry.texts("leave").compactMap { day in
            let date = CivilDate(day.value)
            if date == nil { log.error(day.location, "请假日期应当写成 2026-10-01", rule: "bad-date") }
            return date
        }
        let (week, text) = hours(entry)
        return Person(
            id: PersonID(id), role: role, name: name, phone: entry.optionalText("phone"), contacts: contacts(entry),
            hours: WorkingHours(week: week, leave: Set(leave)), hoursText: text, senders: entry.texts("senders"),
            conflicts: entry.texts("conflicts").map(\.value), location: entry.location)
    }

    private func contacts(_ entry: YAMLMap) -> [Person.Contact] {
        entry.maps("contacts").compactMap { contact in
            contact.allow("channel", "to", "mention")
            guard let channel = contact.text("channel"), let to = contact.text("to") else { return nil }
            return Person.Contact(
                channel: ChannelID(channel), to: to, mention: contact.optionalText("mention"),
                location: contact.location)
        }
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
