import Foundation

/// A folder of its own for one test, gone when the test is over.
package final class TemporaryFolder: Sendable {
    /// Where it is.
    package let path: String

    /// Makes it.
    package init() throws {
        path = NSTemporaryDirectory() + "counsel-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file below it, making folders on the way.
    package func write(_ text: String, to name: String) throws {
        let file = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try text.write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// Reads a file below it.
    package func read(_ name: String) throws -> String {
        try String(contentsOfFile: path + "/" + name, encoding: .utf8)
    }

    /// Takes a file away.
    package func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }
}
