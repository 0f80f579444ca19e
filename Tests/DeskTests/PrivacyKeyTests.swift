import Content
import Foundation
import Sealing
import TestSupport
import Testing

@testable import Desk

struct PrivacyKeyTests {
    private let long = "a key of more than thirty-two characters"

    private func problem(_ settings: Settings) -> PrivacyKey.Problem? {
        do {
            _ = try PrivacyKey.vault(settings)
            return nil
        } catch {
            return error as? PrivacyKey.Problem
        }
    }

    @Test func `a key from the environment or from a file of the owner opens the same vault`() throws {
        let folder = try TemporaryFolder()
        try folder.write(long + "\n", to: "key")
        let path = folder.path + "/key"
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        var fromFile = Settings()
        fromFile.privacyKeyFile = path
        var given = Settings()
        given.privacyKey = long

        #expect(try PrivacyKey.vault(fromFile).pseudonym("x") == PrivacyKey.vault(given).pseudonym("x"))
    }

    @Test func `a key that is missing, short, or open to others is refused`() throws {
        let folder = try TemporaryFolder()
        try folder.write(long, to: "key")
        let path = folder.path + "/key"
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        var settings = Settings()
        #expect(problem(settings) == .missing)
        settings.privacyKey = "short"
        #expect(problem(settings) == .short)
        settings.privacyKeyFile = path
        #expect(problem(settings) == .exposed(path: path))
        settings.privacyKeyFile = folder.path + "/none"
        #expect(problem(settings) == .unreadable(path: folder.path + "/none"))
    }
}
