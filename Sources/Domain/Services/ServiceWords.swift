/// The words of a service record, read one by one.
enum ServiceWords {
    /// Full-width digits and signs as the plain ones; the ideographic space as a space.
    static func plain(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return character }
        if scalar.value == 0x3000 { return " " }
        guard (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0) else {
            return character
        }
        return Character(plain)
    }

    /// Whether the first word begins a record or corrects one, and what stands behind it without a space.
    static func head(_ word: String) -> (corrects: Bool, rest: String)? {
        for start in ["更正记录", "改记录", "更正"] where word.hasPrefix(start) {
            return (true, String(word.dropFirst(start.count)))
        }
        for start in ["服务记录", "记录", "纪录", "登记服务"] where word.hasPrefix(start) {
            let rest = String(word.dropFirst(start.count)).drop { ":：，,".contains($0) }
            // “记录一下这个问题” is talk: behind the word stands a kind, or nothing.
            return rest.isEmpty || kind(String(rest)) != nil ? (false, String(rest)) : nil
        }
        return nil
    }

    static func kind(_ word: String) -> ServiceRecord.Kind? {
        kinds.first { pair in word.hasPrefix(pair.word) }?.kind
    }

    private static let kinds: [(word: String, kind: ServiceRecord.Kind)] = [
        ("驻村", .visit), ("值班", .visit), ("坐班", .visit), ("走访", .visit), ("讲座", .lecture), ("法治讲座", .lecture),
        ("法制讲座", .lecture), ("宣讲", .lecture), ("普法", .lecture), ("审合同", .contract), ("合同", .contract),
        ("审查合同", .contract), ("村规民约", .contract), ("审查", .contract), ("会议", .meeting), ("列席", .meeting),
        ("开会", .meeting), ("参会", .meeting), ("调解", .mediation), ("参与调解", .mediation), ("其他", .other),
        ("其它", .other),
    ]

    /// `2小时`, `两个半小时`, `1.5h`, `90分钟`, `半小时`, `2小时30分`, `半天`.
    static func minutes(_ word: String) -> Int? {
        if word == "半天" { return 180 }
        if word == "一天" || word == "1天" { return 360 }
        var rest = word[...]
        var minutes = 0
        var found = false
        for (units, factor) in [(["个小时", "小时", "钟头", "个钟头", "h", "H"], 60), (["分钟", "分", "min"], 1)] {
            guard let (value, after) = leading(rest, units) else { continue }
            minutes += Int((value * Double(factor)).rounded())
            rest = after
            found = true
        }
        if rest == "半", found, minutes % 60 == 0 { return minutes + 30 }
        return found && rest.isEmpty ? minutes : nil
    }

    /// The number in front of one of the units, and what stands behind it.
    private static func leading(_ text: Substring, _ units: [String]) -> (Double, Substring)? {
        for unit in units {
            guard let range = text.firstRange(of: unit) else { continue }
            guard let value = number(text[..<range.lowerBound]) else { continue }
            return (value, text[range.upperBound...])
        }
        return nil
    }

    private static let digits: [Character: Double] = [
        "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    ]

    private static func number(_ text: Substring) -> Double? {
        if text == "半" || text == "半个" { return 0.5 }
        if let value = Double(text), value >= 0, value < 1_000 { return value }
        guard let first = text.first, let whole = digits[first] else { return nil }
        switch text.dropFirst() {
        case "", "个": return whole
        case "个半", "半": return whole + 0.5
        default: return nil
        }
    }

    /// `今天`, `昨天`, `前天`, `11月20日`, `11.20`, `11-20`: the last such day that is not in the future.
    static func day(_ word: String, on today: CivilDate) -> CivilDate? {
        if let ago = ["今天", "昨天", "前天"].firstIndex(of: word) {
            return CivilDate(daysSince1970: today.daysSince1970 - ago)
        }
        let parts = word.split { "月日号.-/".contains($0) }
        guard parts.count == 2, word.contains(where: { "月.-/".contains($0) }), let month = Int(parts[0]),
            let day = Int(parts[1])
        else { return nil }
        let year = today.parts.year
        return [year, year - 1].compactMap { CivilDate(year: $0, month: month, day: day) }.first { $0 <= today }
    }
}
