import Domain
import Foundation
import Testing

@testable import Channels

extension WebhookEnvelope {
    /// A request as it stands in a `.http` sample: line, fields, empty line, body.
    init(http bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let end = try #require(text.firstRange(of: "\r\n\r\n"))
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let line = try #require(lines.first).split(separator: " ")
        let target = try #require(URLComponents(string: String(line[1])))
        let fields = lines.dropFirst().map { $0.split(separator: ":", maxSplits: 1) }
        self.init(
            method: try #require(Method(rawValue: String(line[0]))),
            query: Dictionary(
                (target.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first }),
            headers: Dictionary(
                fields.map { ($0[0].lowercased(), $0[1].trimmingCharacters(in: .whitespaces)) },
                uniquingKeysWith: { first, _ in first }),
            body: Array(text[end.upperBound...].utf8))
    }

    /// A copy with one part of the query set, or taken away.
    func setting(query name: String, _ value: String?) -> WebhookEnvelope {
        var query = query
        query[name] = value
        return WebhookEnvelope(method: method, query: query, headers: headers, body: body)
    }
}
