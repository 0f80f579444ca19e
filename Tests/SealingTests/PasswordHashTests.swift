import Sealing
import Testing

struct PasswordHashTests {
    private static let salt: [UInt8] = Array(0..<16)
    /// Made with `hashlib.scrypt` of Python 3.
    private static let stored =
        "$scrypt$ln=15,r=8,p=3$AAECAwQFBgcICQoLDA0ODw$4Ck4M-wFXDVIiFiutFUA8HBcGreQACIeTFznFGCbiqI"
    private static let password = Secret("一个很长的口令 with spaces")

    @Test func `it is what another implementation makes of the password`() {
        #expect(PasswordHash(Self.password, salt: Self.salt)?.text == Self.stored)
        #expect(PasswordHash(stored: Self.stored)?.matches(Self.password) == true)
        #expect(PasswordHash(stored: Self.stored)?.matches(Secret("一个很长的口令 with space")) == false)
        #expect(PasswordHash(stored: Self.stored)?.matches(Secret("")) == false)
    }

    @Test func `a salt has its length`() {
        #expect(PasswordHash(Self.password, salt: []) == nil)
        #expect(PasswordHash(Self.password, salt: Array(0..<15)) == nil)
    }

    @Test(arguments: [
        "", "$", "scrypt", "$scrypt$ln=15,r=8,p=3$AAECAwQFBgcICQoLDA0ODw", "$bcrypt$ln=15,r=8,p=3$a$b",
        "$scrypt$ln=30,r=8,p=3$AAECAwQFBgcICQoLDA0ODw$AAAA", "$scrypt$ln=15,r=8,p=900$AAECAwQFBgcICQoLDA0ODw$AAAA",
        "$scrypt$ln=15,r=8,x=3$AAECAwQFBgcICQoLDA0ODw$AAAA", "$scrypt$ln=15,r=8,p=3$AAEC$AAAA",
        "$scrypt$ln=15,r=8,p=3$AAECAwQFBgcICQoLDA0ODw$not base64",
    ])
    func `what is no hash, or asks for more work than a login may take, is refused`(_ text: String) {
        #expect(PasswordHash(stored: text) == nil)
    }
}
