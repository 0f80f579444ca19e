import ArgumentParser
import Content
import Desk
import Domain
import Foundation
import Sealing
import Store

/// `counsel user`: who may log in at the console.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Adds, lists and removes users of the console, and changes passwords.",
        subcommands: [Add.self, List.self, Remove.self, Password.self])

    /// `counsel user add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds a user; the password is read from standard input.")

        @OptionGroup var options: ConfigOptions

        @Argument(help: "The name to log in with: letters, digits, dot, dash, underscore.")
        var name: String

        @Option(help: "district, office, adviser or auditor.")
        var role: String

        @Option(help: "The township's id for an office, the person's id for an adviser.")
        var scope: String = ""

        func run() async throws {
            let desk = try UserDesk(options)
            guard UserFile.isName(name) else { throw ValidationError("\(name) is no name") }
            guard let role = Role(rawValue: role) else {
                throw ValidationError("a role is one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            var users = try desk.file.load()
            guard users[name] == nil else { throw ValidationError("there is a user \(name) already") }
            try desk.check(role, scope)
            users[name] = ConsoleUser(name: name, role: role, scope: scope, password: try UserDesk.readPassword())
            try desk.file.save(users)
            print("added \(name)")
        }
    }

    /// `counsel user list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists names, roles and scopes.")

        @OptionGroup var options: ConfigOptions

        @Flag(help: "Prints JSON.")
        var json = false

        private struct Line: Encodable {
            let name: String
            let role: String
            let scope: String
        }

        func run() async throws {
            let lines = try UserDesk(options).file.load().values.sorted { $0.name < $1.name }.map {
                Line(name: $0.name, role: $0.role.rawValue, scope: $0.scope)
            }
            if json {
                print(try jsonText(lines))
            } else {
                for line in lines { print("\(line.name)\t\(line.role)\t\(line.scope)") }
            }
        }
    }

    /// `counsel user remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Removes a user and ends their sessions.")

        @OptionGroup var options: ConfigOptions

        @Argument(help: "The name.")
        var name: String

        func run() async throws {
            let desk = try UserDesk(options)
            var users = try desk.file.load()
            guard users.removeValue(forKey: name) != nil else { throw ValidationError("there is no user \(name)") }
            try desk.file.save(users)
            try await desk.endSessions(of: name)
            print("removed \(name)")
        }
    }

    /// `counsel user password`.
    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Changes a password, read from standard input, and ends the user's sessions.")

        @OptionGroup var options: ConfigOptions

        @Argument(help: "The name.")
        var name: String

        func run() async throws {
            let desk = try UserDesk(options)
            var users = try desk.file.load()
            guard users[name] != nil else { throw ValidationError("there is no user \(name)") }
            users[name]?.password = try UserDesk.readPassword()
            try desk.file.save(users)
            try await desk.endSessions(of: name)
            print("changed \(name)")
        }
    }
}

/// What the commands about users share.
private struct UserDesk {
    let settings: Settings
    let file: UserFile
    private let knowledge: Knowledge

    init(_ options: ConfigOptions) throws {
        settings = try options.loadOrExit()
        guard let users = settings.users else { throw ValidationError("the config file names no users file") }
        file = UserFile(path: users)
        knowledge = try options.knowledgeOrExit(settings, at: System.clock())
    }

    func check(_ role: Role, _ scope: String) throws {
        switch role {
        case .office where knowledge.directory.townships[scope] == nil:
            throw ValidationError("--scope must be a township of the directory")
        case .adviser where knowledge.directory.people[PersonID(scope)] == nil:
            throw ValidationError("--scope must be a person of the directory")
        case .district where !scope.isEmpty, .auditor where !scope.isEmpty:
            throw ValidationError("\(role.rawValue) takes no --scope")
        default: break
        }
    }

    func endSessions(of name: String) async throws {
        let database = try settings.openDatabase()
        try await database.endSessions(of: name)
        try database.close()
    }

    /// A line of standard input; at a terminal it is not shown.
    static func readPassword() throws -> PasswordHash {
        let isTerminal = isatty(STDIN_FILENO) == 1
        if isTerminal { FileHandle.standardError.write(Data("password: ".utf8)) }
        var shown = termios()
        if isTerminal {
            tcgetattr(STDIN_FILENO, &shown)
            var hidden = shown
            hidden.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSANOW, &hidden)
        }
        let line = readLine() ?? ""
        if isTerminal {
            tcsetattr(STDIN_FILENO, TCSANOW, &shown)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        guard line.count >= 10 else { throw ValidationError("a password has 10 characters or more") }
        guard let hash = PasswordHash(Secret(line), salt: System.randomBytes(16)) else {
            throw ValidationError("the password cannot be hashed")
        }
        return hash
    }
}
