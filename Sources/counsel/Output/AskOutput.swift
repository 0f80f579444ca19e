import Desk
import Domain

/// The object that `counsel ask --json` prints.
struct AskOutput: Encodable {
    /// One thing that the text may mean.
    struct Option: Encodable {
        let intent: String
        let topic: String
        let score: Double
        let evidence: [Evidence]
    }

    let decision: String
    let reason: String
    let intent: String?
    let topic: String?
    let answer: String?
    let score: Double?
    let candidates: [Option]
    let normalized: String
    let reply: String?
    let catalogDigest: String

    init(_ result: Rehearsal.Result, digest: String) {
        let chosen = result.decision.candidate
        decision = result.decision.kind.rawValue
        reason = result.decision.reason.rawValue
        intent = chosen?.intent.text ?? result.decision.emergency?.rule
        topic = chosen?.topic.text
        if case .answer(let id) = result.decision.speech { answer = id.text } else { answer = nil }
        score = chosen?.score
        candidates = result.interpretation.candidates.map {
            Option(intent: $0.intent.text, topic: $0.topic.text, score: $0.score, evidence: $0.evidence)
        }
        normalized = result.interpretation.normalized
        reply = result.reply
        catalogDigest = digest
    }

    private enum CodingKeys: String, CodingKey {
        case decision, reason, intent, topic, answer, score, candidates, normalized, reply, catalogDigest
    }

    /// Writes every key, null where there is nothing, so that readers need not guess.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(decision, forKey: .decision)
        try container.encode(reason, forKey: .reason)
        try container.encode(intent, forKey: .intent)
        try container.encode(topic, forKey: .topic)
        try container.encode(answer, forKey: .answer)
        try container.encode(score, forKey: .score)
        try container.encode(candidates, forKey: .candidates)
        try container.encode(normalized, forKey: .normalized)
        try container.encode(reply, forKey: .reply)
        try container.encode(catalogDigest, forKey: .catalogDigest)
    }
}
