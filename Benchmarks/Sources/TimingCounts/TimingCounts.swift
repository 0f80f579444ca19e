import CValgrind
import Sealing

/// Checks signatures and tokens that are right, and wrong in their first, a middle or their last byte, so that callgrind
/// can show that each check takes the same instructions: `scripts/bench-counts`.
@main
struct TimingCounts {
    static func main() {
        let signature = Signature(.sha256, secret: Secret("a secret for measuring, 32 letters"))
        let body = Array("1795400000.{\"messageId\":\"m-1\"}".utf8)
        let right = Array(signature.hex(of: body).utf8)
        let token = Secret("a token as the config has it, of 40 letters")
        // The first of each makes what is made only once.
        _ = signature.verify(String(decoding: right, as: UTF8.self), of: body)
        for (name, place) in [("right", nil), ("first", 0), ("middle", 32), ("last", 63)] as [(String, Int?)] {
            let claimed = wrong(right, at: place)
            count("signature-\(name)") { signature.verify(claimed, of: body) }
        }
        for (name, place) in [("right", nil), ("first", 0), ("middle", 20), ("last", 42)] as [(String, Int?)] {
            let claimed = wrong(Array(token.text.utf8), at: place)
            count("token-\(name)") { token.matches(claimed) }
        }
    }

    /// The text with one character changed to another of its kind.
    private static func wrong(_ text: [UInt8], at place: Int?) -> String {
        var text = text
        if let place { text[place] = text[place] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1") }
        return String(decoding: text, as: UTF8.self)
    }

    private static func count(_ name: String, _ check: () -> Bool) {
        var taken = 0
        counting_begin()
        for _ in 0..<200 where check() { taken += 1 }
        counting_end(name)
        precondition(taken == (name.hasSuffix("right") ? 200 : 0))
    }
}
