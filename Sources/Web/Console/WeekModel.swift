import Desk

/// What the template of the hours of the week reads: fields of a drawing that needs no script.
struct WeekModel {
    struct Field {
        let x: Int
        let y: Int
        let textX: Int
        let textY: Int
        let text: String
        let step: Int
        let words: String
        let href: String?
        /// The corners of the mark of an outage.
        let mark: String?
    }

    struct Label {
        let x: Int
        let y: Int
        let text: String
    }

    let caption: String
    let note: String
    let fields: [Field]
    let days: [Label]
    let hours: [Label]

    /// The drawing's measures, in its own units: 52 for the days' names, 40 an hour, 30 for the hours above.
    private static let (left, top, side) = (52, 30, 40)

    init(_ chart: WeekChart) {
        caption = chart.title
        note = chart.note
        fields = chart.fields.enumerated().flatMap { day, row in
            row.enumerated().map { hour, field in
                let (x, y) = (Self.left + hour * Self.side, Self.top + day * Self.side)
                let corner = x + Self.side - 2
                return Field(
                    x: x, y: y, textX: x + 19, textY: y + 25, text: field.text, step: field.step, words: field.words,
                    href: field.href,
                    mark: field.isDown ? "\(corner - 14),\(y) \(corner),\(y) \(corner),\(y + 14)" : nil)
            }
        }
        days = WeekChart.days.enumerated().map { Label(x: 4, y: Self.top + 25 + $0 * Self.side, text: $1) }
        hours = (0..<24).map { Label(x: Self.left + 19 + $0 * Self.side, y: 22, text: "\($0)") }
    }
}
