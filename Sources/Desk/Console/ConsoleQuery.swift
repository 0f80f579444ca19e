package import Domain
import Foundation

/// What stands behind the question mark of a console address, read leniently: what cannot be read counts as left out.
package struct ConsoleQuery: Sendable, Equatable {
    /// The fields that are there and not empty.
    package let fields: [String: String]
    private let today: CivilDate

    /// Takes the fields of the address, and the day from which it counts back.
    package init(_ fields: [String: String], today: CivilDate) {
        self.fields = fields.filter { !$0.value.isEmpty }
        self.today = today
    }

    /// A field that is there and not empty.
    package subscript(key: String) -> String? { fields[key] }

    /// A whole number.
    package func number(_ key: String) -> Int? { self[key].flatMap { Int($0) } }

    /// The first day; four weeks with today unless the address has another.
    package var from: CivilDate {
        day("from") ?? CivilDate(daysSince1970: to.daysSince1970 - 27)
    }

    /// The last day.
    package var to: CivilDate { day("to") ?? today }

    /// From the first day's midnight to the last day's.
    package var span: Range<Timestamp> {
        let start = Timestamp(china: from)
        return start..<max(start, Timestamp(china: to.next))
    }

    /// Whether the address names days.
    package var namesDays: Bool { day("from") != nil || day("to") != nil }

    /// Rows left out at the start.
    package var offset: Int { min(max(number("offset") ?? 0, 0), 10_000_000) }

    private func day(_ key: String) -> CivilDate? { self[key].flatMap { CivilDate($0) } }

    /// An address within the console; of a key that is given twice the last value counts, and empty ones fall away.
    package static func address(_ path: String, _ fields: [(String, String)]) -> String {
        var values: [String: String] = [:]
        for (key, value) in fields { values[key] = value }
        let query = values.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map {
            "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: plain) ?? "")"
        }
        return path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    private static let plain = CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")
}
