import Domain
import Foundation
import Testing

@testable import Channels

extension Fixture {
    /// A whole request, as a sample file has it.
    static func request(_ name: String) throws -> WebhookEnvelope {
        let text = String(decoding: try sample(name), as: UTF8.self)
        let head = try #require(text.firstRange(of: "\r\n\r\n"))
        var lines = text[..<head.lowerBound].split(separator: "\r\n")
        let line = lines.removeFirst().split(separator: " ")
        var headers: [String: String] = [:]
        for field in lines {
            let colon = try #require(field.firstIndex(of: ":"))
            headers[field[..<colon].lowercased()] = field[colon...].dropFirst().drop { $0 == " " }.description
        }
        let target = try #require(URLComponents(string: String(line[1])))
        var query: [String: String] = [:]
        for item in target.queryItems ?? [] { query[item.name] = item.value }
        return WebhookEnvelope(
            method: line[0] == "GET" ? .get : .post, query: query, headers: headers,
            body: Array(text[head.upperBound...].utf8))
    }
}

extension JSONValue {
    /// The paths of all scalars, whatever they say: two bodies of one shape have the same.
    var shape: Set<String> {
        switch self {
        case .object(let members):
            Set(members.flatMap { member in member.value.shape.map { "\(member.key).\($0)" } })
        case .array(let elements): Set(elements.flatMap(\.shape).map { "[].\($0)" })
        default: [""]
        }
    }
}
