import Content
package import Domain
import Store
import Understanding

/// A case as people read it: names instead of ids, the history in words, and what this reader can do.
package struct CaseView: Sendable {
    /// One line of the history.
    package struct Line: Sendable, Equatable {
        /// When.
        package let at: Timestamp
        /// What happened, in words.
        package let what: String
        /// The masked words that belong to it.
        package let note: String?
    }

    /// One exchange between asker and bot.
    package struct Exchange: Sendable, Equatable {
        /// When.
        package let at: Timestamp
        /// What was asked, masked.
        package let asked: String
        /// What the bot said.
        package let replied: String?
    }

    /// What a service learned when it took the case up.
    package struct Intake: Sendable, Equatable {
        /// The service.
        package let service: String
        /// What was answered to each question, masked.
        package let answers: [IntakeAnswer]
        /// What the answers amount to.
        package let verdict: String?
    }

    /// Somebody to whom it can be handed.
    package struct Colleague: Sendable, Equatable {
        /// Who.
        package let id: PersonID
        /// The name that people read.
        package let name: String
    }

    /// A reviewed answer that can be put into the answer box.
    package struct Suggestion: Sendable, Equatable {
        /// Which.
        package let id: AnswerID
        /// Its title.
        package let title: String
    }

    /// The case.
    package let file: LegalCase
    /// The village, or the group's address.
    package let place: String
    /// What it is about.
    package let topic: String?
    /// Who is asked, or has it.
    package let owner: String?
    /// What a service asked when it took it up, and what was answered; nil for every other case.
    package let intake: Intake?
    /// Until when what, such as `今天16:30前答复`.
    package let due: String?
    /// Whether that is over.
    package let isOverdue: Bool
    /// What was said, oldest first.
    package let talk: [Exchange]
    /// What happened, oldest first.
    package let lines: [Line]
    /// Messages to the asker that could not be delivered.
    package let undelivered: Int
    /// To whom it can be handed.
    package let colleagues: [Colleague]
    /// The answers that may fit, the best first.
    package let suggestions: [Suggestion]
}

extension CaseDesk {
    /// The case for a reader; `reader` is left out of those to whom it can be handed.
    func view(_ history: CaseHistory, for reader: PersonID?) -> CaseView {
        let file = history.file
        let promise = file.promise(.answer) ?? file.promise(.acknowledge) ?? file.promise(.alarm)
        let due = promise.map { promise in
            WhenText.of(promise.dueAt, from: now) + (promise.kind == .answer ? "前答复" : "前接单")
        }
        let links = machine(for: file).chain.links.filter { $0.person != reader && $0.isReachable }
        return CaseView(
            file: file,
            place: file.village.flatMap { directory.villages[$0]?.name } ?? "未登记的群（\(file.conversation.address)）",
            topic: file.topic.flatMap { knowledge.compiled.catalog.topics[$0] }, owner: name(file.owner),
            intake: history.intake.map(intake), due: due,
            isOverdue: promise.map { $0.dueAt <= now } ?? false,
            talk: history.talk.map { CaseView.Exchange(at: $0.at, asked: $0.asked, replied: $0.replied) },
            lines: history.lines.map(line),
            undelivered: history.deliveries.count { $0.purpose == "word" && $0.state == "dead" },
            colleagues: links.map { CaseView.Colleague(id: $0.person, name: name($0.person) ?? $0.person.text) },
            suggestions: suggestions(file, history.talk.map(\.asked)))
    }

    /// The matched answer, what the asker's words come near to, then the others of the topic; nothing out of date.
    private func suggestions(_ file: LegalCase, _ asked: [String]) -> [CaseView.Suggestion] {
        let catalog = knowledge.compiled.catalog
        var ids = [file.answer].compactMap(\.self)
        for words in [file.summary] + asked.suffix(3).reversed() {
            ids += Matcher(knowledge.compiled).interpret(words).candidates.prefix(4).map(\.answer)
        }
        for rule in catalog.rules {
            if case .intent(let topic, let answer) = rule.meaning, topic == file.topic { ids.append(answer) }
        }
        var seen: Set<AnswerID> = []
        return ids.filter { seen.insert($0).inserted }.compactMap { catalog.answers[$0] }
            .filter { $0.reviewBy >= now.chinaDate }.prefix(12).map { CaseView.Suggestion(id: $0.id, title: $0.title) }
    }

