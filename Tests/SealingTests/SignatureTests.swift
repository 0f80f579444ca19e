import Testing

@testable import Sealing

struct SignatureTests {
    /// RFC 4231, test cases 1 and 2.
    @Test func `HMAC-SHA256 agrees with the published cases`() {
        let first = Signature(.sha256, secret: Secret(String(repeating: "\u{0b}", count: 20)))
        let second = Signature(.sha256, secret: Secret("Jefe"))

        #expect(
            first.hex(of: Array("Hi There".utf8)) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        #expect(
            second.hex(of: Array("what do ya ".utf8), Array("want for nothing?".utf8))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test(arguments: ["", "0", "zz", "5bdc", "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3844"])
    func `a digest that is cut, mistyped or wrong is refused`(_ hex: String) {
        let signature = Signature(.sha256, secret: Secret("Jefe"))

        #expect(!signature.verify(hex, of: Array("what do ya want for nothing?".utf8)))
    }

    @Test func `upper-case digits are the same digest`() {
        let signature = Signature(.sha1, secret: Secret("s"))

        #expect(signature.verify(signature.hex(of: [1, 2]).uppercased(), of: [1], [2]))
    }
}
