import Foundation

@testable import Content

/// A folder of its own for one test, gone when the test is over.
enum TemporaryFolder {
    /// Calls `body` with a new folder that holds these files, by their paths in it.
    static func with<Result>(_ files: [String: String], _ body: (String) throws -> Result) throws -> Result {
        try with(bytes: files.mapValues { Data($0.utf8) }, body)
    }

    /// Calls `body` with a new folder that holds these files, byte for byte.
    static func with<Result>(bytes files: [String: Data], _ body: (String) throws -> Result) throws -> Result {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.appendingPathComponent("counsel-\(UUID().uuidString)")
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? manager.removeItem(at: folder) }
        for (path, data) in files {
            let file = folder.appendingPathComponent(path)
            try manager.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: file)
        }
        return try body(folder.path)
    }
}

extension FindingLog {
    /// `rule line:column` of each finding, in the order of files and lines.
    var brief: [String] { findings.sorted.map { "\($0.rule) \($0.location.line):\($0.location.column)" } }

    /// The rules that found something, in the order of files and lines.
    var rules: [String] { findings.sorted.map(\.rule) }
}
