/// The hours of a week as a chart of 7 × 24 fields, Monday first; without scripts.
package struct WeekChart: Sendable, Equatable {
    /// One hour of the week.
    package struct Field: Sendable, Equatable {
        /// What stands in it.
        package var text: String
        /// How dark it is, 0 (nothing) … 5.
        package var step: Int
        /// Everything about it in words, for a pointer and for readers of screens.
        package var words: String
        /// Whether the service was down in it at some time.
        package var isDown = false
        /// The rows behind it.
        package var href: String?
    }

    /// What it shows.
    package var title: String
    /// A sentence below that.
    package var note: String
    /// The fields by weekday and hour.
    package var fields: [[Field]]

    /// The days as people call them.
    package static let days = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]

    /// How dark a number is among others up to `most`.
    package static func step(_ number: Int, of most: Int) -> Int {
        number <= 0 ? 0 : 1 + min(4, (number - 1) * 5 / max(most, 1))
    }
}
