import Content
package import Domain
import Sealing
package import Store

/// Who may come to the console: passwords, sessions, and what each user may see.
package struct Reception: Sendable {
    /// What came of an attempt to log in.
    package enum Attempt: Sendable, Equatable {
        /// The password may be tried; goes back with what came of it.
        case begun(Int64)
        /// There were too many attempts; in so many minutes there may be another.
        case tooMany(minutes: Int)
    }

    /// Somebody who is logged in.
    package struct Visit: Sendable, Equatable {
        /// Who, with what they may see.
        package let viewer: Viewer
        /// To what forms are bound.
        package let key: String
    }

    /// What makes forms ours.
    package let seal: FormSeal
    private let users: UserFile
    private let knowledge: KnowledgeHolder
    private let database: CounselDatabase
    private let random: RandomBytes
    private let clock: Clock
    private let limits = LoginLimits()
    /// What the password of an unknown name is tried on, so that it takes as long as that of a known one.
    private let nobodys: PasswordHash?

    /// Minutes without a page after which a session ends.
    package static let idleMinutes = 60
    /// Hours after which a session ends however busy it is.
    package static let hours = 12

    /// Takes what it works with.
    package init(
        users: UserFile, seal: FormSeal, knowledge: KnowledgeHolder, database: CounselDatabase,
        random: @escaping RandomBytes, clock: @escaping Clock
    ) {
        self.users = users
        self.seal = seal
        self.knowledge = knowledge
        self.database = database
        self.random = random
        self.clock = clock
        nobodys = PasswordHash(Secret("nobody's"), salt: random(PasswordHash.saltBytes))
    }

    /// Now.
    package var now: Timestamp { clock() }

    /// Notes an attempt to log in, which counts as a failure until `enter`.
    package func begin(_ name: String, from address: String) async throws -> Attempt {
        let attempt = try await database.beginLogin(
            user: Self.clipped(name), address: address, limits: limits, at: clock())
        return attempt.map { .begun($0) } ?? .tooMany(minutes: limits.minutes)
    }

    /// Whether name and password belong together; takes some tenths of a second of computing.
    package func check(_ name: String, _ password: String) throws -> Bool {
        let user = try users.load()[name]
        let hash = user?.password ?? nobodys
        return hash?.matches(Secret(password)) == true && user != nil
    }

    /// Opens a session after the password was found right, and returns what the browser keeps.
    package func enter(_ name: String, attempt: Int64) async throws -> String {
        let now = clock()
        let token = Base64.urlText(of: random(Self.tokenBytes))
        try await database.openSession(
            Self.key(token), of: name, attempt: attempt, until: now.adding(minutes: Self.hours * 60), at: now)
        return token
    }

    /// Who holds what the browser kept; nil when that is nobody, or nobody any more.
    package func visit(_ token: String) async throws -> Visit? {
        guard Base64.bytes(ofURLText: token)?.count == Self.tokenBytes else { return nil }
        let key = Self.key(token)
        guard let session = try await database.session(key, idleMinutes: Self.idleMinutes, at: clock()),
            let viewer = try viewer(named: session.user)
        else { return nil }
        return Visit(viewer: viewer, key: key)
    }

    /// Ends the session.
    package func leave(_ visit: Visit) async throws { try await database.endSession(visit.key) }

    /// What the user of that name may see; nil when they, their township or their person are gone from the files.
    package func viewer(named name: String) throws -> Viewer? {
        guard let user = try users.load()[name] else { return nil }
        let directory = knowledge.current.directory
        switch user.role {
        case .district, .auditor:
            return Viewer(user: user.name, role: user.role, scope: .district)
        case .office:
            guard let township = directory.townships[user.scope] else { return nil }
            let villages = directory.villages.values.filter { $0.township == township.id }.map(\.id)
            return Viewer(user: user.name, role: .office, scope: .villages(Set(villages)), person: township.office)
        case .adviser:
            guard let person = directory.people[PersonID(user.scope)] else { return nil }
            let villages = directory.villages.values.filter {
                $0.adviser == person.id || $0.deputies.contains(person.id)
            }.map(\.id)
            return Viewer(user: user.name, role: .adviser, scope: .villages(Set(villages)), person: person.id)
        }
    }

    private static let tokenBytes = 32

    /// What is stored of a token: whoever reads the database cannot log in with it.
    private static func key(_ token: String) -> String { Fingerprint.hex(["session", token]) }

    /// A name as it goes into the log: nobody fills the disk with it.
    private static func clipped(_ name: String) -> String { String(name.prefix(40)) }
}
