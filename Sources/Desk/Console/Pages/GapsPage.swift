import Domain
import Store

extension ConsolePage {
    /// What the FAQ lacks: misses in groups, what is asked most, what is out of date; each group with its rows and a draft.
    package static let gaps = ConsolePage(
        .gaps, "未解决",
        content: { request in
            let desk = GapDesk(database: request.database, knowledge: request.knowledge)
            let report = try await desk.report(
                in: request.query.span, scope: request.scope, seenBy: request.viewer.person)
            if let name = request.query["cluster"] {
                guard let cluster = report.clusters.first(where: { $0.name == name }) else { return nil }
                return .sheet(clusterSheet(cluster, request))
            }
            if let name = request.query["draft"] {
                guard let cluster = report.clusters.first(where: { $0.name == name }),
                    let draft = desk.drafts(of: [cluster]).first
                else { return nil }
                return draftBody(draft, cluster, request)
            }
            return .sheet(overview(report, request))
        })

    private static func overview(_ report: GapReport, _ request: ConsoleRequest) -> ConsoleSheet {
        let offset = min(request.query.offset, report.clusters.count)
        let shown = report.clusters.dropFirst(offset).prefix(50)
        let rows = shown.map { cluster -> [ConsoleTable.Cell] in
            let villages = cluster.villages.sorted { ($1.value, $0.key?.text ?? "") < ($0.value, $1.key?.text ?? "") }
                .map { "\(request.name($0.key))\($0.value)" }
            let kinds = GapQuestion.Kind.allCases.compactMap { kind in
                cluster.kinds[kind].map { "\(kind.name)\($0)" }
            }
            return [
                .init(cluster.question), .init(cluster.rows.count, to: request.link(.gaps, ["cluster": cluster.name])),
                .init(kinds.joined(separator: "、")),
                .init(villages.prefix(5).joined(separator: "、") + (villages.count > 5 ? "等" : "")),
                .init(cluster.answers.first?.words ?? ""),
                .init("草稿", to: request.link(.gaps, ["draft": cluster.name])),
            ]
        }
        return ConsoleSheet(
            "未解决", lead: "没对上转了人工的、追问以后没下文的、答了还说没解决的，问得像的归在一起。话都打过码。", filters: request.days + places(request),
            [
                .table(
                    ConsoleTable(
                        "没解决的问题", columns: ["问题", "条数", "为什么在这里", "哪些村", "顾问答复过的话", ""], rows,
                        window: request.window(report.clusters.count))),
                .table(
                    ConsoleTable(
                        "问得最多、答得上的", note: "可以拿去做普法。", columns: ["意图", "主题", "答案", "次数"],
                        report.popular.prefix(20).map { line($0, request, with: "") })),
                .table(
                    ConsoleTable(
                        "答案过期没有发的", note: "复核以后改 reviewed 和 review-by，就会再发。",
                        columns: ["意图", "主题", "答案", "复核期", "次数"],
                        report.stale.map { line($0, request, with: $0.reviewBy.map(\.description)) })),
            ])
    }

    /// One line of the lists beside the misses; `more` goes before the number where it is not empty.
    private static func line(
        _ line: GapReport.Line, _ request: ConsoleRequest, with more: String?
    ) -> [ConsoleTable.Cell] {
        let reviewBy = more.map { $0.isEmpty ? [] : [ConsoleTable.Cell($0)] } ?? [ConsoleTable.Cell("不在目录里了")]
        return [.init(line.name), .init(request.name(line.topic)), .init(line.answer.map { "faq/\($0).md" } ?? "")]
            + reviewBy + [.init("\(line.questions) 次")]
    }

    private static func clusterSheet(_ cluster: GapReport.Cluster, _ request: ConsoleRequest) -> ConsoleSheet {
        let offset = min(request.query.offset, cluster.rows.count)
        let rows = cluster.rows.dropFirst(offset).prefix(50).map { row -> [ConsoleTable.Cell] in
            [
                .init(row.at.listText), .init(request.name(row.village)), .init(row.text), .init(row.kind.name),
                row.caseNumber.map { .init("\($0)", to: "\(Path.cases.text)/\($0)") } ?? .init(""),
            ]
        }
        var facts = cluster.answers.prefix(10).map { answer in
            ConsoleSheet.Fact(
                "\(answer.person.map { request.name($0) } ?? "工作人员")，\(answer.at.listText)", answer.words,
                to: "\(Path.cases.text)/\(answer.caseNumber)")
        }
        if facts.isEmpty { facts = [ConsoleSheet.Fact("还没有", "没有人答复过这一类问题")] }
        return ConsoleSheet(
            "未解决：\(cluster.question)", lead: "归在一起的问题，一条一行。",
            [
                .facts(
                    "去处",
                    [
                        ConsoleSheet.Fact("所有的类", "回到列表", to: request.link(.gaps)),
                        ConsoleSheet.Fact("草稿", "意图和答案", to: request.link(.gaps, ["draft": cluster.name])),
                    ]),
                .facts("人是怎么答复的", facts),
                .table(
                    ConsoleTable(
                        columns: ["时间", "村（社区）", "问题", "为什么在这里", "件号"], Array(rows),
                        window: request.window(cluster.rows.count))),
            ])
    }

    private static func draftBody(
        _ draft: GapDraft, _ cluster: GapReport.Cluster, _ request: ConsoleRequest
    ) -> Body {
        switch request.query["file"] {
        case "intent":
            return .file(name: "draft-\(draft.name).yaml", type: "text/yaml; charset=utf-8", text: draft.intent)
        case "answer": return .file(name: "\(draft.name).md", type: "text/markdown; charset=utf-8", text: draft.answer)
        default: break
        }
        let link = { (file: String) in request.link(.gaps, ["draft": draft.name, "file": file]) }
        return .sheet(
            ConsoleSheet(
                "草稿：\(cluster.question)", lead: "改好、补上依据、审定以后放进目录；带着 status: draft 的答案不会发出去。",
                [
                    .facts(
                        "下载",
                        [
                            ConsoleSheet.Fact("意图", draft.intentPath, to: link("intent")),
                            ConsoleSheet.Fact("答案", draft.answerPath, to: link("answer")),
                            ConsoleSheet.Fact("这一类的问题", "看每一条", to: request.link(.gaps, ["cluster": draft.name])),
                        ]),
                    .paste(draft.intentPath, draft.intent), .paste(draft.answerPath, draft.answer),
                ]))
    }

    /// The places to choose; what belongs to no village is in the whole only.
    private static func places(_ request: ConsoleRequest) -> [ConsoleFilter] {
        request.places.map { filter in
            guard case .choice(let choices) = filter.kind else { return filter }
            var filter = filter
            filter.kind = .choice(choices.filter { $0.value != ConsoleRequest.none })
            return filter
        }
    }
}
