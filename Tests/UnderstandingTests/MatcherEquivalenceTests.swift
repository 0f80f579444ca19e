import Content
import TestSupport
import Testing

@testable import Understanding

/// The matcher is fast by working memory, flat tables and early ends; the reference is slow and plain.
@Suite(.serialized) struct MatcherEquivalenceTests {
    private static let reference = ReferenceMatcher(ShippedCatalog.catalog)
    private static let matcher = Matcher(ShippedCatalog.compiled)

    /// Every seventh sentence of the shipped catalog, from another start in each part.
    private static func sentences(_ part: Int) -> [String] {
        let all = ShippedCatalog.catalog.rules.flatMap { ($0.examples + $0.counterexamples).map(\.value) }
        return stride(from: part, to: all.count, by: 14).map { all[$0] }
    }

    private func expectSame(_ message: String) {
        let (found, wanted) = (Self.matcher.interpret(message), Self.reference.interpret(message))
        if found != wanted { Issue.record("\(message)\n  found \(found)\n wanted \(wanted)") }
    }

    @Test(arguments: [0, 7]) func `the shipped sentences mean the same to both`(_ part: Int) {
        let sentences = Self.sentences(part)
        #expect(sentences.count > 50)
        for sentence in sentences { expectSame(sentence) }
    }

    @Test func `sentences glued, cut and spoilt mean the same to both`() {
        var chance = SeededGenerator(seed: 17)
        let sentences = Self.sentences(3)
        for _ in 0..<150 {
            var message = ""
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                guard let sentence = sentences.randomElement(using: &chance) else { return }
                let cut = Int.random(in: 0...sentence.count, using: &chance)
                message += Bool.random(using: &chance) ? sentence.prefix(cut) : sentence.suffix(cut)
                message +=
                    ["", " ", "，", "\u{200B}", "@张三 ", "[捂脸]", "😀", "咋个", "https://a.cn/b？"][
                        Int.random(in: 0..<9, using: &chance)]
            }
            expectSame(message)
        }
    }

    @Test func `what one message left behind does not reach the next`() {
        let message = "老板欠我半年工钱怎么办"
        let alone = Matcher(CatalogFixture.compile(ShippedCatalog.catalog)).interpret(message)
        for sentence in Self.sentences(5).prefix(40) { _ = Self.matcher.interpret(sentence) }

        #expect(Self.matcher.interpret(message) == alone)
    }
}
