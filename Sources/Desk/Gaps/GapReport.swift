package import Domain
import Sealing
package import Store

/// What the FAQ lacks: misses in groups, popular topics, and answers that are out of date. Three lists for three jobs.
package struct GapReport: Sendable {
    /// Questions that ask the same and were not settled.
    package struct Cluster: Sendable {
        /// The most typical question, masked.
        package var question: String
        /// Different wordings, masked, the most typical first.
        package var wordings: [String]
        /// The rows behind it, oldest first.
        package var rows: [GapQuestion]
        /// How many of them came from which village; nil is a group of no village.
        package var villages: [VillageID?: Int]
        /// How many of them are here for which reason.
        package var kinds: [GapQuestion.Kind: Int]
        /// What most of them were taken for.
        package var topic: TopicID?
        /// What people answered to some of them, masked, the newest first, each wording once.
        package var answers: [HumanAnswer]

        /// What it is called in addresses and files: the same question, the same name.
        package var name: String { "gap-" + Fingerprint.hex([question]).prefix(6) }
    }

    /// One line of the other lists.
    package struct Line: Sendable, Equatable {
        /// The intent.
        package var intent: IntentID
        /// Its name; its id when it is no longer in the catalog.
        package var name: String
        /// Its topic.
        package var topic: TopicID?
        /// Its answer, when it is still in the catalog.
        package var answer: AnswerID?
        /// Until when that answer may be sent.
        package var reviewBy: CivilDate?
        /// How many questions.
        package var questions: Int64
    }

    /// The moments that it is about.
    package var span: Range<Timestamp>
    /// The misses, the largest group first.
    package var clusters: [Cluster]
    /// What was asked most and answered.
    package var popular: [Line]
    /// What was asked and not answered because the answer is out of date, or is a draft.
    package var stale: [Line]

    /// How many questions the groups hold.
    package var questions: Int { clusters.reduce(0) { $0 + $1.rows.count } }
}
