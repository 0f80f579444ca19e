import Desk
import Domain

/// What the template of a console page reads.
struct SheetModel {
    struct Figure {
        let name: String
        let number: Int
        let href: String
        let figureClass: String
    }

    struct Figures {
        let items: [Figure]
    }

    struct Fact {
        let name: String
        let text: String
        let href: String?
    }

    struct Facts {
        let caption: String?
        let items: [Fact]
    }

    struct Talk {
        let caption: String
        let exchanges: [CasePage.Exchange]
    }

    struct Timeline {
        let caption: String
        let lines: [CasePage.Line]
    }

    struct Paste {
        let caption: String
        let text: String
    }

    /// One part of a page: just one of them is there.
    ///
    /// No name in it is one of the page's own, which would be taken where the part leaves it out.
    struct Section {
        var figures: Figures?
        var facts: Facts?
        var table: TableModel?
        var week: WeekModel?
        var talk: Talk?
        var timeline: Timeline?
        var paste: Paste?
    }

    struct Choice {
        let value: String
        let name: String
        let isChosen: Bool
    }

    struct Filter {
        let key: String
        let label: String
        let value: String
        let choices: [Choice]
        let isDay: Bool
    }

    let frame: ConsoleFrame
    let heading: String
    let lead: String?
    let isDone: Bool
    let problem: String?
    let path: String
    let filters: [Filter]
    let hasFilters: Bool
    let sections: [Section]

    init(
        _ sheet: ConsoleSheet, _ frame: ConsoleFrame, path: String, fields: [String: String], mayAct: Bool,
        isDone: Bool, problem: String?
    ) {
        self.frame = frame
        heading = sheet.heading
        lead = sheet.lead.isEmpty ? nil : sheet.lead
        self.isDone = isDone && problem == nil
        self.problem = problem
        self.path = path
        filters = sheet.filters.map(Self.filter)
        hasFilters = !filters.isEmpty
        // Pages of a list lead to each other with what is filtered, not with what was just done.
        let kept = fields.filter { $0.key != "done" }
        let here = ConsoleQuery.address(path, kept.map { ($0.key, $0.value) })
        sections = sheet.sections.map { section in
            var model = Section()
            switch section {
            case .figures(let figures):
                model.figures = Figures(
                    items: figures.map {
                        Figure(
                            name: $0.name, number: $0.number, href: $0.href,
                            figureClass: $0.isBad && $0.number > 0 ? "is-bad" : "")
                    })
            case .facts(let title, let facts):
                model.facts = Facts(
                    caption: title.isEmpty ? nil : title,
                    items: facts.map { Fact(name: $0.name, text: $0.text, href: $0.href) })
            case .table(let table):
                model.table = TableModel(
                    table, path: path, here: here, fields: kept, seal: mayAct ? frame.seal : nil)
            case .week(let chart): model.week = WeekModel(chart)
            case .talk(let title, let talk):
                model.talk = Talk(
                    caption: title,
                    exchanges: talk.map {
                        CasePage.Exchange(at: $0.at.dayAndClock, asked: $0.asked, replied: $0.replied)
                    })
            case .timeline(let title, let lines):
                model.timeline = Timeline(
                    caption: title,
                    lines: lines.map { CasePage.Line(at: $0.at.dayAndClock, what: $0.what, note: $0.note) })
            case .paste(let title, let text): model.paste = Paste(caption: title, text: text)
            }
            return model
        }
    }

    private static func filter(_ filter: ConsoleFilter) -> Filter {
        var choices: [Choice] = []
        if case .choice(let values) = filter.kind {
            choices = values.map { Choice(value: $0.value, name: $0.name, isChosen: $0.value == filter.value) }
        }
        return Filter(
            key: filter.key, label: filter.label, value: filter.value, choices: choices, isDay: filter.kind == .day)
    }
}
