/// A moment: whole milliseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since 1970, UTC.
    package let milliseconds: Int64

    /// The offset of all China from UTC; one zone, no summer time since 1991.
    package static let chinaOffset: Int64 = 8 * 3_600_000

    /// Takes milliseconds since 1970, UTC.
    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Takes whole seconds since 1970, UTC.
    package init(seconds: Int64) { milliseconds = seconds &* 1_000 }

    /// Takes a date and time of day as the clocks in China show it.
    package init(china date: CivilDate, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let time = Int64(hour) * 3_600 + Int64(minute) * 60 + Int64(second)
        milliseconds = (Int64(date.daysSince1970) * 86_400 + time) * 1_000 - Self.chinaOffset
    }

    /// Reads ISO 8601 with an offset or `Z`, such as `2026-11-23T21:04:05+08:00`; nil for anything else.
    package init?(iso8601 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let date = CivilDate(String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Self.two(bytes, 11), hour < 24, let minute = Self.two(bytes, 14), minute < 60,
            let second = Self.two(bytes, 17), second < 61
        else { return nil }
        var rest = 19
        if bytes[rest] == UInt8(ascii: ".") {
            rest += 1
            while rest < bytes.count, (48...57).contains(bytes[rest]) { rest += 1 }
            guard rest > 20 else { return nil }
        }
        guard rest < bytes.count else { return nil }
        var offset: Int64 = 0
        if bytes[rest] != UInt8(ascii: "Z") {
            guard rest + 6 == bytes.count, bytes[rest + 3] == UInt8(ascii: ":"),
                let hours = Self.two(bytes, rest + 1), hours < 24, let minutes = Self.two(bytes, rest + 4), minutes < 60
            else { return nil }
            switch bytes[rest] {
            case UInt8(ascii: "+"): offset = Int64(hours * 60 + minutes) * 60
            case UInt8(ascii: "-"): offset = -Int64(hours * 60 + minutes) * 60
            default: return nil
            }
        } else if rest + 1 != bytes.count {
            return nil
        }
        let day = Int64(date.daysSince1970) * 86_400
        milliseconds = (day + Int64(hour * 3_600 + minute * 60 + second) - offset) * 1_000
    }

    /// The date that calendars in China show at this moment.
    package var chinaDate: CivilDate { CivilDate(daysSince1970: Int(floorDivide(chinaLocal, 86_400_000))) }

    /// Minutes since midnight in China, 0…1439.
    package var chinaMinuteOfDay: Int {
        Int((chinaLocal - floorDivide(chinaLocal, 86_400_000) * 86_400_000) / 60_000)
    }

    /// Whole hours since 1970 in China's zone, which is how overheard talk is counted.
    package var chinaHour: Int64 { floorDivide(chinaLocal, 3_600_000) }

    /// `2026-11-23T21:04:05+08:00`.
    package var iso8601: String {
        let second = Int(floorDivide(milliseconds, 1_000) - floorDivide(milliseconds, 60_000) * 60)
        return "\(chinaDate)T\(clock):\(pad(second))+08:00"
    }

    /// `21:04`, as a villager reads a clock.
    package var clock: String { "\(pad(chinaMinuteOfDay / 60)):\(pad(chinaMinuteOfDay % 60))" }

    /// The moment so many milliseconds later.
    package func adding(milliseconds more: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds &+ more) }

    /// The moment so many seconds later.
    package func adding(seconds: Int64) -> Timestamp { adding(milliseconds: seconds &* 1_000) }

    /// The moment so many minutes later.
    package func adding(minutes: Int) -> Timestamp { adding(seconds: Int64(minutes) * 60) }

    /// Orders by time.
    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    private var chinaLocal: Int64 { milliseconds &+ Self.chinaOffset }

    private static func two(_ bytes: [UInt8], _ at: Int) -> Int? {
        guard at + 1 < bytes.count, (48...57).contains(bytes[at]), (48...57).contains(bytes[at + 1]) else { return nil }
        return Int(bytes[at] - 48) * 10 + Int(bytes[at + 1] - 48)
    }
}

private func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
    value % by < 0 ? value / by - 1 : value / by
}

private func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
