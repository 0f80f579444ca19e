import Content
package import Domain

/// Reads a message against the catalog: text in, interpretation out.
package struct Matcher: Sendable {
    private let compiled: CompiledCatalog

    /// Takes the catalog to match against.
    package init(_ compiled: CompiledCatalog) { self.compiled = compiled }

    /// What the message may mean, and how it is meant.
    ///
    /// Evidence in the villager's words is gathered for the best candidate, which is logged; `explaining` asks for all.
    package func interpret(_ text: String, explaining: Bool = false) -> Interpretation {
        compiled.scratches.withScratch { workspace, scratch in
            compiled.normalizer.normalize(text, in: &workspace)
            let overruns = look(at: workspace.text.scalars, &scratch)
            compare(workspace.text.scalars, &scratch)
            scratch.encode(workspace.text.scalars)
            let normalized = scratch.utf8.withUnsafeElements { String(decoding: $0, as: UTF8.self) }
            var interpretation = Interpretation(normalized: normalized, overruns: overruns)
            hear(scratch, &interpretation)
            interpretation.candidates = candidates(&scratch, workspace.text, text, explaining)
            return interpretation
        }
    }

    /// How many rules a message touches, without scoring any: the core alone, for benchmarks.
    package func count(_ text: String) -> Int {
        compiled.scratches.withScratch { workspace, scratch in
            compiled.normalizer.normalize(text, in: &workspace)
            _ = look(at: workspace.text.scalars, &scratch)
            return scratch.firedRules.count
        }
    }

    /// The clauses that a message fires, whatever comes of it: for measuring how broad each is.
    func firedClauses(_ text: String) -> [Int] {
        compiled.scratches.withScratch { workspace, scratch in
            compiled.normalizer.normalize(text, in: &workspace)
            _ = look(at: workspace.text.scalars, &scratch)
            return scratch.fired.array.map { Int($0.clause) }
        }
    }

    /// One pass over the text, then only the clauses whose rarest words were seen; the rules whose patterns gave up.
    private func look(at text: borrowing Buffer<UInt32>, _ scratch: inout Scratch) -> [String] {
        compiled.automaton.scan(text) { literal, start, end in
            guard !NumberEdge.isCut(text, start, end), scratch.see(literal, start, end) else { return }
            compiled.index.featuresOfLiteral.forEach(literal) { scratch.show($0) }
        }
        var overruns: [String] = []
        for place in 0..<scratch.seenFeatures.count {
            for number in compiled.index.clauses(at: Int(scratch.seenFeatures[place])) {
                guard compiled.index.featuresOfClause.allSatisfy(number, { scratch.hitOfFeature[$0] >= 0 }) else {
                    continue
                }
                let clause = compiled.index.waking[number]
                let rule = Int(clause.rule)
                switch clause.kind {
                case .keyword: scratch.fire(Scratch.Fired(clause: Int32(number)), of: rule)
                case .veto: scratch.veto(rule)
                case .pattern(let pattern):
                    switch attempt(Int(pattern), text, &scratch) {
                    case .match(let range):
                        let (start, end) = (Int32(range.lowerBound), Int32(range.upperBound))
                        scratch.fire(Scratch.Fired(clause: Int32(number), start: start, end: end), of: rule)
                    case .noMatch: break
                    case .overrun: overruns.append(compiled.rules[rule].id)
                    }
                }
            }
        }
        return overruns
    }

    /// How like the text is to what stands in the files about each intent and topic.
    private func compare(_ text: borrowing Buffer<UInt32>, _ scratch: inout Scratch) {
        compiled.pairs.read(text, into: &scratch.pairs)
        compiled.likeness.gather(text, scratch.pairs, in: &scratch.comparing, into: &scratch.likeness)
        compiled.topicLikeness.gather(text, scratch.pairs, into: &scratch.topicLikeness)
    }

    private func attempt(
        _ pattern: Int, _ text: borrowing Buffer<UInt32>, _ scratch: inout Scratch
    ) -> Pattern.Outcome {
        guard let workspace = scratch.workspace else { return .overrun }
        scratch.encode(text)
        return scratch.utf8.withUnsafeElements {
            compiled.index.patterns[pattern].match(UnsafeBufferPointer($0), with: workspace)
        }
    }

    /// What the rules without an answer say: emergency, command, signals; the first rule of the files wins.
    private func hear(_ scratch: borrowing Scratch, _ interpretation: inout Interpretation) {
        var speaking: [Int32] = []
        for place in 0..<scratch.firedRules.count {
            let rule = scratch.firedRules[place]
            if !compiled.isIntent[Int(rule)], !scratch.states[Int(rule)].isVetoed { speaking.append(rule) }
        }
        for number in speaking.sorted() {
            switch compiled.rules[Int(number)].meaning {
            case .intent: break
            case .emergency(let kind, let answer):
                interpretation.emergency =
                    interpretation.emergency
                    ?? Emergency(kind: kind, answer: answer, rule: compiled.rules[Int(number)].id)
            case .command(let command): interpretation.command = interpretation.command ?? command
            case .signal(let signal): interpretation.signals.insert(signal)
            }
        }
    }

    // MARK: Candidates

    private func candidates(
        _ scratch: inout Scratch, _ text: borrowing TextBuffer, _ original: String, _ explaining: Bool
    ) -> [Candidate] {
        var best = BestRules()
        let topics = compiled.topicLikeness.topicOfRule
        for place in 0..<scratch.firedRules.count {
            let rule = Int(scratch.firedRules[place])
            guard compiled.isIntent[rule], !scratch.states[rule].isVetoed else { continue }
            let bits = ruleBits(rule, &scratch) + likenessBits(rule, scratch)
            best.add(rule, of: topics[rule], bits: bits)
        }
        for place in 0..<scratch.likeness.touched.count {
            let rule = Int(scratch.likeness.touched[place])
            let likeness = Double(scratch.likeness[rule])
            let state = scratch.states[rule]
            guard likeness >= Scoring.likenessFloor, state.firstFired < 0, !state.isVetoed, compiled.isIntent[rule]
            else { continue }
            best.add(rule, of: topics[rule], bits: Scoring.unruled(likenessBits(rule, scratch)))
        }
        var candidates: [Candidate] = []
        candidates.reserveCapacity(Scoring.candidateLimit)
        for (rule, bits) in best.inOrder {
            guard var candidate = compiled.rules[rule].candidate else { continue }
            candidate.weight = bits
            candidate.score = Scoring.squeeze(bits)
            if candidates.isEmpty || explaining { candidate.evidence = evidence(rule, scratch, text, original) }
            candidates.append(candidate)
        }
        return candidates
    }

    /// The bits of likeness to the intent's own examples and to those of its topic.
    private func likenessBits(_ rule: Int, _ scratch: borrowing Scratch) -> Double {
        Double(scratch.likeness[rule]) * Scoring.likenessWeight + topicBits(rule, scratch)
    }

    private func topicBits(_ rule: Int, _ scratch: borrowing Scratch) -> Double {
        let topic = Int(compiled.topicLikeness.topicOfRule[rule])
        return min(Scoring.topicLimitBits, Double(scratch.topicLikeness[topic]) * Scoring.topicWeight)
    }

    /// The bits of all different words that the fired clauses saw; a word inside a longer one adds nothing.
    private func ruleBits(_ rule: Int, _ scratch: inout Scratch) -> Double {
        scratch.words.removeAll()
        var hasPattern = false
        var clauses = 0
        var place = scratch.states[rule].firstFired
        while place >= 0 {
            let one = scratch.fired[Int(place)]
            if one.isPattern { hasPattern = true }
            compiled.index.featuresOfClause.forEach(Int(one.clause)) { feature in
                let hit = scratch.hit(of: feature)
                for known in 0..<scratch.words.count where scratch.words[known].literal == hit.literal { return }
                scratch.words.append(hit)
            }
            clauses += 1
            place = one.next
        }
        var bits = 0.0
        for place in 0..<scratch.words.count {
            let hit = scratch.words[place]
            if !isInside(hit, scratch.words) { bits += compiled.index.literalWeight[Int(hit.literal)] }
        }
        if hasPattern { bits += Scoring.patternBonus }
        return bits + Double(clauses - 1) * Scoring.clauseBonus
    }

    private func isInside(_ hit: Scratch.Hit, _ words: borrowing Buffer<Scratch.Hit>) -> Bool {
        for place in 0..<words.count {
            let other = words[place]
            if other.start <= hit.start, hit.end <= other.end, other.end - other.start > hit.end - hit.start {
                return true
            }
        }
        return false
    }

    private func evidence(
        _ rule: Int, _ scratch: borrowing Scratch, _ text: borrowing TextBuffer, _ original: String
    ) -> [Evidence] {
        var evidence: [Evidence] = []
        var place = scratch.states[rule].firstFired
        while place >= 0 {
            let one = scratch.fired[Int(place)]
            let source = compiled.index.clauses[Int(one.clause)].source
            var weight = 0.0
            var words: [String] = []
            compiled.index.featuresOfClause.forEach(Int(one.clause)) { feature in
                let hit = scratch.hit(of: feature)
                weight += compiled.index.literalWeight[Int(hit.literal)]
                if !one.isPattern {
                    words.append(text.words(Int(hit.start)..<Int(hit.end), of: original))
                }
            }
            if one.isPattern {
                let range = scalarRange(Int(one.start)..<Int(one.end), scratch.utf8)
                words.append(range.isEmpty ? "" : text.words(range, of: original))
                weight += Scoring.patternBonus
            }
            evidence.append(
                Evidence(source: one.isPattern ? .pattern : .keyword, rule: source, words: words, weight: weight))
            place = one.next
        }
        let likeness = Double(scratch.likeness[rule])
        if likeness >= Scoring.likenessFloor {
            evidence.append(
                Evidence(source: .likeness, rule: "例句", words: [], weight: likeness * Scoring.likenessWeight))
        }
        let topicBits = topicBits(rule, scratch)
        if topicBits >= 1 {
            evidence.append(Evidence(source: .likeness, rule: "同主题例句", words: [], weight: topicBits))
        }
        return evidence
    }

    /// Turns UTF-8 offsets of the normalised text into places of its scalars.
    private func scalarRange(_ range: Range<Int>, _ utf8: borrowing Buffer<UInt8>) -> Range<Int> {
        var start = 0
        for place in 0..<range.lowerBound where utf8[place] & 0xC0 != 0x80 { start += 1 }
        var end = start
        for place in range where utf8[place] & 0xC0 != 0x80 { end += 1 }
        return start..<end
    }
}

