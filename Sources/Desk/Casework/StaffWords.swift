import Content
import Domain
import Understanding

/// What one of ours is told, in the catalog's own lines.
struct StaffWords {
    private let desk: CaseDesk

    init(_ desk: CaseDesk) { self.desk = desk }

    /// A fixed line with its gaps filled.
    func line(_ line: StaffReply, _ values: [String: String] = [:]) -> String {
        Placeholder.fill(desk.knowledge.compiled.catalog.staffReplies[line] ?? "") { values[$0] }
    }

    /// A fixed line about one case.
    func line(_ line: StaffReply, _ number: Int64, person: PersonID? = nil, when: Timestamp? = nil) -> String {
        var values = ["case.number": "\(number)"]
        if let person { values["case.person"] = desk.directory.people[person]?.name ?? "同事" }
        if let when { values["case.when"] = WhenText.of(when, from: desk.now) }
        return self.line(line, values)
    }

    /// A fixed line that asks which of several cases is meant.
    func line(_ line: StaffReply, among numbers: [Int64]) -> String {
        self.line(
            line,
            [
                "case.count": "\(numbers.count)", "case.number": numbers.first.map { "\($0)" } ?? "",
                "case.list": numbers.prefix(8).map { "\($0)" }.joined(separator: "、"),
            ])
    }

    func done(_ action: Casework.Action, _ change: CaseChange) -> String {
        let file = change.file
        let number = file.number
        if change.entries.contains(where: { $0.kind == .undelivered }) { return line(.muted, number) }
        switch action {
        case .take, .takeUp:
            let due = file.promise(.answer)?.dueAt
            return line(due == nil ? .takenOpen : .taken, number, when: due)
        case .answer: return line(.answered, number)
        case .askBack: return line(.askedBack, number)
        case .handOver(let person): return line(.handedOver, number, person: person)
        case .close: return line(.closed, number)
        case .release: return line(.released, number)
        }
    }

    func refused(_ refusal: CaseRefusal, _ number: Int64) -> String {
        switch refusal {
        case .unknown: line(.unknown, number)
        case .closed: line(.isClosed, number)
        case .taken(let person): line(.isTaken, number, person: person)
        case .notFor(let person): line(.notFor, number, person: person)
        case .nothingToDo: line(.nothingToDo, number)
        case .outdated: line(.outdated, number)
        }
    }

    /// What is said about a service that was just put on record.
    func recorded(_ record: ServiceRecord) -> String {
        line(
            record.corrects == nil ? .recorded : .recordCorrected,
            [
                "record.number": record.id.map { "\($0)" } ?? "",
                "record.text": ServiceBook(desk.directory).text(of: record),
                "record.corrected": record.corrects.map { "\($0)" } ?? "",
            ])
    }
}
