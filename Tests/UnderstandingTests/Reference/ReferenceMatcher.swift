import Content
import Domain

@testable import Understanding

/// What `Matcher` computes, written for being read: dictionaries, substrings and whole sorts, no working memory.
///
/// `@unchecked` because the tests that share it run one after another.
struct ReferenceMatcher: @unchecked Sendable {
    private struct Hit {
        let literal: Int32
        let range: Range<Int>
    }

    private let compiled: CompiledCatalog
    private let literals: [[UInt32]: Int32]
    private let longest: Int
    private let likeness: ReferenceLikeness
    private let workspace = Pattern.Workspace()

    init(_ catalog: Catalog) {
        var compiler = CatalogCompiler(catalog, FindingLog())
        compiled = compiler.run("reference")
        let values = compiler.literals.values
        literals = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, Int32($0)) })
        longest = values.map(\.count).max() ?? 0
        likeness = ReferenceLikeness(catalog, compiled.normalizer)
    }

    func interpret(_ message: String) -> Interpretation {
        let text = compiled.normalizer.normalize(message)
        var interpretation = Interpretation(normalized: text.text)
        let shown = shownFeatures(text.scalars)
        var hits: [Int: Hit] = [:]
        for (feature, hit) in shown { hits[feature] = hit }
        var fired: [Int: [(clause: Int, match: Range<Int>?)]] = [:]
        var vetoed: Set<Int> = []
        for (feature, _) in shown {
            for number in compiled.index.clauses(at: feature) {
                let clause = compiled.index.clauses[number]
                let rule = Int(clause.rule)
                guard clause.features.allSatisfy({ hits[Int($0)] != nil }) else { continue }
                switch clause.kind {
                case .keyword: fired[rule, default: []].append((number, nil))
                case .veto: vetoed.insert(rule)
                case .pattern(let pattern):
                    switch attempt(Int(pattern), text.text) {
                    case .match(let range): fired[rule, default: []].append((number, range))
                    case .noMatch: break
                    case .overrun: interpretation.overruns.append(compiled.rules[rule].id)
                    }
                }
            }
        }
        for rule in fired.keys.sorted() where !vetoed.contains(rule) { hear(rule, &interpretation) }
        interpretation.candidates = candidates(text, message, fired, vetoed, hits)
        return interpretation
    }

    /// Each feature with the first place of the first literal that shows it, in the order of the text.
    private func shownFeatures(_ text: [UInt32]) -> [(Int, Hit)] {
        var seen: Set<Int32> = []
        var shown: [(Int, Hit)] = []
        for end in text.indices.map({ $0 + 1 }) {
            for start in max(0, end - longest)..<end {
                guard let literal = literals[Array(text[start..<end])], !isCut(text, start..<end),
                    seen.insert(literal).inserted
                else { continue }
                compiled.index.featuresOfLiteral.forEach(Int(literal)) { feature in
                    guard !shown.contains(where: { $0.0 == feature }) else { return }
                    shown.append((feature, Hit(literal: literal, range: start..<end)))
                }
            }
        }
        return shown
    }

    private func isCut(_ text: [UInt32], _ range: Range<Int>) -> Bool {
        let digits = UInt32(48)...57
        let goesOnBefore = range.lowerBound > 0 && digits.contains(text[range.lowerBound - 1])
        let goesOnBehind = range.upperBound < text.count && digits.contains(text[range.upperBound])
        return digits.contains(text[range.lowerBound]) && goesOnBefore
            || digits.contains(text[range.upperBound - 1]) && goesOnBehind
    }

    private func attempt(_ pattern: Int, _ text: String) -> Pattern.Outcome {
        guard let workspace else { return .overrun }
        return Array(text.utf8).withUnsafeBufferPointer { compiled.index.patterns[pattern].match($0, with: workspace) }
    }

    private func hear(_ rule: Int, _ interpretation: inout Interpretation) {
        switch compiled.rules[rule].meaning {
        case .intent: break
        case .emergency(let kind, let answer) where interpretation.emergency == nil:
            interpretation.emergency = Emergency(kind: kind, answer: answer, rule: compiled.rules[rule].id)
        case .emergency: break
        case .command(let command): interpretation.command = interpretation.command ?? command
        case .signal(let signal): interpretation.signals.insert(signal)
        }
    }

    private func candidates(
        _ text: NormalizedText, _ message: String, _ fired: [Int: [(clause: Int, match: Range<Int>?)]],
        _ vetoed: Set<Int>, _ hits: [Int: Hit]
    ) -> [Candidate] {
        let likeness = likeness.sums(text.scalars)
        let topics = compiled.topicLikeness.topicOfRule
        let topicBits = compiled.topicSums(text.scalars).map {
            min(Scoring.topicLimitBits, Double($0) * Scoring.topicWeight)
        }
        var scored: [(rule: Int, bits: Double)] = []
        for rule in compiled.rules.indices where compiled.isIntent[rule] && !vetoed.contains(rule) {
            let like = Double(likeness[rule] ?? 0)
            let likeBits = like * Scoring.likenessWeight + topicBits[Int(topics[rule])]
            if let clauses = fired[rule] {
                scored.append((rule, bits(clauses, hits) + likeBits))
            } else if like >= Scoring.likenessFloor {
                scored.append((rule, Scoring.unruled(likeBits)))
            }
        }
        scored.sort { ($1.bits, $0.rule) < ($0.bits, $1.rule) }
        let all = scored.prefix(Scoring.candidateLimit)
        var met: Set<Int32> = []
        let leading = scored.filter { met.insert(topics[$0.rule]).inserted }.prefix(Scoring.topicLimit)
        let rest = all.filter { one in !leading.contains { $0.rule == one.rule } }
        return (leading + rest).prefix(Scoring.candidateLimit).enumerated().compactMap { place, one in
            guard var candidate = compiled.rules[one.rule].candidate else { return nil }
            candidate.weight = one.bits
            candidate.score = Scoring.squeeze(one.bits)
            if place == 0 {
                let like = Double(likeness[one.rule] ?? 0)
                candidate.evidence = evidence(fired[one.rule] ?? [], hits, like, text, message)
                let likeTopic = topicBits[Int(topics[one.rule])]
                if likeTopic >= 1 {
                    candidate.evidence.append(
                        Evidence(source: .likeness, rule: "同主题例句", words: [], weight: likeTopic))
                }
            }
            return candidate
        }
    }

    private func bits(_ clauses: [(clause: Int, match: Range<Int>?)], _ hits: [Int: Hit]) -> Double {
        var words: [Hit] = []
        for hit in clauses.flatMap({ compiled.index.clauses[$0.clause].features }).compactMap({ hits[Int($0)] })
        where !words.contains(where: { $0.literal == hit.literal }) {
            words.append(hit)
        }
        var bits = 0.0
        for word in words
        where !words.contains(where: {
            $0.range.lowerBound <= word.range.lowerBound && word.range.upperBound <= $0.range.upperBound
                && $0.range.count > word.range.count
        }) {
            bits += compiled.index.literalWeight[Int(word.literal)]
        }
        if clauses.contains(where: { $0.match != nil }) { bits += Scoring.patternBonus }
        return bits + Double(clauses.count - 1) * Scoring.clauseBonus
    }

    private func evidence(
        _ clauses: [(clause: Int, match: Range<Int>?)], _ hits: [Int: Hit], _ like: Double, _ text: NormalizedText,
        _ message: String
    ) -> [Evidence] {
        var evidence = clauses.map { one in
            let clause = compiled.index.clauses[one.clause]
            let seen = clause.features.compactMap { hits[Int($0)] }
            let weight = seen.map { compiled.index.literalWeight[Int($0.literal)] }.reduce(0, +)
            guard let match = one.match else {
                let words = seen.map { text.words($0.range, of: message) }
                return Evidence(source: .keyword, rule: clause.source, words: words, weight: weight)
            }
            let utf8 = Array(text.text.utf8)
            let start = String(decoding: utf8[..<match.lowerBound], as: UTF8.self).unicodeScalars.count
            let count = String(decoding: utf8[match], as: UTF8.self).unicodeScalars.count
            return Evidence(
                source: .pattern, rule: clause.source, words: [text.words(start..<start + count, of: message)],
                weight: weight + Scoring.patternBonus)
        }
        if like >= Scoring.likenessFloor {
            evidence.append(
                Evidence(source: .likeness, rule: "例句", words: [], weight: like * Scoring.likenessWeight))
        }
        return evidence
    }
}
