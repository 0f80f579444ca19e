import Content
import Domain
import Store

/// A case as JSON.
struct CaseOutput: Encodable {
    let number: Int64
    let state: String
    let stateName: String
    let urgency: String
    let danger: String?
    let village: String?
    let villageName: String
    let topic: String?
    let answer: String?
    let summary: String
    let owner: String?
    let ownerName: String?
    let openedAt: String
    let closedAt: String?
    let reopenings: Int
    let rating: Int?
    let promises: [Due]

    struct Due: Encodable {
        let kind: String
        let person: String?
        let dueAt: String
    }

    init(_ file: LegalCase, _ directory: Directory) {
        number = file.number
        state = file.state.rawValue
        stateName = Self.names[file.state] ?? file.state.rawValue
        urgency = file.urgency.rawValue
        danger = file.danger?.rawValue
        village = file.village?.text
        villageName = file.village.flatMap { directory.villages[$0]?.name } ?? "未登记的群"
        topic = file.topic?.text
        answer = file.answer?.text
        summary = file.summary
        owner = file.owner?.text
        ownerName = file.owner.flatMap { directory.people[$0]?.name }
        openedAt = file.openedAt.iso8601
        closedAt = file.closedAt?.iso8601
        reopenings = file.reopenings
        rating = file.rating
        promises = file.promises.sorted { $0.dueAt < $1.dueAt }.map {
            Due(kind: $0.kind.rawValue, person: $0.person?.text, dueAt: $0.dueAt.iso8601)
        }
    }

    private static let names: [CaseState: String] = [
        .open: "未通知", .notified: "待接", .reassigned: "已转办，待接", .reopened: "没解决，待接", .acknowledged: "办理中",
        .askedBack: "等提问人回话", .answered: "已答复", .resolved: "已办结", .withdrawn: "已撤回",
    ]
}

/// A case with its history as JSON.
struct HistoryOutput: Encodable {
    let `case`: CaseOutput
    let intake: Intake?
    let history: [Line]
    let deliveries: [Delivery]

    struct Intake: Encodable {
        let service: String
        let answers: [IntakeAnswer]
        let verdict: String?
    }

    struct Line: Encodable {
        let at: String
        let kind: String
        let person: String?
        let note: String?
    }

    struct Delivery: Encodable {
        let at: String
        let purpose: String
        let destination: String
        let state: String
        let settledAt: String?
        let error: String?
    }

    init(_ history: CaseHistory, _ directory: Directory) {
        self.case = CaseOutput(history.file, directory)
        intake = history.intake.map { Intake(service: $0.service, answers: $0.answers, verdict: $0.verdict) }
        self.history = history.lines.map {
            Line(at: $0.at.iso8601, kind: $0.kind, person: $0.person?.text, note: $0.note)
        }
        deliveries = history.deliveries.map {
            Delivery(
                at: $0.at.iso8601, purpose: $0.purpose, destination: $0.destination, state: $0.state,
                settledAt: $0.settledAt?.iso8601, error: $0.lastError)
        }
    }
}
