import Desk
import Domain

/// What the template of a case's page reads.
struct CasePage {
    /// What was just done, as it stands in the address after a form.
    enum Done: String {
        case take, answer, ask, hand, close, release, again, record

        init(_ action: Casework.Action) {
            self =
                switch action {
                case .take: .take
                case .answer: .answer
                case .askBack: .ask
                case .handOver: .hand
                case .close: .close
                case .release: .release
                case .takeUp: .again
                }
        }

        var text: String {
            switch self {
            case .take: "接单了，已经告诉提问人。"
            case .answer: "答复已经发给提问人。"
            case .ask: "追问已经发给提问人。"
            case .hand: "已经转出。"
            case .close: "已经结案，会请提问人评价。"
            case .release: "小助手可以继续回答提问人了。"
            case .again: "已经重新办理。"
            case .record: "服务记录已经保存。"
            }
        }
    }

    /// What is shown besides the case.
    struct Shown {
        var done: Done?
        var problem: String?
        var draft: String?
        var question: String?
        var faq: AnswerID?

        /// A form that was not carried out: nothing that was written is lost.
        static func problem(_ text: String, _ form: Form) -> Shown {
            var shown = Shown()
            shown.problem = text
            shown.draft = form["answer"]
            shown.question = form["question"]
            return shown
        }
    }

    struct Choice {
        let id: String
        let name: String
        var isChosen = false
    }

    struct Exchange {
        let at: String
        let asked: String
        let replied: String?
    }

    struct Line {
        let at: String
        let what: String
        let note: String?
    }

    struct Intake {
        let service: String
        let answers: [Answer]
        let verdict: String?

        struct Answer {
            let label: String
            let words: String
        }
    }

    struct Record {
        let number: Int64
        let day: String
        let what: String
        let topic: String
    }

    let number: Int64
    let address: String
    let seal: String
    let once: String
    let version: Int
    let guest: String
    let place: String
    let subject: String
    let owner: String
    let state: String
    let stateClass: String
    let isEmergency: Bool
    let isChildAbuse: Bool
    let due: String?
    let dueClass: String
    let opened: String
    let summary: String
    let done: String?
    let problem: String?
    let talk: [Exchange]
    let intake: Intake?
    let lines: [Line]
    let undelivered: Int?
    let isOpen: Bool
    let isClosed: Bool
    let canTake: Bool
    let isHeldByOther: Bool
    let canAct: Bool
    let canRelease: Bool
    let rating: String?
    let draft: String
    let question: String
    let suggestions: [Choice]
    let hasSuggestions: Bool
    let colleagues: [Choice]
    let hasColleagues: Bool
    let villages: [Choice]
    let kinds: [Choice]
    let today: String
    let records: [Record]

    init(
        _ guest: CaseDoor.Guest, _ view: CaseView, _ shown: Shown, seal: String,
        villages: [(id: VillageID, name: String)], records: [ServiceRecord], now: Timestamp
    ) {
        let file = view.file
        number = file.number
        address = "/c/\(guest.number)/\(guest.token)"
        self.seal = seal
        once = "\(now.milliseconds)"
        version = file.version
        self.guest = guest.name
        place = view.place
        subject = view.topic ?? "还没有归类"
        owner = view.owner ?? "还没有人"
        state = file.state.name
        isOpen = file.state.isOpen
        isClosed = !isOpen
        isEmergency = file.urgency == .emergency
        isChildAbuse = file.danger == .childAbuse
        stateClass = !isOpen ? "is-good" : file.state.isTaken ? "" : "is-warn"
        due = isOpen ? view.due : nil
        dueClass = view.isOverdue ? "is-overdue" : ""
        opened = file.openedAt.dayAndClock
        summary = file.summary
        done = shown.done?.text
        problem = shown.problem
        talk = view.talk.map { Exchange(at: $0.at.dayAndClock, asked: $0.asked, replied: $0.replied) }
        intake = view.intake.map {
            Intake(
                service: $0.service, answers: $0.answers.map { Intake.Answer(label: $0.label, words: $0.words) },
                verdict: $0.verdict)
        }
        lines = view.lines.map { Line(at: $0.at.dayAndClock, what: $0.what, note: $0.note) }
        undelivered = view.undelivered > 0 ? view.undelivered : nil
        let holdsOther = file.state.isTaken && file.owner != guest.person
        isHeldByOther = isOpen && holdsOther
        canTake = isOpen && file.state.isWaiting
        canAct = isOpen && !holdsOther
        canRelease = isOpen && file.takeover?.person == guest.person
        rating = file.rating.map { String(repeating: "★", count: $0) + String(repeating: "☆", count: 5 - $0) }
        draft = shown.draft ?? ""
        question = shown.question ?? ""
        suggestions = view.suggestions.map { Choice(id: $0.id.text, name: $0.title, isChosen: $0.id == shown.faq) }
        hasSuggestions = !suggestions.isEmpty
        colleagues = view.colleagues.map { Choice(id: $0.id.text, name: $0.name) }
        hasColleagues = !colleagues.isEmpty
        self.villages = villages.map { Choice(id: $0.id.text, name: $0.name, isChosen: $0.id == file.village) }
        kinds = ServiceRecord.Kind.allCases.map { Choice(id: $0.rawValue, name: $0.name) }
        today = "\(now.chinaDate)"
        self.records = records.map {
            let (_, month, day) = $0.day.parts
            return Record(
                number: $0.id ?? 0, day: "\(month)月\(day)日",
                what: $0.minutes > 0 ? "\($0.kind.name) \($0.duration)" : $0.kind.name, topic: $0.title)
        }
    }
}
