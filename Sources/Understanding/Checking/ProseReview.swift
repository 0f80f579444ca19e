package import Content
import Domain

/// Reads answers as villagers would: is it said what to do and where to go, does it fit, is every hard word explained?
package struct ProseReview {
    private let catalog: Catalog
    private let log: FindingLog

    /// Takes the catalog.
    package init(_ catalog: Catalog, into log: FindingLog) {
        self.catalog = catalog
        self.log = log
    }

    /// The parts of an answer to a question.
    package static let parts = ["怎么办", "带什么", "找谁"]
    /// What the narrowest platforms carry in one message, in bytes of UTF-8.
    package static let carried = 2_048

    /// Notes what a reader would miss, in every answer.
    package func run() {
        let asked = Set(
            catalog.rules.compactMap { rule in if case .intent(_, let answer) = rule.meaning { answer } else { nil } })
        let jargon = Jargon(catalog.glossary)
        let sources = Dictionary(catalog.sources.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
        for answer in catalog.answers.values.sorted(by: { $0.id < $1.id }) {
            if asked.contains(answer.id) { reviewParts(answer) }
            reviewLength(answer)
            for term in jargon.unexplained(in: answer) {
                log.warning(
                    place(of: term.term, in: sources[answer.location.path] ?? "", answer.location),
                    "“\(term.term)”群众看不懂，头一次出现时加上解释，例如“\(term.term)（\(term.gloss)）”", rule: "jargon")
            }
        }
    }

    private func reviewParts(_ answer: Answer) {
        for part in Self.parts where !answer.sections.contains(where: { $0.title == part && !$0.text.isEmpty }) {
            log.warning(answer.location, "缺少“## \(part)”一节", rule: "answer-part")
        }
        if let whom = answer.sections.first(where: { $0.title == "找谁" }), Placeholder.all(in: whom.text).isEmpty {
            log.warning(
                answer.location, "“找谁”里没有占位符，换了村、改了电话不会跟着变；写成 {{service.….phone}} 这样", rule: "answer-contact")
        }
    }

    private func reviewLength(_ answer: Answer) {
        let sections = answer.sections.reduce(0) { $0 + $1.title.utf8.count + $1.text.utf8.count + 5 }
        let cites = answer.cites.reduce(0) { $0 + $1.value.description.utf8.count + 3 }
        let bytes = answer.title.utf8.count + answer.short.utf8.count + sections + cites
        guard bytes > Self.carried else { return }
        log.warning(
            answer.location, "整篇有 \(bytes) 字节，有的通道一条只装得下 \(Self.carried)，后面的节会发不出去；请删短",
            rule: "answer-overlong")
    }

    /// Where a word first stands below the head of an answer's file.
    private func place(of word: String, in source: String, _ start: Location) -> Location {
        var rules = 0
        for (number, line) in source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            if rules < 2 {
                if line == "---" { rules += 1 }
            } else if let found = line.firstRange(of: word) {
                let column = line.distance(from: line.startIndex, to: found.lowerBound) + 1
                return Location(path: start.path, line: number + 1, column: column)
            }
        }
        return start
    }
}

/// Finds hard words that a text uses without explaining them.
private struct Jargon {
    private let terms: [GlossaryTerm]
    private let automaton: LiteralAutomaton
    /// What a found literal tells about a term.
    private enum Role {
        case use, excuse, explanation
    }
    private var roles: [[(term: Int, role: Role)]] = []

    init(_ terms: [GlossaryTerm]) {
        self.terms = terms
        var numbers: [[UInt32]: Int] = [:]
        var literals: [[UInt32]] = []
        var roles: [[(term: Int, role: Role)]] = []
        func add(_ text: String, _ term: Int, _ role: Role) {
            let literal = text.unicodeScalars.map(\.value)
            guard !literal.isEmpty else { return }
            let number = numbers[literal] ?? literals.count
            if number == literals.count {
                numbers[literal] = number
                literals.append(literal)
                roles.append([])
            }
            roles[number].append((term, role))
        }
        for (number, term) in terms.enumerated() {
            add(term.term, number, .use)
            add(term.term + "（", number, .explanation)
            for text in [term.gloss] + term.also { add(text, number, .explanation) }
            for text in term.except { add(text, number, .excuse) }
        }
        self.roles = roles
        automaton = LiteralAutomaton(literals)
    }

    func unexplained(in answer: Answer) -> [GlossaryTerm] {
        guard !terms.isEmpty else { return [] }
        var uses = [Int](repeating: 0, count: terms.count)
        var explained: Set<Int> = []
        for text in [answer.short] + answer.sections.map(\.text) {
            automaton.scan(Buffer(text.unicodeScalars.map(\.value))) { literal, _, _ in
                for (term, role) in roles[literal] {
                    switch role {
                    case .use: uses[term] += 1
                    case .excuse: uses[term] -= 1
                    case .explanation: explained.insert(term)
                    }
                }
            }
        }
        return terms.indices.filter { uses[$0] > 0 && !explained.contains($0) }.map { terms[$0] }
    }
}
