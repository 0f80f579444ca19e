import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Web

struct FormTests {
    private func read(
        _ body: [UInt8], type: String? = "application/x-www-form-urlencoded", site: String? = nil
    ) async throws -> Form {
        var headers = HTTPFields()
        headers[.contentType] = type
        if let site, let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = site }
        let request = Request(
            head: HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/", headerFields: headers),
            body: .init(buffer: ByteBuffer(bytes: body)))
        return try await Form(request)
    }

    @Test func `fields are decoded, and space around them is taken off`() async throws {
        let form = try await read(Array("a=+%E5%BC%A0%E5%BE%8B%E5%B8%88%0D%0A%E5%A5%BD+&b=&n=12".utf8))
        #expect(form["a"] == "张律师\n好")
        #expect(form["b"] == nil)
        #expect(form["missing"] == nil)
        #expect(form.number("n") == 12)
        #expect(form.text("a", atMost: 4) == nil)
    }

    @Test func `a body beyond the limit is too large`() async {
        await #expect(throws: FormError.tooLarge) {
            try await read(Array("a=".utf8) + [UInt8](repeating: 97, count: Form.bodyLimit))
        }
    }

    @Test(arguments: ["a=1&a=2", "a[b]=1", "a=%zz"])
    func `what is no plain form is refused`(_ body: String) async {
        await #expect(throws: FormError.malformed) { try await read(Array(body.utf8)) }
    }

    @Test func `another media type is refused`() async {
        await #expect(throws: FormError.malformed) { try await read(Array("a=1".utf8), type: "text/plain") }
        await #expect(throws: FormError.malformed) { try await read(Array("a=1".utf8), type: nil) }
    }

    @Test func `a form that the browser calls foreign is refused`() async throws {
        await #expect(throws: FormError.malformed) { try await read(Array("a=1".utf8), site: "cross-site") }
        #expect(try await read(Array("a=1".utf8), site: "same-origin")["a"] == "1")
    }
}