    private func intake(_ intake: CaseIntake) -> CaseView.Intake {
        let form = knowledge.forms.first { $0.service == intake.service }
        return CaseView.Intake(
            service: directory.services[intake.service]?.name ?? intake.service,
            answers: intake.answers,
            verdict: form?.verdicts.first { $0.id == intake.verdict }?.say)
    }

    private func name(_ person: PersonID?) -> String? { person.map { directory.people[$0]?.name ?? $0.text } }

    private func line(_ line: CaseHistory.Line) -> CaseView.Line {
        let who = name(line.person) ?? "值守人员"
        let words = CaseWords(who: who, isPerson: line.person != nil, note: line.note)
        let kind = CaseChange.Entry.Kind(rawValue: line.kind)
        if kind == .reassigned {
            let other = name(line.note.map { PersonID($0) }) ?? "别人"
            return CaseView.Line(at: line.at, what: "\(who)转给\(other)", note: nil)
        }
        return CaseView.Line(
            at: line.at, what: kind.map(words.what) ?? line.kind, note: kind.flatMap(words.shownNote))
    }
}

/// A line of a history in words.
private struct CaseWords {
    let who: String
    let isPerson: Bool
    let note: String?

    func what(_ kind: CaseChange.Entry.Kind) -> String {
        switch kind {
        case .opened: "开出"
        case .message: isPerson ? "\(who)在群里说" : "提问人说"
        case .notified: "通知了\(who)"
        case .reminded: "又提醒了\(who)"
        case .lapsed: "\(who)没有在时限内办"
        case .acknowledged: "\(who)接单"
        case .answered: "\(who)答复"
        case .askedBack: "\(who)追问"
        case .reassigned: "\(who)转出"
        case .resolved: isPerson ? "\(who)结案" : "已解决"
        case .reopened: isPerson ? "\(who)重新办理" : "提问人说没解决"
        case .withdrawn: "提问人不问了"
        case .rated: "满意度 \(note ?? "") 分"
        case .alarmed: Self.alarms[note ?? ""] ?? "已报区里"
        case .undelivered: "话没有送到提问人"
        case .danger: "有危险"
        case .takeoverBegan: "\(who)和提问人说话，小助手不插话"
        case .takeoverEnded: "小助手恢复回答"
        case .ownerLost: "\(who)联系不上"
        }
    }

    /// The words below it; where the note is a code, it is already in the line.
    func shownNote(_ kind: CaseChange.Entry.Kind) -> String? {
        switch kind {
        case .rated, .alarmed, .takeoverEnded, .undelivered: nil
        // The first line of an emergency names its kind, which the page shows by its own box.
        case .danger: note.flatMap { Emergency.Kind(rawValue: $0) == nil ? $0 : nil }
        default: note
        }
    }

    private static let alarms: [String: String] = [
        CaseChange.Alarm.endOfChain.rawValue: "一路没有人接，已报区里",
        CaseChange.Alarm.nobody.rawValue: "没有能联系上的人，已报区里",
        CaseChange.Alarm.emergencyUntaken.rawValue: "紧急情况没有人接，已报区里",
        CaseChange.Alarm.answerOverdue.rawValue: "接了没有按时答复，已报区里",
    ]
}

extension Casework {
    /// The case as this person reads it; throws `CaseRefusal.unknown` when it is not theirs to see.
    package func view(of number: Int64, for person: PersonID) async throws -> CaseView {
        try await desk.view(history(of: number, for: person), for: person)
    }

    /// The case as the bureau reads it, whoever has it; nil when there is none.
    package func view(of number: Int64) async throws -> CaseView? {
        try await database.history(of: number).map { desk.view($0, for: nil) }
    }

    /// A reviewed answer filled for the case's village, to be edited before it is sent.
    package func draft(_ answer: AnswerID, for file: LegalCase) -> String? {
        let desk = desk
        let village = file.village.flatMap { desk.directory.villages[$0] }
        guard let known = desk.knowledge.compiled.catalog.answers[answer], known.reviewBy >= desk.now.chinaDate else {
            return nil
        }
        return desk.knowledge.answers.text(answer, for: village, limit: Self.draftBytes, leadsOn: false)
    }

    /// Room for the longest answer with all its sections.
    private static let draftBytes = 6_000
}

extension CaseState {
    /// What people call it.
    package var name: String {
        switch self {
        case .open: "等开门通知"
        case .notified: "已通知，等接单"
        case .reassigned: "已转出，等接单"
        case .reopened: "没解决，等接单"
        case .acknowledged: "已接单"
        case .askedBack: "已追问"
        case .answered: "已答复"
        case .resolved: "已结案"
        case .withdrawn: "已撤回"
        }
    }
}
