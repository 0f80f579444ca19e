/// How villagers' words become standard ones, and which words mean the same.
package struct Lexicon: Sendable {
    /// One way of writing that is replaced before matching.
    package struct Rewrite: Sendable {
        /// What is written.
        package var from: [String]
        /// What is meant.
        package var to: String
        /// Words in which it must stay as it is.
        package var notIn: [String]
        /// Sentences that must stay as they are.
        package var counterexamples: [Located<String>]
        /// Where it was written.
        package var location: Location
    }

    /// How a spelled sum of money is told from other numbers.
    package struct Amounts: Sendable {
        /// What may not follow at once: measures of other things, such as 天.
        package var notBefore: [String] = []
        /// What may not stand before at once, such as 第.
        package var notAfter: [String] = []
        /// Of what 块 counts pieces, such as 砖.
        package var pieces: [String] = []
        /// What may not stand near a number with w or k, such as 灯泡.
        package var lettersNotNear: [String] = []
        /// Words in which numerals stay as they are.
        package var notIn: [String] = []
        /// Sentences without a sum of money.
        package var counterexamples: [Located<String>] = []

        /// Starts empty.
        package init() {}
    }

    /// A concept's members by its name.
    package var concepts: [String: [String]] = [:]
    /// The rewrites, in the order of the files.
    package var rewrites: [Rewrite] = []
    /// Traditional characters and their simplified forms.
    package var variants: [Unicode.Scalar: Unicode.Scalar] = [:]
    /// How sums of money are folded; nil leaves numbers as they are.
    package var amounts: Amounts?

    /// Starts empty.
    package init() {}
}
