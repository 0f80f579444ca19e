package import Domain

/// The pages of the console, in the order in which the menu shows them; a new page is one more line here.
package enum ConsoleMenu {
    /// Pages that belong together.
    package struct Group: Sendable {
        /// What people read.
        package let name: String
        /// The pages.
        package let pages: [ConsolePage]
    }

    /// The menu.
    package static let groups = [
        Group(name: "值守", pages: [.today, .hours, .outbox]),
        Group(name: "办件", pages: [.questions, .cases, .gaps]),
        Group(name: "预防", pages: [.warnings, .screenings, .pushes]),
        Group(name: "统计", pages: [.villages, .people, .topics, .ledger, .reports]),
        Group(name: "管理", pages: [.catalog, .looks]),
    ]

    /// Pages that are reached from others only.
    package static let others: [ConsolePage] = [.caseFile, .warningFile, .pushFile]

    /// All of them.
    package static let pages = groups.flatMap(\.pages) + others

    /// The groups with the pages that a role may open.
    package static func menu(for role: Role) -> [Group] {
        groups.compactMap { group in
            let pages = group.pages.filter { $0.roles.contains(role) }
            return pages.isEmpty ? nil : Group(name: group.name, pages: pages)
        }
    }
}
