import Foundation
import Testing

@testable import Content

/// The demo files that the project ships.
struct ShippedFilesTests {
    private let log = FindingLog()

    private func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
            .appending(path: name).path(percentEncoded: false)
    }

    @Test func `the demo directory has nothing to object to`() {
        let directory = DirectoryLoader(folder: path("directory")).load(into: log)

        #expect(log.findings.map(\.line) == [])
        #expect(directory.townships.count == 12)
        #expect(directory.villages.count == 139)
        #expect(directory.villages.values.allSatisfy { directory.chain(for: $0).count >= 3 })
    }

    @Test func `the demo config needs no variable`() {
        let settings = SettingsLoader(environment: Environment([:])).load(path("config/demo.yaml"), into: log)

        #expect(log.findings.map(\.line) == [])
        #expect(!settings.channels.isEmpty)
    }
}