/// The few rules with the most bits; of equals the one that stands first in the files.
private struct BestRules {
    private typealias Scored = (rule: Int, topic: Int32, bits: Double)

    /// The best of each topic, and the best of all; both in order.
    private var leading: [Scored] = []
    private var ranked: [Scored] = []

    init() {
        leading.reserveCapacity(Scoring.topicLimit + 1)
        ranked.reserveCapacity(Scoring.candidateLimit + 1)
    }

    mutating func add(_ rule: Int, of topic: Int32, bits: Double) {
        let one = (rule, topic, bits)
        Self.insert(one, into: &ranked, limit: Scoring.candidateLimit)
        if let known = leading.firstIndex(where: { $0.topic == topic }) {
            guard Self.precedes(one, leading[known]) else { return }
            leading.remove(at: known)
        }
        Self.insert(one, into: &leading, limit: Scoring.topicLimit)
    }

    /// The best of each topic first, so that three choices are three matters; then what else is strong.
    var inOrder: [(rule: Int, bits: Double)] {
        let rest = ranked.filter { one in !leading.contains { $0.rule == one.rule } }
        return (leading + rest).prefix(Scoring.candidateLimit).map { ($0.rule, $0.bits) }
    }

    private static func insert(_ one: Scored, into list: inout [Scored], limit: Int) {
        if list.count == limit, let last = list.last, !precedes(one, last) { return }
        var place = list.count
        while place > 0, precedes(one, list[place - 1]) { place -= 1 }
        list.insert(one, at: place)
        if list.count > limit { list.removeLast() }
    }

    private static func precedes(_ one: Scored, _ other: Scored) -> Bool {
        one.bits > other.bits || (one.bits == other.bits && one.rule < other.rule)
    }
}
