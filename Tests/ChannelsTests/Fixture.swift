import Domain
import Foundation
import Testing

@testable import Channels

/// The files beside the tests.
enum Fixture {
    /// The clock of all samples: 2026-09-10T08:26:40+08:00.
    static let now = Timestamp(seconds: 1_789_000_000)

    /// The bytes of a sample.
    static func sample(_ name: String) throws -> [UInt8] { try bytes("samples/\(name)") }

    /// A sample as JSON.
    static func json(_ name: String) throws -> JSONValue { try JSONReader.read(try sample(name)) }

    /// The vectors of a file.
    static func vectors(_ name: String) throws -> [JSONValue] {
        try #require(try file("vectors/\(name)")["vectors"]?.array)
    }

    /// A file as JSON.
    static func file(_ path: String) throws -> JSONValue { try JSONReader.read(try bytes(path)) }

    private static func bytes(_ path: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        return Array(try Data(contentsOf: folder.appending(path: path)))
    }
}

extension Opened {
    /// The message, when it is one.
    var message: InboundMessage? {
        guard case .message(let message) = self else { return nil }
        return message
    }

    /// What an ignored event was called.
    var ignoredKind: String? {
        guard case .ignored(let kind, _) = self else { return nil }
        return kind
    }
}

extension HTTPReply {
    /// The body as JSON.
    var json: JSONValue? { try? JSONReader.read(body) }
}

extension HTTPCall {
    /// The body as JSON.
    var json: JSONValue? { try? JSONReader.read(body) }

    /// The value of a header field.
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
