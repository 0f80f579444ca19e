/// That somebody was forgotten, on whose request, and how much of it there was; not who.
package struct Erasure: Sendable, Equatable, Codable {
    /// Where the wish came from.
    package enum Origin: String, Sendable, Codable {
        case chat, command, console
    }

    /// The row of the record.
    package var id: Int64
    /// When.
    package var at: Timestamp
    /// Where the wish came from.
    package var origin: Origin
    /// Interactions whose words and sender are gone.
    package var interactions: Int
    /// Cases whose words and asker are gone.
    package var cases: Int
    /// Messages that will not be sent any more.
    package var messages: Int

    /// Takes the parts.
    package init(id: Int64, at: Timestamp, origin: Origin, interactions: Int, cases: Int, messages: Int) {
        self.id = id
        self.at = at
        self.origin = origin
        self.interactions = interactions
        self.cases = cases
        self.messages = messages
    }
}
