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
        let normalized = compiled.normalizer.normalize(text)
        return compiled.scratches.withScratch { scratch in
            var overruns: [String] = []
            look(at: normalized, scratch, &overruns)
            compiled.likeness.gather(normalized.scalars, into: &scratch.likeness)
            var interpretation = Interpretation(normalized: normalized.text, overruns: overruns)
            let speaking = scratch.firedRules.filter { !compiled.isIntent[Int($0)] && !scratch.isVetoed[Int($0)] }
            for number in speaking.sorted() {
                let rule = compiled.rules[Int(number)]
                switch rule.meaning {
                case .intent: break
                case .emergency(let kind, let answer):
                    interpretation.emergency =
                        interpretation.emergency ?? Emergency(kind: kind, answer: answer, rule: rule.id)
                case .command(let command): interpretation.command = interpretation.command ?? command
                case .signal(let signal): interpretation.signals.insert(signal)
                }
            }
            interpretation.candidates = candidates(scratch, normalized, text, explaining)
            return interpretation
        }
    }

    /// How many rules a message touches, without scoring any: the core alone, for benchmarks.
    package func count(_ text: String) -> Int {
        let normalized = compiled.normalizer.normalize(text)
        return compiled.scratches.withScratch { scratch in
            var overruns: [String] = []
            look(at: normalized, scratch, &overruns)
            return scratch.firedRules.count
        }
    }

    /// The clauses that a message fires, whatever comes of it: for measuring how broad each is.
    func firedClauses(_ text: String) -> [Int] {
        let normalized = compiled.normalizer.normalize(text)
        return compiled.scratches.withScratch { scratch in
            var overruns: [String] = []
            look(at: normalized, scratch, &overruns)
            return scratch.firedRules.flatMap { scratch.fired[Int($0)].map { Int($0.clause) } }
        }
    }

    /// One pass over the text, then only the clauses whose rarest words were seen.
    private func look(at text: NormalizedText, _ scratch: Scratch, _ overruns: inout [String]) {
        let index = compiled.index
        compiled.automaton.scan(text.scalars) { literal, start, end in
            guard scratch.see(literal, start, end) else { return }
            index.featuresOfLiteral.forEach(literal) { feature in
                guard scratch.hitOfFeature[feature] < 0 else { return }
                scratch.hitOfFeature[feature] = Int32(scratch.hits.count - 1)
                scratch.seenFeatures.append(Int32(feature))
            }
        }
        for feature in scratch.seenFeatures {
            index.clausesOfFeature.forEach(Int(feature)) { number in
                guard index.featuresOfClause.allSatisfy(number, { scratch.hitOfFeature[$0] >= 0 }) else { return }
                let rule = Int(index.ruleOfClause[number])
                switch index.kindOfClause[number] {
                case .keyword: scratch.fire(Scratch.Fired(clause: Int32(number)), of: rule)
                case .veto: scratch.veto(rule)
                case .pattern(let pattern):
                    switch attempt(index.patterns[Int(pattern)], text, scratch) {
                    case .match(let range): scratch.fire(Scratch.Fired(clause: Int32(number), range: range), of: rule)
                    case .noMatch: break
                    case .overrun: overruns.append(compiled.rules[rule].id)
                    }
                }
            }
        }
    }

    private func attempt(_ pattern: Pattern, _ text: NormalizedText, _ scratch: Scratch) -> Pattern.Outcome {
        guard let workspace = scratch.workspace else { return .overrun }
        if scratch.utf8.isEmpty {
            for scalar in text.scalars.lazy.compactMap(Unicode.Scalar.init) {
                scratch.utf8.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
            }
        }
        return scratch.utf8.withUnsafeBufferPointer { pattern.match($0, with: workspace) }
    }

    // MARK: Candidates

    private func candidates(
        _ scratch: Scratch, _ text: NormalizedText, _ original: String, _ explaining: Bool
    ) -> [Candidate] {
        var bits: [(rule: Int, bits: Double)] = []
        for number in scratch.firedRules {
            let rule = Int(number)
            guard compiled.isIntent[rule], !scratch.isVetoed[rule] else { continue }
            let likeness = Double(scratch.likeness[rule])
            bits.append((rule, ruleBits(scratch.fired[rule], scratch) + likeness * Scoring.likenessWeight))
        }
        for number in scratch.likeness.touched {
            let rule = Int(number)
            let likeness = Double(scratch.likeness[rule])
            guard likeness >= Scoring.likenessFloor, scratch.fired[rule].isEmpty, !scratch.isVetoed[rule],
                compiled.isIntent[rule]
            else { continue }
            bits.append((rule, likeness * Scoring.likenessWeight))
        }
        bits.sort { ($1.bits, $0.rule) < ($0.bits, $1.rule) }
        return bits.prefix(Scoring.candidateLimit).enumerated().compactMap { place, scored in
            let (rule, bits) = scored
            guard var candidate = compiled.rules[rule].candidate else { return nil }
            candidate.weight = bits
            candidate.score = Scoring.squeeze(bits)
            if place == 0 || explaining { candidate.evidence = evidence(rule, scratch, text, original) }
            return candidate
        }
    }

    /// The bits of all different words that the fired clauses saw; a word inside a longer one adds nothing.
    private func ruleBits(_ fired: [Scratch.Fired], _ scratch: Scratch) -> Double {
        var hits: [Scratch.Hit] = []
        var hasPattern = false
        for one in fired {
            let clause = compiled.index.clauses[Int(one.clause)]
            if one.range != nil { hasPattern = true }
            for feature in clause.features {
                let hit = scratch.hits[Int(scratch.hitOfFeature[Int(feature)])]
                if !hits.contains(where: { $0.literal == hit.literal }) { hits.append(hit) }
            }
        }
        var bits = 0.0
        for hit in hits {
            let isInside = hits.contains {
                $0.start <= hit.start && hit.end <= $0.end && $0.end - $0.start > hit.end - hit.start
            }
            if !isInside { bits += compiled.index.literalWeight[Int(hit.literal)] }
        }
        if hasPattern { bits += Scoring.patternBonus }
        return bits + Double(fired.count - 1) * Scoring.clauseBonus
    }

    private func evidence(
        _ rule: Int, _ scratch: Scratch, _ text: NormalizedText, _ original: String
    ) -> [Evidence] {
        var evidence = scratch.fired[rule].map { one in
            let clause = compiled.index.clauses[Int(one.clause)]
            let hits = clause.features.map { scratch.hits[Int(scratch.hitOfFeature[Int($0)])] }
            let weight = hits.map { compiled.index.literalWeight[Int($0.literal)] }.reduce(0, +)
            guard let range = one.range else {
                let words = hits.map { text.words(Int($0.start)..<Int($0.end), of: original) }
                return Evidence(source: .keyword, rule: clause.source, words: words, weight: weight)
            }
            let words = text.words(scalarRange(range, scratch.utf8), of: original)
            return Evidence(
                source: .pattern, rule: clause.source, words: [words], weight: weight + Scoring.patternBonus)
        }
        let likeness = Double(scratch.likeness[rule])
        if likeness >= Scoring.likenessFloor {
            evidence.append(
                Evidence(source: .likeness, rule: "例句", words: [], weight: likeness * Scoring.likenessWeight))
        }
        return evidence
    }

    /// Turns UTF-8 offsets of the normalised text into places of its scalars.
    private func scalarRange(_ range: Range<Int>, _ utf8: [UInt8]) -> Range<Int> {
        let start = utf8[..<range.lowerBound].count { $0 & 0xC0 != 0x80 }
        return start..<(start + utf8[range].count { $0 & 0xC0 != 0x80 })
    }
}
