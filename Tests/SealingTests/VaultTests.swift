import Testing

@testable import Sealing

struct VaultTests {
    let vault = Vault(Secret("a secret of more than thirty-two letters"))
    let other = Vault(Secret("another secret of thirty-two letters or more"))

    @Test func `a pseudonym is the same for the same person, and tells nothing without the secret`() {
        #expect(vault.pseudonym("sender", "u-1") == vault.pseudonym("sender", "u-1"))
        #expect(vault.pseudonym("sender", "u-1") != other.pseudonym("sender", "u-1"))
        #expect(vault.pseudonym("sender", "u-1").count == 24)
    }

    @Test func `parts do not run into each other`() {
        #expect(vault.pseudonym("ab", "c") != vault.pseudonym("a", "bc"))
        #expect(vault.pseudonym("ab") != vault.pseudonym("ab", ""))
    }

    @Test(arguments: ["", "老板欠我工资", String(repeating: "长", count: 20_000)])
    func `what was sealed opens again`(_ text: String) {
        #expect(vault.open(vault.seal(text, for: "words"), for: "words") == text)
    }

    @Test func `nothing opens with another secret, for another use, or when a bit was changed`() {
        let sealed = vault.seal("老板欠我工资", for: "words")
        #expect(other.open(sealed, for: "words") == nil)
        #expect(vault.open(sealed, for: "address") == nil)
        #expect(vault.open([], for: "words") == nil)
        for place in sealed.indices {
            var spoiled = sealed
            spoiled[place] ^= 1
            #expect(vault.open(spoiled, for: "words") == nil)
        }
    }

    @Test func `different texts, uses and salts are sealed under different nonces`() {
        let nonces = Set(
            [
                vault.seal("a", for: "words"), vault.seal("b", for: "words"), vault.seal("a", for: "address"),
                vault.seal("a", for: "words", salt: "1"),
            ].map { Array($0[1..<13]) })
        #expect(nonces.count == 4)
    }

    @Test func `the sealed text does not hold the text`() {
        let sealed = vault.seal("13800138000", for: "words")
        #expect(!String(decoding: sealed, as: UTF8.self).contains("138"))
    }
}
