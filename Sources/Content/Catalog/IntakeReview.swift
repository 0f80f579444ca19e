import Domain

/// What does not fit together in what services ask: names that lead nowhere, verdicts that can never be reached.
struct IntakeReview {
    private let catalog: Catalog
    private let services: Set<String>
    private let day: CivilDate
    private let log: FindingLog

    init(_ catalog: Catalog, services: Set<String>, on day: CivilDate, into log: FindingLog) {
        self.catalog = catalog
        self.services = services
        self.day = day
        self.log = log
    }

    func run() {
        var names: Set<String> = []
        var seen: Set<String> = []
        for intake in catalog.intakes {
            let form = intake.form
            if !services.contains(form.service) {
                log.error(
                    intake.location, "directory/services.yaml 里没有 \(form.service)", rule: "unknown-service")
            }
            if !seen.insert(form.service).inserted {
                log.error(intake.location, "\(form.service) 的登记写了两次", rule: "duplicate-id")
            }
            if catalog.topics[form.topic] == nil {
                log.error(intake.location, "没有叫 \(form.topic) 的主题", rule: "unknown-topic")
            }
            if form.names.isEmpty || form.questions.isEmpty {
                log.error(intake.location, "\(form.service) 的登记没有 names 或者没有 questions", rule: "intake-empty")
            }
            for name in form.names where !names.insert(name).inserted {
                log.error(intake.location, "“登记\(name)”指了两处", rule: "duplicate-id")
            }
            for cite in intake.cites {
                if let objection = catalog.laws.objection(to: cite.value, on: day) {
                    log.error(cite.location, objection.message, rule: objection.rule)
                }
            }
            reviewVerdicts(of: intake)
            for text in [form.opening] + form.questions.map(\.ask) + form.verdicts.map(\.say) {
                for gap in Placeholder.all(in: text) where !CatalogReview.isKnown(gap.name, services) {
                    log.error(intake.location, "不认识的占位符 {{\(gap.name)}}", rule: "unknown-placeholder")
                }
            }
        }
    }

    /// Each condition names a question with that many choices, and the last verdict holds always.
    private func reviewVerdicts(of intake: IntakeEntry) {
        let form = intake.form
        for verdict in form.verdicts {
            for (id, numbers) in verdict.when.sorted(by: { $0.key < $1.key }) {
                guard case .choice(let choices)? = form.questions.first(where: { $0.id == id })?.kind,
                    numbers.allSatisfy({ (1...choices.count).contains($0) })
                else {
                    log.error(
                        intake.location, "结论 \(verdict.id) 的条件 \(id) 没有这个问题，或者没有这个选项", rule: "intake-verdict")
                    continue
                }
            }
        }
        if let last = form.verdicts.last, !last.when.isEmpty {
            log.error(intake.location, "最后一条结论 \(last.id) 不能带条件，不然有的回答没有结论", rule: "intake-verdict")
        }
    }
}
