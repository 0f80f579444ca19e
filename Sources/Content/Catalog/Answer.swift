package import Domain

/// One reviewed answer: `faq/<group>/<name>.md`.
package struct Answer: Sendable, Equatable {
    /// A part under its own heading, such as 怎么办.
    package struct Section: Sendable, Equatable {
        /// The heading.
        package let title: String
        /// The lines below it.
        package let text: String

        /// Takes heading and lines.
        package init(title: String, text: String) {
            self.title = title
            self.text = text
        }
    }

    /// The path below `faq/`, without `.md`.
    package var id: AnswerID
    /// The title that pointers and lists show.
    package var title: String
    /// The statutes behind it.
    package var cites: [Located<Citation>]
    /// When a person last read it against the law.
    package var reviewed: CivilDate
    /// When it must be read again.
    package var reviewBy: CivilDate
    /// Whether neighbours may read it.
    package var sensitivity: Sensitivity
    /// Services to go to, by their ids in `directory/services.yaml`.
    package var next: [Located<String>]
    /// The short answer.
    package var short: String
    /// The parts under headings, in order.
    package var sections: [Section]
    /// Placeholders such as `service.court.phone`, with where they stand.
    package var placeholders: [Located<String>]
    /// Where the file is.
    package var location: Location
    /// Whether nobody has reviewed it yet: it is out of date from the beginning, and never sent.
    package var isDraft: Bool

    /// Takes the parts.
    package init(
        id: AnswerID, title: String, cites: [Located<Citation>], reviewed: CivilDate, reviewBy: CivilDate,
        sensitivity: Sensitivity, next: [Located<String>], short: String, sections: [Section],
        placeholders: [Located<String>], location: Location, isDraft: Bool = false
    ) {
        self.id = id
        self.title = title
        self.cites = cites
        self.reviewed = reviewed
        self.reviewBy = reviewBy
        self.sensitivity = sensitivity
        self.next = next
        self.short = short
        self.sections = sections
        self.placeholders = placeholders
        self.location = location
        self.isDraft = isDraft
    }

    /// What stands in a draft where somebody must still write.
    package static let unwritten = "（待写"
}

/// A statute and its article, such as 民法典 1077 or 刑法 133之一.
package struct Citation: Sendable, Hashable, CustomStringConvertible {
    /// The statute's short or full name.
    package let law: String
    /// The article's number; 0 cites a statute that has no articles, such as an official reply of one paragraph.
    package let article: Int
    /// The 之几 of an inserted article, 0 when it has none.
    package let inserted: Int

    /// Reads `民法典 1077` and `刑法 133之一`; nil for anything else.
    package init?(_ text: String) {
        guard let space = text.lastIndex(of: " ") else { return nil }
        law = text[..<space].trimmed
        let number = text[text.index(after: space)...]
        let parts = number.split(separator: "之", omittingEmptySubsequences: false)
        // `Int` would take a sign.
        guard !law.isEmpty, (1...2).contains(parts.count), parts[0].utf8.allSatisfy({ (48...57).contains($0) }),
            let article = Int(parts[0])
        else { return nil }
        self.article = article
        guard parts.count == 2 else {
            inserted = 0
            return
        }
        guard let index = Self.digits.firstIndex(of: String(parts[1])) else { return nil }
        inserted = index + 1
    }

    /// `《民法典》第1077条`, as a reply shows it.
    package var description: String {
        if article == 0 { return "《\(law)》" }
        return inserted == 0 ? "《\(law)》第\(article)条" : "《\(law)》第\(article)条之\(Self.digits[inserted - 1])"
    }

    private static let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
}
