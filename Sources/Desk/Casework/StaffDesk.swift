import Content
import Domain
import Store

/// What a message of one of ours does: a service put on record, a command about a case, a quoted ping, or words to an
/// asker in the group.
struct StaffDesk {
    private let desk: CaseDesk
    private let message: InboundMessage
    private let person: Person

    private var words: StaffWords { StaffWords(desk) }

    init(_ desk: CaseDesk, _ message: InboundMessage, from person: Person) {
        self.desk = desk
        self.message = message
        self.person = person
    }

    /// What follows; nil when the message is none of casework's business.
    func effects(_ lookup: CaseLookup) throws -> InboundEffects? {
        if let effects = try record(lookup) { return effects }
        let command = StaffCommand.read(message.text)
        let quoted = try quotedCases(lookup)
        if let command, let number = command.number { return try act(command, on: number, lookup) }
        if quoted.count > 1 {
            return says(words.line(.severalQuoted, among: quoted))
        }
        if let number = quoted.first {
            return try act(command ?? StaffCommand(.answer, nil, message.text), on: number, lookup)
        }
        if let command, message.isAddressed { return try actOnOnlyCase(command, lookup) }
        if message.conversation.kind == .group {
            if let effects = try speak(lookup) { return effects }
        } else if message.quote != nil {
            return says(words.line(.notAPing))
        }
        return nil
    }

    private func actOnOnlyCase(_ command: StaffCommand, _ lookup: CaseLookup) throws -> InboundEffects? {
        let open = try lookup.openCases(of: person.id)
        switch open.count {
        case 0: return says(words.line(.noneOpen))
        case 1: return try act(command, on: open[0].number, lookup)
        default: return says(words.line(.severalOpen, among: open.map(\.number)))
        }
    }

    /// A service put on record: told with its number, which the same transaction stores.
    private func record(_ lookup: CaseLookup) throws -> InboundEffects? {
        let command: ServiceCommand?
        do throws(ServiceCommand.Problem) {
            command = try ServiceCommand.parse(message.text, on: desk.now.chinaDate)
        } catch {
            // In a group it may be talk between colleagues.
            return message.isAddressed ? says(words.line(error.line)) : nil
        }
        guard let command else { return nil }
        if let corrected = command.corrects, try !lookup.mayCorrect(corrected, by: person.id) {
            return says(words.line(.recordNotTheirs, ["record.corrected": "\(corrected)"]))
        }
        var record = ServiceBook(desk.directory).record(
            command, by: person.id, in: desk.directory.village(of: message.conversation)?.id, at: desk.now)
        record.id = try lookup.nextServiceRecord()
        var effects = says(words.recorded(record))
        effects.record = record
        return effects
    }

    private func act(_ command: StaffCommand, on number: Int64, _ lookup: CaseLookup) throws -> InboundEffects {
        guard let file = try lookup.file(number), desk.maySee(file, person.id) else {
            return says(words.line(.unknown, number))
        }
        let action: Casework.Action
        switch command.verb {
        case .take: action = .take
        case .close: action = .close
        case .release: action = .release
        case .takeUp: action = .takeUp
        case .answer:
            guard !command.rest.isEmpty else { return says(words.line(.answerEmpty, number)) }
            action = .answer(command.rest)
        case .askBack:
            guard !command.rest.isEmpty else { return says(words.line(.questionEmpty, number)) }
            action = .askBack(command.rest)
        case .handOver:
            switch PersonFinder(desk, file).find(command.rest) {
            case .found(let other): action = .handOver(to: other)
            case .unclear(let line): return says(line)
            }
        }
        do {
            let step = try desk.perform(action, on: file, by: person.id, lookup)
            var effects = says(words.done(action, step.change))
            effects.steps = [step]
            return effects
        } catch let refusal as CaseRefusal {
            return says(words.refused(refusal, number))
        }
    }

    /// Words to askers in their own group: whoever is mentioned or quoted is spoken to, and the bot falls silent.
    private func speak(_ lookup: CaseLookup) throws -> InboundEffects? {
        var effects = InboundEffects()
        var files: [LegalCase] = []
        if let quoted = message.quote?.messageID,
            let file = try lookup.openCase(behind: quoted, in: message.conversation)
        {
            files.append(file)
        }
        for asker in Set(message.mentions).sorted() {
            guard desk.directory.person(behind: asker, on: message.conversation.channel) == nil else { continue }
            if let file = try lookup.openCase(of: asker, in: message.conversation), desk.maySee(file, person.id) {
                if !files.contains(where: { $0.number == file.number }) { files.append(file) }
                continue
            }
            let quietAt = desk.now.adding(minutes: desk.policy.quietMinutes)
            effects.takeovers.append(
                .init(asker, LegalCase.Takeover(person: person.id, since: desk.now, quietAt: quietAt)))
        }
        for file in files {
            // Spoken to by who must not know of the case: it stays with who has it.
            guard
                let change = try? desk.machine(for: file).apply(
                    .humanSpoke(person.id), to: file, words: Masking.summary(message.text), at: desk.now)
            else { continue }
            effects.steps.append(try desk.step(change, lookup))
        }
        return effects.steps.isEmpty && effects.takeovers.isEmpty ? nil : effects
    }

    /// The cases of the ping that is quoted: by what the platform calls it, or by the numbers in its head.
    private func quotedCases(_ lookup: CaseLookup) throws -> [Int64] {
        guard let quote = message.quote else { return [] }
        if let id = quote.messageID {
            let cases = try lookup.cases(behind: id)
            if !cases.isEmpty { return cases }
        }
        return QuotedPing.numbers(in: quote.text ?? "")
    }

    private func says(_ words: String) -> InboundEffects {
        let isGroup = message.conversation.kind == .group
        return InboundEffects(reply: Acknowledgement.Reply(text: words, mentions: isGroup ? [message.sender] : []))
    }
}
