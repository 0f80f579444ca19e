/// What a page of the console shows: a heading, what can be filtered, and sections one below the other.
package struct ConsoleSheet: Sendable, Equatable {
    /// One part of a page.
    package enum Section: Sendable, Equatable {
        /// Big numbers.
        case figures([Figure])
        /// Names with what is known under them.
        case facts(String, [Fact])
        /// A list.
        case table(ConsoleTable)
        /// The hours of the week.
        case week(WeekChart)
        /// What was said between an asker and the bot.
        case talk(String, [CaseView.Exchange])
        /// What happened, one after the other.
        case timeline(String, [CaseView.Line])
        /// Text to copy as it stands.
        case paste(String, String)
    }

    /// One big number, and the rows that it counts.
    package struct Figure: Sendable, Equatable {
        /// What it counts.
        package var name: String
        /// How many.
        package var number: Int
        /// The list of just these.
        package var href: String
        /// Whether it should be none.
        package var isBad = false
    }

    /// Something known by its name.
    package struct Fact: Sendable, Equatable {
        /// What.
        package var name: String
        /// What is known.
        package var text: String
        /// Where it leads, within the console.
        package var href: String?

        /// Takes the parts.
        package init(_ name: String, _ text: String, to href: String? = nil) {
            self.name = name
            self.text = text
            self.href = href
        }
    }

    /// The heading.
    package var heading: String
    /// A sentence below it.
    package var lead: String
    /// What can be filtered.
    package var filters: [ConsoleFilter]
    /// The parts, from top to bottom.
    package var sections: [Section]

    /// Takes the parts.
    package init(_ heading: String, lead: String = "", filters: [ConsoleFilter] = [], _ sections: [Section]) {
        self.heading = heading
        self.lead = lead
        self.filters = filters
        self.sections = sections
    }
}

/// A field by which a page is filtered.
package struct ConsoleFilter: Sendable, Equatable {
    /// One thing to choose.
    package struct Choice: Sendable, Equatable {
        /// The value in the address.
        package var value: String
        /// What people read.
        package var name: String
    }

    /// What it is chosen with.
    package enum Kind: Sendable, Equatable {
        /// A day of the calendar.
        case day
        /// One of a list.
        case choice([Choice])
    }

    /// The key in the address.
    package var key: String
    /// What people read.
    package var label: String
    /// What it is chosen with.
    package var kind: Kind
    /// What is chosen.
    package var value: String
}
