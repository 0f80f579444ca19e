/// A list on a page of the console: rows whose numbers open into the rows that they count.
package struct ConsoleTable: Sendable, Equatable {
    /// One field of a row.
    package struct Cell: Sendable, Equatable {
        /// What it says.
        package var text: String
        /// Where it leads, within the console.
        package var href: String?
        /// The number that it says; numbers stand on the right, and their link leads to just as many rows.
        package var number: Int?
        /// What can be done about the row; only for who may act.
        package var buttons: [ConsoleButton] = []

        /// Words, and where they lead.
        package init(_ text: String, to href: String? = nil) {
            self.text = text
            self.href = href
        }

        /// A number, and the rows that it counts.
        package init(_ number: Int, to href: String? = nil) {
            text = "\(number)"
            self.href = href
            self.number = number
        }

        /// What can be done.
        package init(_ buttons: [ConsoleButton]) {
            text = ""
            self.buttons = buttons
        }
    }

    /// Which rows of all a page shows.
    package struct Window: Sendable, Equatable {
        /// Rows on all pages.
        package var total: Int
        /// Rows left out at the start.
        package var offset: Int
        /// The most rows of a page.
        package var limit: Int
    }

    /// A heading of its own, where the page has several lists.
    package var title: String
    /// A sentence below it.
    package var note = ""
    /// The heads of the columns.
    package var columns: [String]
    /// The rows.
    package var rows: [[Cell]]
    /// What is said when there are none.
    package var empty = "没有符合的记录。"
    /// Which rows these are; nil for lists that are shown whole.
    package var window: Window?

    /// Takes the parts; `total` and the filter's window make it a list of several pages.
    package init(
        _ title: String = "", note: String = "", columns: [String], _ rows: [[Cell]], empty: String = "没有符合的记录。",
        window: Window? = nil
    ) {
        self.title = title
        self.note = note
        self.columns = columns
        self.rows = rows
        self.empty = empty
        self.window = window
    }
}

/// Something that can be done on a page of the console, sent as a form to the page's own address.
package struct ConsoleButton: Sendable, Equatable {
    /// What people read.
    package var name: String
    /// What is sent.
    package var fields: [String: String]

    /// Takes the parts.
    package init(_ name: String, _ fields: [String: String]) {
        self.name = name
        self.fields = fields
    }
}
