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

    /// A concept's members by its name.
    package var concepts: [String: [String]] = [:]
    /// The rewrites, in the order of the files.
    package var rewrites: [Rewrite] = []
    /// Traditional characters and their simplified forms.
    package var variants: [Unicode.Scalar: Unicode.Scalar] = [:]

    /// Starts empty.
    package init() {}
}
