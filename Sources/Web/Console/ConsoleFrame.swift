import Desk
import Domain

/// What every page of the console has around it: the menu, who is there, and the way out.
struct ConsoleFrame {
    struct Group {
        let name: String
        let items: [Item]
    }

    struct Item {
        let path: String
        let name: String
        let isHere: Bool
    }

    let who: String
    let seal: String
    let groups: [Group]

    init(_ page: ConsolePage, _ visit: Reception.Visit, seal: String) {
        who = "\(visit.viewer.user)（\(visit.viewer.role.name)）"
        self.seal = seal
        groups = ConsoleMenu.menu(for: visit.viewer.role).map { group in
            Group(
                name: group.name,
                items: group.pages.map { Item(path: $0.path.text, name: $0.name, isHere: $0.path == page.path) })
        }
    }
}
