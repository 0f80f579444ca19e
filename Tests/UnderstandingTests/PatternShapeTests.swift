import Testing

@testable import Understanding

struct PatternShapeTests {
    @Test(arguments: [
        ("离婚", 1.0), ("离?婚", 2), ("离{0,8}婚", 9), ("离{2}婚", 1), ("(离|分){0,2}婚", 7), ("离.{0,3}婚.{0,3}", 16),
        ("[离?*婚]", 1), ("离\\*婚", 1), ("[^]]?", 2), ("(?:离|分)?婚", 3), ("(?<!不)离", 1), ("{spouse}离", 1), ("离{x}", 1),
        ("离+?", .infinity), ("离{3,}婚", .infinity), ("(离+){0,3}", .infinity),
    ])
    func `the ways of a pattern are counted, never too few`(_ pattern: String, _ ways: Double) {
        #expect(PatternShape(pattern).ways == ways)
    }

    @Test(arguments: ["(离+)+", "(离*婚)*", "((离|婚+){2,})", "(?:离{1,})+婚"])
    func `a repeat inside a repeat is seen`(_ pattern: String) {
        #expect(PatternShape(pattern).hasNestedRepeat)
    }

    @Test(arguments: ["离+婚+", "(离{0,8})+", "(离|婚)*", "(离+){0,3}", "[离+]*"])
    func `a repeat beside a repeat, or with a limit, is none`(_ pattern: String) {
        #expect(!PatternShape(pattern).hasNestedRepeat)
    }
}
