import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Why a form cannot be read; says nothing of what was in it.
enum FormError: Error, Equatable {
    case tooLarge, malformed
}

/// The fields of a submitted form.
struct Form: Sendable {
    /// The largest body, in bytes: an answer of 4,000 characters, percent-encoded.
    static let bodyLimit = 64 * 1_024

    private let fields: [String: String]

    /// Takes the fields.
    init(_ fields: [String: String]) { self.fields = fields }

    /// Reads the body of a request that a browser sent from a page of ours.
    init(_ request: Request) async throws(FormError) {
        // A browser says where a form comes from; what it calls foreign is refused before anything is read.
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }), site == "cross-site" {
            throw .malformed
        }
        let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
        guard type == "application/x-www-form-urlencoded" else { throw .malformed }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Self.bodyLimit)
        } catch {
            throw error is NIOTooManyBytesError ? .tooLarge : .malformed
        }
        guard let text = String(validating: Array(buffer: body), as: UTF8.self),
            let fields = try? URLEncodedFormDecoder().decode([String: String].self, from: text)
        else { throw .malformed }
        self.fields = fields
    }

    /// A field without the space around it; nil when it is missing or empty.
    subscript(name: String) -> String? {
        guard let text = fields[name]?.trimmed, !text.isEmpty else { return nil }
        return text
    }

    /// All fields as they came.
    var all: [String: String] { fields }

    /// A field of at most so many characters; nil when it is missing, empty or longer.
    func text(_ name: String, atMost limit: Int) -> String? {
        self[name].flatMap { $0.count <= limit ? $0 : nil }
    }

    /// A whole number.
    func number(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
}

extension StringProtocol {
    /// Without white space at both ends, and with line ends as one character.
    var trimmed: String {
        let lines = String(map { $0.isNewline ? "\n" : $0 })
        let head = lines.drop { $0.isWhitespace }
        return String(head.reversed().drop { $0.isWhitespace }.reversed())
    }
}
