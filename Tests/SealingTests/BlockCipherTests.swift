import Testing

@testable import Sealing

struct BlockCipherTests {
    /// NIST SP 800-38A, F.2.5: the first two blocks of CBC-AES256.
    @Test func `AES-256-CBC agrees with the published case`() throws {
        let key = try #require(
            Hexadecimal.bytes(of: "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"))
        let iv = try #require(Hexadecimal.bytes(of: "000102030405060708090a0b0c0d0e0f"))
        let plain = try #require(
            Hexadecimal.bytes(of: "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"))
        let cipher = try #require(BlockCipher(key: key, iv: iv))
        let encrypted = try #require(cipher.encrypted(plain))

        #expect(
            Hexadecimal.text(of: encrypted) == "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d")
        #expect(cipher.decrypted(encrypted) == plain)
    }

    @Test func `keys, vectors and blocks of other lengths are refused`() throws {
        let key = [UInt8](repeating: 1, count: 32)
        let cipher = try #require(BlockCipher(key: key, iv: Array(key.prefix(16))))

        #expect(BlockCipher(key: Array(key.dropLast()), iv: Array(key.prefix(16))) == nil)
        #expect(BlockCipher(key: key, iv: key) == nil)
        for count in [0, 1, 15, 17, 31] {
            #expect(cipher.encrypted([UInt8](repeating: 0, count: count)) == nil)
            #expect(cipher.decrypted([UInt8](repeating: 0, count: count)) == nil)
        }
    }
}

struct BlockPaddingTests {
    @Test(arguments: [16, 32])
    func `what was padded comes back, whole blocks with a block more`(block: Int) {
        let padding = BlockPadding(block: block)
        for count in 0...(2 * block + 1) {
            let bytes = [UInt8](repeating: 7, count: count)
            let padded = padding.padded(bytes)

            #expect(padded.count % block == 0 && padded.count > count && padded.count <= count + block)
            #expect(padding.unpadded(padded) == bytes)
        }
    }

    @Test(arguments: [[], [0], [33], [2], [1, 2], [3, 2, 3], [UInt8](repeating: 33, count: 64)] as [[UInt8]])
    func `padding that is none is refused`(bytes: [UInt8]) {
        #expect(BlockPadding(block: 32).unpadded(bytes) == nil)
    }
}

struct Base64Tests {
    /// RFC 4648, 10.
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foobar", "Zm9vYmFy")])
    func `the published cases come out both ways`(plain: String, text: String) {
        #expect(Base64.text(of: Array(plain.utf8)) == text)
        #expect(Base64.bytes(of: text) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg", "Zg=", "Z", "Zm9v*mFy", "Zm9v YmFy", "Zm9v\nYmFy", "Zm9vYm-_", "====", "Zg==Zg=="])
    func `what is not base64 is refused`(text: String) { #expect(Base64.bytes(of: text) == nil) }

    @Test func `spare bits of the last character do not matter`() {
        #expect(Base64.bytes(of: "Zh==") == Array("f".utf8))
    }
}

struct MessageDigestTests {
    /// FIPS 180-4's examples for “abc”.
    @Test func `the digests agree with the published cases`() {
        #expect(
            Hexadecimal.text(of: MessageDigest.sha1(Array("a".utf8), Array("bc".utf8)))
                == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(
            Hexadecimal.text(of: MessageDigest.sha256(Array("abc".utf8)))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
