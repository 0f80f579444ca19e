import Content
package import Domain
package import Store
import Understanding

/// A made-up year of the configured district, for trying pages and reports at full size.
package enum DemoData {
    /// Fills an empty database; `villages` and `months` count from the first village and back from `end`'s month.
    package static func fill(
        _ database: CounselDatabase, knowledge: Knowledge, villages: Int, months: Int, seed: UInt64,
        until end: CivilMonth
    ) async throws {
        let directory = knowledge.directory
        let places = directory.villages.values.sorted { $0.id < $1.id }.prefix(villages).map { village in
            DemoPlan.Place(
                village: village.id,
                groups: village.groups.compactMap { group in
                    let parts = group.value.split(separator: "/", maxSplits: 1)
                    guard parts.count == 2 else { return nil }
                    return Conversation(
                        channel: ChannelID(String(parts[0])), id: ConversationID(String(parts[1])), kind: .group)
                }, adviser: village.adviser, office: directory.townships[village.township]?.office)
        }
        let questions = knowledge.compiled.catalog.rules.compactMap { rule -> DemoPlan.Question? in
            guard case .intent(let topic, let answer) = rule.meaning else { return nil }
            return DemoPlan.Question(
                intent: IntentID(rule.id), topic: topic, answer: answer, words: rule.examples.map(\.value))
        }.sorted { $0.intent < $1.intent }
        var first = end
        for _ in 1..<max(1, months) {
            first = CivilMonth(of: CivilDate(daysSince1970: first.firstDay.daysSince1970 - 1))
        }
        let roster = Roster(directory)
        var plan = DemoPlan(
            places: Array(places), questions: questions, start: first.span.lowerBound, end: end.span.upperBound,
            digest: knowledge.digest, duty: { roster.minutes(in: $0) })
        plan.rules = directory.warnings.map(\.value)
        plan.rounds = rounds(directory, plan)
        plan.publications = publications(knowledge, plan)
        plan.chain = { place, service in
            directory.caseChain(for: directory.villages[place.village], service: service)
        }
        plan.address = { id in
            directory.people[id]?.contacts.first.map { "\($0.channel)/\($0.to)" } ?? "demo/\(id)"
        }
        plan.policy = directory.standards.casework
        plan.forms = forms(knowledge)
        plan.users = users(directory, plan)
        plan.interactions = 300_000 * months / 12 * villages / 139
        plan.cases = 12_000 * months / 12 * villages / 139
        try await database.fill(plan, seed: seed)
    }

    /// A telling of each service's questions.
    private static func forms(_ knowledge: Knowledge) -> [DemoPlan.Form] {
        knowledge.forms.map { form in
            let answers = form.questions.map { question -> IntakeAnswer in
                guard case .choice(let choices) = question.kind else {
                    return IntakeAnswer(question: question.id, label: question.label, words: "（演示）")
                }
                return IntakeAnswer(question: question.id, label: question.label, choice: 1, words: choices[0])
            }
            return DemoPlan.Form(service: form.service, answers: answers)
        }
    }

    /// The bureau, and each justice office of the stretch's townships.
    private static func users(_ directory: Directory, _ plan: DemoPlan) -> [DemoPlan.User] {
        let villages = plan.places.map(\.village)
        let townships = Dictionary(grouping: villages) { directory.villages[$0]?.township ?? "" }
        return [DemoPlan.User(name: "demo-bureau", villages: villages)]
            + townships.sorted { $0.key < $1.key }.map { DemoPlan.User(name: "demo-\($0.key)", villages: $0.value) }
    }

    private static func days(_ plan: DemoPlan) -> [CivilDate] {
        (plan.start.chinaDate.daysSince1970..<plan.end.chinaDate.daysSince1970).map { CivilDate(daysSince1970: $0) }
    }

    /// Every round that begins in the stretch, at the places that it has.
    private static func rounds(_ directory: Directory, _ plan: DemoPlan) -> [Screening] {
        let villages = Set(plan.places.map(\.village.text))
        let all = ScreeningPlan(directory)
        return days(plan).flatMap { day in
            all.rounds(on: day).filter { round in
                round.period.lowerBound == day && (round.level != .village || villages.contains(round.place))
            }
        }
    }

    /// What the campaigns say on each day of the stretch, as if all of it had been approved.
    private static func publications(_ knowledge: Knowledge, _ plan: DemoPlan) -> [DemoPlan.Publication] {
        let words = PushText(knowledge)
        let calendar = CampaignPlan(knowledge.campaigns, knowledge.directory)
        return days(plan).flatMap { day in
            calendar.pushes(on: day).map { push in
                let isForVillages = push.campaign.targets.contains { $0.value == .villages }
                return DemoPlan.Publication(
                    campaign: push.campaign.id, day: day, title: words.title(of: push),
                    text: words.text(of: push, for: nil) ?? push.campaign.theme,
                    targets: isForVillages
                        ? plan.places.flatMap { place in
                            place.groups.map { (target: $0.address, village: place.village) }
                        } : [(target: push.campaign.id, village: nil)])
            }
        }
    }
}
