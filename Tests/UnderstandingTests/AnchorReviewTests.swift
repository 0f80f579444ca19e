import Testing

@testable import Understanding

struct AnchorReviewTests {
    @Test(arguments: ["婚^", "离婚^吗", "(离|结)婚^", "$婚", "离婚(吗$呢)", "a|婚^b"])
    func `an anchor that nothing can meet is found`(_ pattern: String) { #expect(AnchorReview(pattern).isDead) }

    @Test(arguments: [
        "^离婚$", "^(?!.{0,9}昨天).{0,9}离婚", "(^|我)离婚", "离婚($|吗)", "[^婚]离", "离婚\\^", "离?^婚", "离*^婚", "离{0,2}^婚", "$离?",
        "[]^]离", "",
        "离婚(?<!^)",
    ])
    func `one that can be met is not`(_ pattern: String) { #expect(!AnchorReview(pattern).isDead) }
}
