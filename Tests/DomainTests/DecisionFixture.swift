@testable import Domain

/// A message, its circumstances and its dialogue, to be changed by a test and decided.
///
/// Scores and weights are taken from the policy, so that tuning it breaks no test.
struct DecisionFixture {
    var policy = ServicePolicy()
    var heard = Interpretation(normalized: "老板欠我工钱怎么办")
    var circumstances = DecisionRules.Circumstances(isAddressed: true, isGroup: true)
    var state = DialogueState()
    var now = Timestamp(seconds: 1_795_439_045)

    /// Somebody in a group who does not speak to the bot, but asks something.
    static var overheard: DecisionFixture {
        var fixture = DecisionFixture()
        fixture.circumstances.isAddressed = false
        fixture.heard.signals = [.question, .legalVague]
        return fixture
    }

    /// The decision; every intent but `gone` can be looked up.
    func decide() -> Decision {
        DecisionRules(policy: policy).decide(heard, in: circumstances, state: state, at: now) { intent in
            intent == "gone" ? nil : candidate(intent.text)
        }
    }

    /// A candidate whose topic and answer are its own, and for which everything speaks.
    func candidate(_ name: String, score: Double = 1, weight: Double = 40) -> Candidate {
        Candidate(
            intent: IntentID(name), topic: TopicID("topic-\(name)"), name: name, answer: AnswerID("answer-\(name)"),
            weight: weight, score: score)
    }

    /// A candidate worth offering, but not strong enough to be answered.
    func weak(_ name: String, weight: Double = 4) -> Candidate {
        candidate(name, score: (policy.offerScore + policy.answerScore) / 2, weight: weight)
    }

    /// A candidate that is not even worth offering.
    func faint(_ name: String) -> Candidate { candidate(name, score: policy.offerScore / 2, weight: 0.1) }
}
