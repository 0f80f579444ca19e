import Desk
import Domain
import Foundation
import Sealing
import TestSupport
import Testing

struct UserFileTests {
    private let folder: TemporaryFolder
    private let file: UserFile
    private let hash: PasswordHash

    init() throws {
        folder = try TemporaryFolder()
        file = UserFile(path: folder.path + "/deep/users")
        hash = try #require(PasswordHash(Secret("a long password"), salt: Array(0..<16)))
    }

    @Test func `what is saved comes back, for the owner's eyes only`() throws {
        #expect(try file.load().isEmpty)
        let users = [
            "a": ConsoleUser(name: "a", role: .office, scope: "town", password: hash),
            "b.c-d_1": ConsoleUser(name: "b.c-d_1", role: .district, scope: "", password: hash),
        ]
        try file.save(users)
        #expect(try file.load() == users)
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/deep/users")[.posixPermissions]
        #expect(mode as? Int == 0o600)
        try file.save([:])
        #expect(try file.load().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/deep") == ["users"])
    }

    @Test(arguments: [
        "a:district", "a:king::H", "a b:district::H", ":district::H", "a:district::x", "a:district::H\na:auditor::H",
    ])
    func `a line that is no user is named, and nothing of it is told`(_ text: String) throws {
        try folder.write("# note\n\n" + text.replacing("H", with: hash.text) + "\n", to: "deep/users")
        let error = #expect(throws: UserFile.BadLine.self) { try file.load() }
        #expect(error?.line == (text.contains("\n") ? 4 : 3))
        #expect(error.map { !"\($0)".contains("H:") && !"\($0)".contains(hash.text) } == true)
    }
}
