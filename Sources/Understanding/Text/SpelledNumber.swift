/// A number in signs, letters or both: 三百八十, 一万五, 2千5, 1.5w, 12,000.
struct SpelledNumber {
    /// What it says; 0 where it says nothing certain, such as 两三千.
    private(set) var value = 0
    /// Where it ends.
    private(set) var end: Int
    /// Whether a unit of a hundred or more was named, as in 三百八 and not in 380.
    private(set) var hasUnit = false
    /// Whether that unit was w or k.
    var isLetter = false

    /// The signs of the digits, those of contracts among them.
    static let digits: [UInt32: Int] = table([
        "零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖",
    ])
    private static let units: [UInt32: Int] = {
        var units: [UInt32: Int] = [:]
        for (signs, value) in [("十拾", 10), ("百佰", 100), ("千仟k", 1_000), ("万w", 10_000), ("亿", 100_000_000)] {
            for sign in signs.unicodeScalars { units[sign.value] = value }
        }
        return units
    }()
    /// 十来万, 十几万, 二十多万.
    private static let vague = Set("来几多余".unicodeScalars.map(\.value))
    private static let several = Set("几数好".unicodeScalars.map(\.value))

    private static func table(_ signs: [String]) -> [UInt32: Int] {
        var table: [UInt32: Int] = [:]
        for (value, choice) in signs.enumerated() { for sign in choice.unicodeScalars { table[sign.value] = value } }
        return table
    }

    /// Whether what stands behind such a sign may be the rest of something longer: 几百, X1w, 13311045.
    static func continues(_ sign: UInt32) -> Bool {
        (0x30...0x39).contains(sign) || (0x61...0x7A).contains(sign) || sign == 0x2D || digits[sign] != nil
            || units[sign] != nil || several.contains(sign)
    }

    /// The parts so far: what is done with (multiples of 万), the section below it, and a digit that waits for its unit.
    private struct Parts {
        var total = 0
        var section = 0
        /// Digits with how many of them stand behind the point.
        var waiting: (digits: Int, decimals: Int, count: Int)?
        var lastUnit = 0
        var smallest = Int.max
        var largest = Int.max
        var sawZero = false
    }

    /// Reads what begins at a place; nil when no digit does.
    init?(in text: borrowing Buffer<UInt32>, at start: Int, isMeasure: WordList) {
        var parts = Parts()
        var isCertain = true
        end = start
        reading: while end < text.count {
            let sign = text[end]
            if (0x30...0x39).contains(sign) {
                if parts.waiting != nil { isCertain = false }
                parts.waiting = readDigits(text)
            } else if let unit = Self.units[sign] {
                guard take(unit, isLetter: sign < 0x80, in: &parts) else { break reading }
                end += 1
            } else if let digit = Self.digits[sign] {
                if parts.waiting != nil { isCertain = false }
                if digit == 0 {
                    guard parts.lastUnit > 0 else { break reading }
                    parts.sawZero = true
                } else {
                    parts.waiting = (digit, 0, 1)
                }
                end += 1
                readPoint(text, &parts)
            } else if Self.vague.contains(sign), parts.lastUnit == 10, parts.waiting == nil, end + 1 < text.count,
                (Self.units[text[end + 1]] ?? 0) >= 10_000
            {
                end += 1
            } else {
                break reading
            }
        }
        guard end > start else { return nil }
        finish(parts, text, isCertain, isMeasure)
    }

    /// The digits of 12,000 and 1.5, with the reading place behind them.
    private mutating func readDigits(_ text: borrowing Buffer<UInt32>) -> (digits: Int, decimals: Int, count: Int) {
        var (value, decimals, count) = (0, 0, 0)
        var isBehindPoint = false
        while end < text.count, count < 12 {
            let sign = text[end]
            if (0x30...0x39).contains(sign) {
                value = value * 10 + Int(sign - 0x30)
                count += 1
                if isBehindPoint { decimals += 1 }
            } else if sign == 0x2E, !isBehindPoint, isDigit(text, end + 1) {
                isBehindPoint = true
            } else if sign != 0x2C || isBehindPoint || !isGroup(text, end + 1) {
                break
            }
            end += 1
        }
        return (value, decimals, count)
    }

