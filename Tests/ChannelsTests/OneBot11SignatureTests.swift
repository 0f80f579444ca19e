import Sealing
import Testing

@testable import Channels

struct OneBot11SignatureTests {
    @Test func `the OneBot vectors are signed and verified`() throws {
        for vector in try Fixture.vectors("onebot-x-signature.json") {
            let signature = Signature(.sha1, secret: Secret(try #require(vector["secret"]?.string)))
            let body = Array(try #require(vector["body"]?.string).utf8)
            let claimed = try #require(vector["x_signature"]?.string)
            let isGood = vector[path: "expect.outcome"]?.string == "ok"

            #expect(("sha1=" + signature.hex(of: body) == claimed) == isGood, "\(vector["id"]?.string ?? "")")
            #expect((claimed.hasPrefix("sha1=") && signature.verify(claimed.dropFirst(5), of: body)) == isGood)
        }
    }
}
