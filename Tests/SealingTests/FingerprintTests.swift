import Sealing
import Testing

struct FingerprintTests {
    @Test func `fingerprints tell where one part ends`() {
        #expect(Fingerprint.hex(["ab", "c"]) != Fingerprint.hex(["a", "bc"]))
        #expect(Fingerprint.hex(["ab", "c"]) == Fingerprint.hex(["ab", "c"]))
        #expect(Fingerprint.hex(["ab"]).count == 32)
    }
}