    private func isDigit(_ text: borrowing Buffer<UInt32>, _ place: Int) -> Bool {
        place < text.count && (0x30...0x39).contains(text[place])
    }

    /// Whether exactly three digits stand there, as between the commas of 1,000,000.
    private func isGroup(_ text: borrowing Buffer<UInt32>, _ place: Int) -> Bool {
        isDigit(text, place) && isDigit(text, place + 1) && isDigit(text, place + 2) && !isDigit(text, place + 3)
    }

    /// 一点五万: the point and the digit behind it.
    private mutating func readPoint(_ text: borrowing Buffer<UInt32>, _ parts: inout Parts) {
        guard let waiting = parts.waiting, waiting.count == 1, end + 2 < text.count, text[end] == 0x70B9,
            let digit = Self.digits[text[end + 1]], digit < 10, Self.units[text[end + 2]] != nil
        else { return }
        parts.waiting = (waiting.digits * 10 + digit, 1, 2)
        end += 2
    }

    /// Gives what waits its unit; false when the unit does not belong to this number.
    private mutating func take(_ unit: Int, isLetter: Bool, in parts: inout Parts) -> Bool {
        if unit < 10_000 {
            guard let waiting = parts.waiting ?? (unit == 10 && parts.section == 0 ? (1, 0, 1) : nil),
                unit < parts.smallest
            else { return false }
            guard let value = Self.times(waiting, unit) else { return false }
            parts.section += value
            parts.smallest = unit
        } else {
            guard unit < parts.largest else { return false }
            let rest = parts.waiting.flatMap { Self.times($0, unit) } ?? 0
            guard rest > 0 || parts.section > 0, parts.section < 100_000 else { return false }
            parts.total += parts.section * unit + rest
            parts.section = 0
            parts.smallest = Int.max
            parts.largest = unit
        }
        parts.waiting = nil
        parts.sawZero = false
        parts.lastUnit = unit
        if unit >= 100 { hasUnit = true }
        if isLetter { self.isLetter = true }
        return true
    }

    /// Nobody owes more: beyond it a number is not understood, so that no sum of its parts can overflow.
    private static let most = 1_000_000_000_000

    /// Digits with their unit; nil beyond `most` and where the unit leaves a fraction.
    private static func times(_ number: (digits: Int, decimals: Int, count: Int), _ unit: Int) -> Int? {
        let divisor = (0..<number.decimals).reduce(1) { power, _ in power * 10 }
        let (product, isTooLarge) = number.digits.multipliedReportingOverflow(by: unit)
        guard !isTooLarge, product % divisor == 0, product / divisor <= most else { return nil }
        return product / divisor
    }

    /// Adds the digit that is left: the 五 of 一万五 stands for 五千.
    private mutating func finish(
        _ parts: Parts, _ text: borrowing Buffer<UInt32>, _ isCertain: Bool, _ isMeasure: WordList
    ) {
        // 1万万: what goes on behind is not understood.
        guard isCertain, end == text.count || Self.units[text[end]] == nil else { return }
        value = parts.total + parts.section
        guard let rest = parts.waiting else { return }
        // 三千一个月: the 一 belongs to the month.
        if parts.lastUnit >= 100, rest.digits <= 2, rest.count == 1, !parts.sawZero,
            isMeasure.begins(in: text, at: end)
        {
            end -= 1
        } else if rest.decimals > 0 {
            value = 0
        } else if parts.lastUnit >= 100, rest.count == 1, !parts.sawZero {
            value += rest.digits * (parts.lastUnit / 10)
        } else {
            value += rest.digits
        }
    }
}
