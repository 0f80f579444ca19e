package import Domain
import Foundation
package import Sealing

/// A user of the console as the file has them.
package struct ConsoleUser: Sendable, Equatable {
    /// The name they log in with: 1…40 letters, digits, `.`, `-`, `_`.
    package var name: String
    /// What they are.
    package var role: Role
    /// The township of an office, the person of an adviser; empty for the others.
    package var scope: String
    /// Their password.
    package var password: PasswordHash

    /// Takes the parts.
    package init(name: String, role: Role, scope: String, password: PasswordHash) {
        self.name = name
        self.role = role
        self.scope = scope
        self.password = password
    }
}

/// The file of the console's users: one a line, `name:role:scope:hash`; lines with `#` are notes.
package struct UserFile: Sendable {
    /// Why the file cannot be read; names the line, never what stands in it.
    package struct BadLine: Error, Equatable, CustomStringConvertible {
        /// Which file.
        package let path: String
        /// Which line, from 1.
        package let line: Int

        /// Where, and what is expected there.
        package var description: String { "\(path):\(line): not a user; expected name:role:scope:$scrypt$…" }
    }

    private let path: String

    /// Takes where the file is; it need not exist.
    package init(path: String) { self.path = path }

    /// The users by name; none while there is no file. Throws `BadLine`, or when the file cannot be read.
    package func load() throws -> [String: ConsoleUser] {
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var users: [String: ConsoleUser] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let user = Self.user(String(line)), users[user.name] == nil else {
                throw BadLine(path: path, line: index + 1)
            }
            users[user.name] = user
        }
        return users
    }

    /// Writes the users, for the owner's eyes only; the file is replaced in one step.
    package func save(_ users: [String: ConsoleUser]) throws {
        var text = "# Users of the console. Changed with: counsel user\n"
        for user in users.values.sorted(by: { $0.name < $1.name }) {
            text += "\(user.name):\(user.role.rawValue):\(user.scope):\(user.password.text)\n"
        }
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        let fresh = path + ".new"
        guard
            FileManager.default.createFile(
                atPath: fresh, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
        guard rename(fresh, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Whether a name may stand in the file.
    package static func isName(_ name: String) -> Bool {
        (1...40).contains(name.utf8.count)
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) }
    }

    private static func user(_ line: String) -> ConsoleUser? {
        let parts = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, isName(parts[0]), let role = Role(rawValue: parts[1]),
            let password = PasswordHash(stored: parts[3])
        else { return nil }
        return ConsoleUser(name: parts[0], role: role, scope: parts[2], password: password)
    }
}
