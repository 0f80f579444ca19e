import Content
package import Domain
import Understanding

extension ConsoleRequest {
    /// The village's name.
    package func name(_ village: VillageID?) -> String {
        guard let village else { return "未登记的群" }
        return directory.villages[village]?.name ?? village.text
    }

    /// The topic's name.
    package func name(_ topic: TopicID?) -> String {
        guard let topic else { return "没有归类" }
        return knowledge.compiled.catalog.topics[topic] ?? topic.text
    }

    /// The person's name.
    package func name(_ person: PersonID?) -> String {
        guard let person else { return "还没有人" }
        return directory.people[person]?.name ?? person.text
    }

    /// Who looked, as the access log has them: a person by a link, or a user of the console.
    package func looker(_ viewer: String) -> String {
        viewer.hasPrefix("@") ? "\(viewer.dropFirst())（后台）" : "\(name(PersonID(viewer)))（链接）"
    }
}

extension Timestamp {
    /// `2026-11-23 21:04`, short enough for a column.
    package var listText: String { "\(chinaDate) \(clock)" }
}
