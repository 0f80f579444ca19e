import Content
import Domain
import Store
import Understanding

extension ConsolePage {
    /// The catalog: what is in use, what is doubtful in its files, what has to be read again, and which version spoke.
    package static let catalog = ConsolePage(.catalog, "知识库", for: .wholeDistrict) { request in
        let knowledge = request.knowledge
        let catalog = knowledge.compiled.catalog
        let last =
            request.reload.succeeded
            ? "\(request.reload.triedAt.listText)，正常"
            : "\(request.reload.triedAt.listText)，文件有 \(request.reload.errors) 处错误，没有换上，仍在用上一版"
        let facts = [
            ConsoleSheet.Fact("正在用的版本", knowledge.digest), .init("载入", knowledge.loadedAt.listText),
            .init("最近一次检查", last), .init("问题种类", "\(knowledge.intentCount)"), .init("答复", "\(catalog.answers.count)"),
            .init("主题", "\(catalog.topics.count)"),
        ]
        return ConsoleSheet(
            "知识库", filters: request.days,
            [
                .facts("", facts), .table(findings(knowledge)), .table(stale(catalog, on: request.now.chinaDate)),
                .table(try await versions(request)),
            ])
    }

    private static func findings(_ knowledge: Knowledge) -> ConsoleTable {
        let names: [Finding.Severity: String] = [.error: "错误", .warning: "要改", .note: "提醒"]
        let sorted = knowledge.findings.sorted { ($1.severity, $0.location) < ($0.severity, $1.location) }
        return ConsoleTable(
            "文件里的问题", note: "改文件时也可以用 counsel check 查。", columns: ["轻重", "在哪里", "问题"],
            sorted.prefix(200).map {
                [ConsoleTable.Cell(names[$0.severity] ?? ""), .init("\($0.location)"), .init($0.message)]
            }, empty: "没有发现问题。")
    }

    /// Answers that may not be sent any more, or soon not.
    private static func stale(_ catalog: Catalog, on today: CivilDate) -> ConsoleTable {
        let soon = CivilDate(daysSince1970: today.daysSince1970 + 30)
        let due = catalog.answers.values.filter { $0.reviewBy <= soon }.sorted {
            ($0.reviewBy, $0.id) < ($1.reviewBy, $1.id)
        }
        return ConsoleTable(
            "该重新审的答复", note: "过了期限的答复不再发出，会转给顾问。", columns: ["答复", "文件", "审核期限", "情况"],
            due.map {
                [
                    ConsoleTable.Cell($0.title), .init($0.location.path), .init("\($0.reviewBy)"),
                    .init($0.reviewBy < today ? "已过期" : "30天内到期"),
                ]
            }, empty: "今后 30 天没有要审的。")
    }

    private static func versions(_ request: ConsoleRequest) async throws -> ConsoleTable {
        let spoken = try await request.database.spokenVersions(request.questions)
        return ConsoleTable(
            "哪个版本什么时候在说话", columns: ["版本", "第一次", "最后一次", "回应的提问"],
            spoken.map { version in
                [
                    ConsoleTable.Cell(version.digest + (version.digest == request.knowledge.digest ? "（正在用）" : "")),
                    .init(version.firstAt.listText), .init(version.lastAt.listText),
                    .init(version.questions, to: request.link(.questions, ["digest": version.digest])),
                ]
            })
    }
}
