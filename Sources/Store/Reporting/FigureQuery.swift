import Domain

/// The queries behind pages and reports, each in one place, so that a test can ask SQLite how it would run them.
///
/// Every one takes `:from` and `:to`, by the unit of its time column, and sees only the villages of its scope.
package enum FigureQuery: String, CaseIterable, Sendable {
    /// topic → questions, answered, clarified, escalated, emergencies, silent
    case topics
    /// village → the same
    case villages
    /// village → questions, answered by the bot, asked back, answered by a person, waiting for a person, silent
    case answeredBy
    /// state at the end of the span, urgency → cases opened in it; instead of `resolved` who settled it: `settled` the
    /// asker, `closed` a person of ours, `lapsed` nobody
    case caseStates
    /// topic → cases, settled
    case caseTopics
    /// who responded first, or has it → cases, responded, milliseconds to the first response summed, the slowest, answered
    case responses
    /// whose it was to take a case → taken in time, too late
    case punctuality
    /// village → cases, settled, responded, milliseconds to the first response summed
    case caseVillages
    /// kind, outcome → promises on cases opened in the span; an empty outcome is still open
    case promises
    /// rating → cases
    case ratings
    /// helpful 0 or 1 → verdicts on the bot's replies
    case verdicts
    /// what was wrong with a reply, as the platform sent it → verdicts
    case complaints
    /// topic, answer → verdicts that a reply did not help
    case unhelpful
    /// village, kind → records, minutes; days since 1970
    case services
    /// village → days on which a push arrived; days since 1970
    case pushes
    /// village → hours on record, minutes on duty, hours without anybody; hours since 1970
    case duty
    /// level, verdict → warnings
    case warnings
    /// village, topic → open disputes with danger, or reopened
    case risks
    /// intent → questions answered
    case popular
    /// answer → questions that met an answer out of date
    case stale

    /// Which unit its span has.
    package enum Unit: Sendable { case milliseconds, hours, days }

    /// The unit of its span.
    package var unit: Unit {
        switch self {
        case .services, .pushes: .days
        case .duty: .hours
        default: .milliseconds
        }
    }

    /// How many of its columns are keys.
    var keys: Int {
        switch self {
        case .caseStates, .promises, .unhelpful, .services, .warnings, .risks: 2
        default: 1
        }
    }

    /// The statement; with villages, `:villages` is their ids as a JSON array.
    func sql(inDistrict: Bool) -> String {
        let scope = { (table: String) in
            inDistrict ? "" : "\(table)village IN (SELECT value FROM json_each(:villages)) AND "
        }
        let asked = "\(scope(""))receivedAt >= :from AND receivedAt < :to AND reason NOT IN ('casework', 'staff')"
        let opened = "\(scope(""))openedAt >= :from AND openedAt < :to"
        let counts = """
            count(*), sum(decision = 'answer'), sum(decision = 'clarify'), sum(decision = 'escalate'),
            sum(decision = 'emergency'), sum(decision = 'silent')
            """
        switch self {
        case .topics:
            return "SELECT coalesce(topic, ''), \(counts) FROM interaction WHERE \(asked) GROUP BY 1 ORDER BY 2 DESC, 1"
        case .villages:
            return "SELECT coalesce(village, ''), \(counts) FROM interaction WHERE \(asked) GROUP BY 1 ORDER BY 1"
        case .answeredBy:
            let isForPeople = "decision IN ('escalate', 'emergency')"
            let isAnswered = """
                \(isForPeople) AND EXISTS (SELECT 1 FROM caseEvent WHERE caseEvent.caseNumber = interaction.caseNumber
                    AND kind = 'answered' AND at < :to)
                """
            return """
                SELECT coalesce(village, ''), count(*), sum(decision = 'answer'), sum(decision = 'clarify'),
                    sum(\(isAnswered)), sum(\(isForPeople)) - sum(\(isAnswered)), sum(decision = 'silent')
                FROM interaction WHERE \(asked) GROUP BY 1 ORDER BY 1
                """
        case .caseStates:
            return """
                SELECT CASE kind WHEN 'resolved' THEN
                        iif(person IS NOT NULL, 'closed', iif(note = 'lapsed', 'lapsed', 'settled'))
                    ELSE coalesce(kind, 'open') END, urgency, count(*)
                FROM (SELECT urgency, (SELECT id FROM caseEvent WHERE caseNumber = number AND at < :to AND kind IN (
                        'notified', 'acknowledged', 'answered', 'asked-back', 'resolved', 'withdrawn', 'reopened',
                        'reassigned') ORDER BY id DESC LIMIT 1) AS latest
                    FROM legalCase WHERE \(opened))
                    LEFT JOIN caseEvent ON caseEvent.id = latest
                GROUP BY 1, 2 ORDER BY 1, 2
                """
        case .caseTopics:
            return """
                SELECT coalesce(topic, ''), count(*), sum(closedAt IS NOT NULL AND closedAt < :to)
                FROM legalCase WHERE \(opened) GROUP BY 1 ORDER BY 2 DESC, 1
                """
        case .responses:
            return """
                SELECT coalesce(first.person, owner, ''), count(*), count(first.at), sum(first.at - openedAt),
                    max(first.at - openedAt), count(answeredAt)
                FROM (SELECT owner, openedAt,
                        (SELECT id FROM caseEvent WHERE caseNumber = number AND at < :to
                            AND kind IN ('acknowledged', 'answered', 'asked-back') ORDER BY id LIMIT 1) AS firstId,
                        (SELECT min(at) FROM caseEvent WHERE caseNumber = number AND at < :to
                            AND kind = 'answered') AS answeredAt
                    FROM legalCase WHERE \(opened))
                    LEFT JOIN caseEvent AS first ON first.id = firstId
                GROUP BY 1 ORDER BY 1
                """
        case .caseVillages:
            return """
                SELECT coalesce(village, ''), count(*), sum(closedAt IS NOT NULL AND closedAt < :to), count(firstAt),
                    sum(firstAt - openedAt)
                FROM (SELECT village, openedAt, closedAt,
                        (SELECT min(at) FROM caseEvent WHERE caseNumber = number AND at < :to
                            AND kind IN ('acknowledged', 'answered', 'asked-back')) AS firstAt
                    FROM legalCase WHERE \(opened))
                GROUP BY 1 ORDER BY 1
                """
        case .punctuality:
            return """
                SELECT coalesce(promise.person, ''), sum(outcome = 'kept'), sum(outcome = 'lapsed')
                FROM legalCase CROSS JOIN promise ON promise.caseNumber = legalCase.number
                WHERE \(opened) AND promise.kind = 'acknowledge' AND outcome IN ('kept', 'lapsed')
                    AND promise.endedAt < :to
                GROUP BY 1 ORDER BY 1
                """
        case .promises:
            return """
                SELECT promise.kind, iif(promise.endedAt < :to, coalesce(outcome, ''), ''), count(*)
                FROM legalCase CROSS JOIN promise ON promise.caseNumber = legalCase.number
                WHERE \(opened) AND promise.madeAt < :to GROUP BY 1, 2 ORDER BY 1, 2
                """
        case .ratings:
            return """
                SELECT rating, count(*) FROM legalCase WHERE \(opened) AND rating IS NOT NULL
                    AND EXISTS (SELECT 1 FROM caseEvent WHERE caseNumber = number AND kind = 'rated' AND at < :to)
                GROUP BY 1 ORDER BY 1
                """
        case .verdicts:
            return """
                SELECT isHelpful, count(*) FROM feedback CROSS JOIN interaction ON interaction.id = feedback.interaction
                WHERE \(scope("interaction."))feedback.at >= :from AND feedback.at < :to GROUP BY 1 ORDER BY 1
                """
        case .complaints, .unhelpful:
            let keys =
                self == .complaints ? "coalesce(reasons, '')" : "coalesce(topic, ''), coalesce(interaction.answer, '')"
            let (groups, order) = self == .complaints ? ("1", "2 DESC, 1") : ("1, 2", "3 DESC, 1, 2")
            return """
                SELECT \(keys), count(*) FROM feedback CROSS JOIN interaction ON interaction.id = feedback.interaction
                WHERE \(scope("interaction."))feedback.at >= :from AND feedback.at < :to AND isHelpful = 0
                GROUP BY \(groups) ORDER BY \(order)
                """
        case .services:
            return """
                SELECT coalesce(village, ''), kind, count(*), sum(minutes) FROM serviceRecord AS record
                WHERE \(scope("record."))servedOn >= :from AND servedOn < :to
                    AND NOT EXISTS (SELECT 1 FROM serviceRecord AS later WHERE later.corrects = record.id)
                GROUP BY 1, 2 ORDER BY 1, 2
                """
        case .pushes:
            return """
                SELECT coalesce(village, ''), count(DISTINCT dueOn) FROM push
                WHERE \(scope(""))dueOn >= :from AND dueOn < :to AND sentAt IS NOT NULL GROUP BY 1 ORDER BY 1
                """
        case .duty:
            // The villages are named either way: the table is keyed by them first.
            return """
                SELECT village, count(*), sum(minutes), sum(minutes = 0) FROM dutyHour
                WHERE village IN (SELECT value FROM json_each(:villages)) AND hour >= :from AND hour < :to
                GROUP BY 1 ORDER BY 1
                """
        case .warnings:
            return """
                SELECT level, coalesce(verdict, ''), count(*) FROM warning
                WHERE \(scope(""))at >= :from AND at < :to GROUP BY 1, 2 ORDER BY 1, 2
                """
        case .risks:
            return """
                SELECT coalesce(village, ''), coalesce(topic, ''), count(*) FROM legalCase
                WHERE \(opened) AND (urgency = 'emergency' OR reopenings > 0) GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
                """
        case .popular:
            return """
                SELECT intent, count(*) FROM interaction WHERE \(asked) AND decision = 'answer' AND intent IS NOT NULL
                GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50
                """
        case .stale:
            return """
                SELECT coalesce(intent, ''), count(*) FROM interaction WHERE \(asked) AND reason = 'stale'
                GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50
                """
        }
    }
}
