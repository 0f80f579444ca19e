/// At which level disputes are looked for.
package enum ScreeningLevel: String, Sendable, Codable, CaseIterable {
    case village, township, district

    /// `村（社区）`, `乡镇`, `区`.
    package var name: String {
        switch self {
        case .village: "村（社区）"
        case .township: "乡镇"
        case .district: "区"
        }
    }
}

/// How often disputes are looked for: 村每周、乡镇每半月、区每月.
package enum ScreeningCycle: String, Sendable, CaseIterable {
    case week
    case halfMonth = "half-month"
    case month

    /// The days of the cycle in which a day lies: Monday to Sunday, the 1st to the 15th or the rest, the whole month.
    package func period(of day: CivilDate) -> ClosedRange<CivilDate> {
        let number = day.daysSince1970
        switch self {
        case .week:
            let monday = number - day.weekday.rawValue
            return CivilDate(daysSince1970: monday)...CivilDate(daysSince1970: monday + 6)
        case .halfMonth:
            let first = number - day.parts.day + 1
            let month = CivilMonth(of: day)
            let last = month.endDay.daysSince1970 - 1
            return day.parts.day <= 15
                ? CivilDate(daysSince1970: first)...CivilDate(daysSince1970: first + 14)
                : CivilDate(daysSince1970: first + 15)...CivilDate(daysSince1970: last)
        case .month:
            let month = CivilMonth(of: day)
            return month.firstDay...CivilDate(daysSince1970: month.endDay.daysSince1970 - 1)
        }
    }
}

/// Who looks for disputes how often at a level.
package struct ScreeningRule: Sendable, Hashable {
    /// The level.
    package var level: ScreeningLevel
    /// How often.
    package var cycle: ScreeningCycle
    /// How many days before the end of the cycle the person is reminded, 0 on its last day.
    package var remindDays: Int

    /// Takes the parts.
    package init(_ level: ScreeningLevel, _ cycle: ScreeningCycle, remindDays: Int = 2) {
        self.level = level
        self.cycle = cycle
        self.remindDays = remindDays
    }
}

/// One round of looking for disputes, due or done.
package struct Screening: Sendable, Equatable {
    /// Its row; nil while it is not stored.
    package var id: Int64?
    /// The level.
    package var level: ScreeningLevel
    /// The village's or the township's id; empty for the district.
    package var place: String
    /// Its days.
    package var period: ClosedRange<CivilDate>
    /// Who is to do it.
    package var person: PersonID
    /// When they were reminded.
    package var remindedAt: Timestamp?
    /// When it was done.
    package var doneAt: Timestamp?
    /// Who did it.
    package var doneBy: PersonID?
    /// How many disputes were found.
    package var found: Int?
    /// What was said about it, masked.
    package var note: String?

    /// Takes what is due.
    package init(
        id: Int64? = nil, _ level: ScreeningLevel, place: String, period: ClosedRange<CivilDate>, person: PersonID
    ) {
        self.id = id
        self.level = level
        self.place = place
        self.period = period
        self.person = person
    }

    /// Whether it should be done by that day and is not.
    package func isOverdue(on day: CivilDate) -> Bool { doneAt == nil && period.upperBound < day }
}

/// What is written when a round is done: `已排查 大滩镇第3村 发现2起 争地界`, `排查完了，没有发现`.
package struct ScreeningReport: Sendable, Equatable {
    /// How many disputes were found; nil when nothing was said about it.
    package var found: Int?
    /// Everything behind the first word.
    package var note: String

    /// Takes the parts.
    package init(found: Int?, note: String) {
        self.found = found
        self.note = note
    }

    private static let heads = ["已经排查", "已排查", "排查完毕", "排查完了", "排查过了", "排查好了", "完成排查"]
    private static let nothing = ["没有发现", "没发现", "未发现", "无纠纷", "没有纠纷", "没得纠纷", "一切正常", "无异常"]
    private static let digits: [Character: Int] = [
        "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    ]

    /// Reads a report; nil for anything else.
    package static func read(_ text: String) -> ScreeningReport? {
        var line = text.map { StaffLine.halfWidth($0) }[...]
        StaffLine.trim(&line)
        guard let head = heads.first(where: { line.starts(with: $0) }) else { return nil }
        line = line.dropFirst(head.count)
        StaffLine.skipSeparators(&line)
        let note = String(line)
        return ScreeningReport(found: found(in: note), note: note)
    }

    /// `发现2起`, `3件`, `没有发现`.
    private static func found(in note: String) -> Int? {
        if nothing.contains(where: { note.contains($0) }) { return 0 }
        let signs = Array(note)
        for (place, sign) in signs.enumerated() where "起件".contains(sign) {
            var start = place
            while start > 0, signs[start - 1].isWholeNumber && signs[start - 1].isASCII { start -= 1 }
            if start < place, let number = Int(String(signs[start..<place])), number <= 9_999 { return number }
            if place > 0, let number = digits[signs[place - 1]] { return number }
        }
        return nil
    }
}
