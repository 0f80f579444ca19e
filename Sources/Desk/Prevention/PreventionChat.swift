import Content
import Domain
import Store

/// What one of ours says about warnings and rounds: `属实 W12`, `误报` to a ping, `已排查 大滩镇第3村 没有发现`.
struct PreventionChat {
    private let knowledge: Knowledge
    private let message: InboundMessage
    private let person: Person
    private let now: Timestamp

    init(_ knowledge: Knowledge, _ message: InboundMessage, from person: Person, at now: Timestamp) {
        self.knowledge = knowledge
        self.message = message
        self.person = person
        self.now = now
    }

    private var directory: Directory { knowledge.directory }

    /// What follows; nil when the message is about neither.
    func effects(_ lookup: CaseLookup) throws -> InboundEffects? {
        if let verdict = WarningVerdict.read(message.text) { return try judge(verdict, lookup) }
        if let report = ScreeningReport.read(message.text) { return try finish(report, lookup) }
        return nil
    }

    private func judge(_ verdict: WarningVerdict, _ lookup: CaseLookup) throws -> InboundEffects? {
        let numbers = try verdict.number.map { [$0] } ?? quotedWarnings(lookup)
        // Without a number or a quoted warning it is talk, or about a case.
        guard let number = numbers.first else { return nil }
        guard numbers.count == 1 else {
            return says("这里有\(numbers.count)条预警，请写上编号，比如：属实 W\(number)")
        }
        guard let warning = try lookup.warning(number), mayJudge(warning) else {
            return says("没有 W\(number) 这条预警，或者不归您核实。")
        }
        var effects = says(
            verdict.isReal
                ? "W\(number) 记成属实。请抓紧调解，有结果再发一遍：属实 W\(number) 结果" : "W\(number) 记成误报。谢谢，规则会据此调整。")
        effects.judgements = [
            InboundEffects.Judgement(
                number, isReal: verdict.isReal, note: Masking.summary(verdict.note, characters: 200),
                judge: person.id.text)
        ]
        return effects
    }

    /// The office of the village's township, and the district's duty desk.
    private func mayJudge(_ warning: StoredWarning) -> Bool {
        if person.role == .duty { return true }
        guard let village = warning.village.flatMap({ directory.villages[$0] }) else { return false }
        return directory.townships[village.township]?.office == person.id
    }

    private func quotedWarnings(_ lookup: CaseLookup) throws -> [Int64] {
        guard let quote = message.quote else { return [] }
        if let id = quote.messageID {
            let warnings = try lookup.warnings(behind: id)
            if !warnings.isEmpty { return warnings }
        }
        return WarningVerdict.numbers(inQuoted: quote.text ?? "")
    }

    private func finish(_ report: ScreeningReport, _ lookup: CaseLookup) throws -> InboundEffects? {
        let plan = ScreeningPlan(directory)
        let today = now.chinaDate
        let open = Self.nearest(
            try lookup.openScreenings(of: person.id, at: plan.places(of: person), by: today), to: today)
        let own = open.filter { $0.person == person.id }
        let chosen: [Screening]
        let named = open.filter { isNamed($0, in: report.note, plan) }
        if !named.isEmpty {
            chosen = named
        } else if message.conversation.kind == .group,
            let village = directory.village(of: message.conversation)?.id.text,
            let here = open.first(where: { $0.place == village })
        {
            chosen = [here]
        } else if ["全部", "都看", "都排查"].contains(where: report.note.contains) || own.count == 1 {
            chosen = own
        } else if own.isEmpty {
            return says(open.isEmpty ? "您现在没有要报的排查。" : "请写上是哪里，比如：已排查 \(plan.name(open[0])) 没有发现")
        } else {
            let names = own.prefix(12).map { plan.name($0) }.joined(separator: "、")
            return says("您还有\(own.count)处没报：\(names)。请写上是哪里，比如：已排查 \(plan.name(own[0])) 没有发现；都看过了就发：已排查 全部 没有发现")
        }
        guard !chosen.isEmpty else { return says("您现在没有要报的排查。") }
        let names = chosen.prefix(12).map { plan.name($0) }.joined(separator: "、")
        let result =
            switch report.found {
            case nil: "没有写发现几起，先记成没有发现；有的话再发：已排查 \(plan.name(chosen[0])) 发现2起 什么纠纷"
            case 0?: "没有发现纠纷"
            case let found?: "发现\(found)起，请抓紧调解"
            }
        var effects = says("记下了：\(names)已排查，\(result)。")
        effects.screenings = chosen.compactMap { screening in
            screening.id.map {
                InboundEffects.ScreeningDone(
                    $0, found: report.found ?? 0, note: Masking.summary(report.note, characters: 200),
                    person: person.id.text)
            }
        }
        return effects
    }

    /// Of each place the round of today; where that is done, the last one that is not.
    private static func nearest(_ open: [Screening], to day: CivilDate) -> [Screening] {
        var order: [String] = []
        var rounds: [String: Screening] = [:]
        for screening in open {
            let key = "\(screening.level.rawValue) \(screening.place)"
            if rounds[key] == nil { order.append(key) }
            guard let other = rounds[key], other.period.upperBound > screening.period.upperBound else {
                rounds[key] = screening
                continue
            }
        }
        return order.compactMap { rounds[$0] }
    }

    /// Whether the words name the place, with its township or without.
    private func isNamed(_ screening: Screening, in words: String, _ plan: ScreeningPlan) -> Bool {
        let name = plan.name(screening)
        if words.contains(name) { return true }
        guard screening.level == .village, let village = directory.villages[VillageID(screening.place)],
            let township = directory.townships[village.township]?.name, name.hasPrefix(township)
        else { return false }
        let short = name.dropFirst(township.count)
        return short.count >= 2 && words.contains(short)
    }

    private func says(_ words: String) -> InboundEffects {
        let isGroup = message.conversation.kind == .group
        return InboundEffects(reply: Acknowledgement.Reply(text: words, mentions: isGroup ? [message.sender] : []))
    }
}
