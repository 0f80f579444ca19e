/// A neighbouring department of the joint meeting, and what is referred to it each month.
package struct Department: Sendable, Equatable {
    /// The unique name.
    package var id: String
    /// The name people read.
    package var name: String
    /// The topics whose cases it gets to read about; a topic may concern several departments.
    package var topics: [Located<String>]
    /// Where it was written.
    package var location: Location

    /// Takes the parts.
    package init(id: String, name: String, topics: [Located<String>], location: Location) {
        self.id = id
        self.name = name
        self.topics = topics
        self.location = location
    }

    /// Reads one entry; nil when its id or name is missing, which is noted.
    init?(_ entry: YAMLMap) {
        entry.allow("id", "name", "topics")
        guard let id = entry.text("id"), let name = entry.text("name") else { return nil }
        self.init(id: id, name: name, topics: entry.texts("topics"), location: entry.location("id"))
    }
}
