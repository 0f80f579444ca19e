package import Domain

/// A page of the console: where it is, what the menu calls it, who may open it, what is on it, what can be done there.
///
/// Each stands in a file of its own in `Console/Pages` and is listed in `ConsoleMenu`; everything else, the login, the
/// viewer's scope, the frame, the filters' form, comes by itself.
package struct ConsolePage: Sendable {
    /// Where a page is, below `/console`.
    package enum Path: String, Sendable, CaseIterable {
        case today = ""
        case hours, outbox, questions, cases, gaps, villages, people, topics, ledger, reports, catalog, looks
        case warnings, screenings, pushes

        /// The address, such as `/console/cases`.
        package var text: String { rawValue.isEmpty ? "/console" : "/console/\(rawValue)" }
    }

    /// What a page answers with.
    package enum Body: Sendable {
        /// Something to read.
        case sheet(ConsoleSheet)
        /// Something to keep: a file's name, its media type, and its text.
        case file(name: String, type: String, text: String)
        /// Something to keep that is too long to be held in memory: it comes piece by piece.
        case rows(name: String, type: String, write: Writer)
    }

    /// Hands over the pieces of a file, one after the other.
    package typealias Writer = @Sendable (_ sink: (String) async throws -> Void) async throws -> Void

    /// Makes the page; nil when it does not exist for this viewer.
    package typealias Maker = @Sendable (ConsoleRequest) async throws -> Body?
    /// Carries out a button's fields; returns nil when it is done, or in Chinese why it cannot be.
    package typealias Action = @Sendable (ConsoleRequest, [String: String]) async throws -> String?

    /// Where it is.
    package let path: Path
    /// What the menu calls it.
    package let name: String
    /// Who may open it.
    package let roles: Set<Role>
    /// Whether its address ends in a subject, such as `/console/cases/1024`.
    package let hasSubject: Bool
    let make: Maker
    let act: Action?

    /// A page whose content may be missing or a file.
    package init(
        _ path: Path, _ name: String, for roles: Set<Role> = Set(Role.allCases), hasSubject: Bool = false,
        act: Action? = nil, content: @escaping Maker
    ) {
        self.path = path
        self.name = name
        self.roles = roles
        self.hasSubject = hasSubject
        self.act = act
        make = content
    }

    /// A page to read.
    package init(
        _ path: Path, _ name: String, for roles: Set<Role> = Set(Role.allCases), act: Action? = nil,
        sheet: @escaping @Sendable (ConsoleRequest) async throws -> ConsoleSheet
    ) {
        self.init(path, name, for: roles, act: act) { .sheet(try await sheet($0)) }
    }

    /// Whether something can be done on it.
    package var takesForms: Bool { act != nil }
}

extension Set<Role> {
    /// Who sees the whole district.
    package static var wholeDistrict: Set<Role> { [.district, .auditor] }
}
