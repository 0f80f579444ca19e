import Content
import TestSupport
import Testing

@testable import Understanding

struct RequiredLiteralsTests {
    @Test(arguments: [
        ("离婚", [["离婚"]]), ("^离婚$", [["离婚"]]), ("离婚.{0,8}冷静", [["离婚"], ["冷静"]]),
        ("(离婚|分手).*财产", [["分手", "离婚"], ["财产"]]), ("离婚?", [["离", "离婚"]]), ("[离分]婚", [["分婚", "离婚"]]),
        ("a|b", [["a", "b"]]), ("((a|b)|c)d", [["ad", "bd", "cd"]]), ("(a|b.)c", [["a", "b"], ["c"]]),
        ("(?:a|b)c", [["ac", "bc"]]),
        ("a+", [["a"]]), ("a{2}", [["a"]]), ("a{1}b", [["ab"]]), ("a{1,8}b", [["a"], ["b"]]),
        ("(ab)+?c", [["ab"], ["c"]]),
        ("a++b", [["a"], ["b"]]), ("a\\.b", [["a.b"]]), ("\\d+元", [["元"]]), ("a{x}b", [["a{x}b"]]),
        ("离婚离婚", [["离婚离婚"]]),
        ("(离婚).(离婚)", [["离婚"]]), ("欠(.工资)", [["欠"], ["工资"]]), ("(拘|扣)(三|\\d+)天", [["扣", "拘"], ["天"]]),
        ("(.{0,3}欠)钱", [["欠"], ["钱"]]), ("(a|.b)c", [["a", "b"], ["c"]]),
    ])
    func `what must occur is read off the pattern`(_ pattern: String, _ choices: [[String]]) {
        #expect(RequiredLiterals(pattern).choices == choices)
    }

    @Test(arguments: [
        "", "a*", "a?", "a|", "a{0,3}", "a{,3}", "(a|)", ".", "\\w+", "[^a]", "[a-c]", "(?=a)", "(?!a)", "(?<!a)",
    ])
    func `what may be missing is not demanded`(_ pattern: String) {
        #expect(RequiredLiterals(pattern).choices == [])
    }

    @Test(arguments: [
        "(?=a)婚", "(?!a)婚", "(?<=a)婚", "(?<!a)婚", "(?<n>a)婚", "(?>a)婚", "(?i:a)婚", "(?s)婚", "(?|a|b)婚",
        "\\p{Han}婚", "\\pL婚", "\\x{79bb}婚", "\\x41婚", "\\o{101}婚", "\\k<n>婚", "\\k{n}婚", "\\g{-1}婚", "\\g<n>婚", "\\g1婚",
        "\\12婚", "\\012婚", "\\cA婚", "[[:digit:]]+婚", "[[:^alpha:]x]婚", "[^a]婚", "[a-c]婚", "[a\\]]婚",
        "[\\x{4e00}-\\x{9fa5}]婚",
        "a{,3}婚", "(?(1)a|b)婚", "\\b婚\\b", "(?<n>[)]a)婚",
    ])
    func `only the plain word is demanded`(_ pattern: String) {
        #expect(RequiredLiterals(pattern).choices == [["婚"]])
    }

    // Behind these nothing means what it says.
    @Test(arguments: [
        "(?i)a婚", "a(?i)b|婚", "(?x)离 婚", "(?-i)婚", "(?^x)婚", "\\Q婚|\\E离", "a(\\Qb\\E)|婚", "(?xx)离 婚", "(*ACCEPT)婚",
        "a(?#b)?婚", "(?i:(*ACCEPT))婚", "(?<n>\\Q)\\E)婚",
    ])
    func `where it cannot be sure it demands nothing`(_ pattern: String) {
        #expect(RequiredLiterals(pattern).choices == [])
    }

    @Test(arguments: [
        "(", "[", "[[:", "\\", "(?", "(?<", "a{", "(?i", "\\x{", "[a\\", "(a|", "\\p", "\\c", "(*", "(?(", ")", "[[:a",
    ])
    func `a broken pattern does no harm`(_ pattern: String) {
        #expect(RequiredLiterals(pattern).choices.allSatisfy { !$0.isEmpty })
    }

    @Test func `a text that a pattern matches holds every choice`() throws {
        let workspace = try #require(Pattern.Workspace())
        var chance = SeededGenerator(seed: 8)
        var matches = 0
        for _ in 0..<12_000 {
            let source = RandomPattern.make(&chance)
            guard let pattern = try? Pattern(source) else { continue }
            let choices = RequiredLiterals(source).choices
            for _ in 0..<20 {
                let text = RandomPattern.text(&chance)
                let bytes = Array(text.utf8)
                guard case .match = bytes.withUnsafeBufferPointer({ pattern.match($0, with: workspace) }) else {
                    continue
                }
                matches += 1
                for choice in choices where !choice.contains(where: text.contains) {
                    Issue.record("\(source) matches \(text) without any of \(choice)")
                }
            }
        }
        #expect(matches > 1_000)
    }

    @Test func `every shipped pattern that matches an example has its choices seen`() throws {
        let compiled = ShippedCatalog.compiled
        let workspace = try #require(Pattern.Workspace())
        var patterns = 0
        var matches = 0
        for clause in compiled.index.clauses {
            guard case .pattern(let number) = clause.kind else { continue }
            patterns += 1
            let rule = compiled.catalog.rules[Int(clause.rule)]
            for example in (rule.examples + rule.counterexamples).map(\.value) {
                let text = compiled.normalizer.normalize(example)
                let bytes = Array(text.text.utf8)
                let outcome = bytes.withUnsafeBufferPointer {
                    compiled.index.patterns[Int(number)].match($0, with: workspace)
                }
                guard case .match = outcome else { continue }
                matches += 1
                let seen = compiled.features(in: text.scalars)
                if !clause.features.allSatisfy({ seen.contains(Int($0)) }) {
                    Issue.record("\(rule.id): \(clause.source) matches \(text.text), but would not be tried")
                }
            }
        }
        #expect(patterns > 0 && matches > 0)
    }
}

extension CompiledCatalog {
    /// The features that a text shows.
    func features(in scalars: [UInt32]) -> Set<Int> {
        var seen: Set<Int> = []
        automaton.scan(Buffer(scalars)) { literal, _, _ in index.featuresOfLiteral.forEach(literal) { seen.insert($0) }
        }
        return seen
    }

    /// How many clauses a text wakes: those that are watched at a feature that it shows.
    func clausesAwake(in scalars: [UInt32]) -> Int {
        var count = 0
        for feature in features(in: scalars) { count += index.clauses(at: feature).count }
        return count
    }
}
