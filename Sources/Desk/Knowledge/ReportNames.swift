package import Content
package import Domain
import Understanding

/// What reports and lists call things: villages, people, topics, departments.
package struct ReportNames: Sendable {
    /// Villages, people, departments, standards.
    package let directory: Directory
    /// The subjects and their names.
    package let topics: [TopicID: String]
    /// What is published when.
    package let campaigns: [Campaign]

    /// Takes the parts.
    package init(directory: Directory, topics: [TopicID: String], campaigns: [Campaign] = []) {
        self.campaigns = campaigns
        self.directory = directory
        self.topics = topics
    }

    /// A topic as people read it.
    package func topic(_ id: String) -> String { id.isEmpty ? "没有对上类别" : topics[TopicID(id)] ?? id }

    /// A village as people read it.
    package func village(_ id: String) -> String {
        id.isEmpty ? "未登记的群" : directory.villages[VillageID(id)]?.name ?? id
    }

    /// The township of a village as people read it; empty for a group of no village.
    package func township(of village: String) -> String {
        directory.villages[VillageID(village)].map { directory.townships[$0.township]?.name ?? $0.township } ?? ""
    }

    /// A person as people read it.
    package func person(_ id: String) -> String {
        id.isEmpty ? "没有承办人" : directory.people[PersonID(id)]?.name ?? id
    }
}

extension Knowledge {
    /// What reports call things.
    package var names: ReportNames {
        ReportNames(directory: directory, topics: compiled.catalog.topics, campaigns: campaigns)
    }
}
