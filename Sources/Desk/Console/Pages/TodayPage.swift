import Content
import Domain
import Store

extension ConsolePage {
    /// What there is to do now, and whether everything runs.
    package static let today = ConsolePage(.today, "今天") { request in
        var sections: [ConsoleSheet.Section] = [
            .figures(try await asked(request)), .figures(try await open(request)),
        ]
        sections.append(.facts("运行情况", try await health(request)))
        if request.viewer.scope == .district { sections += try await unbound(request) }
        return ConsoleSheet("今天", lead: "现在是 \(request.now.listText)。点数字看是哪些。", sections)
    }

    private static func asked(_ request: ConsoleRequest) async throws -> [ConsoleSheet.Figure] {
        let day = ["from": "\(request.now.chinaDate)", "to": "\(request.now.chinaDate)"]
        let counts = try await request.database.questionCounts(request.with(day).questions)
        func figure(_ name: String, _ number: Int, _ fate: String = "", isBad: Bool = false) -> ConsoleSheet.Figure {
            let fields = day.map { ($0.key, $0.value) } + [("fate", fate)]
            return ConsoleSheet.Figure(
                name: name, number: number, href: ConsoleQuery.address(Path.questions.text, fields), isBad: isBad)
        }
        return [
            figure("今天的提问", counts.all), figure("小助手答的", counts.bot, "bot"),
            figure("有人办的", counts.human, "human"), figure("还没有人接的", counts.waiting, "waiting", isBad: true),
        ]
    }

    private static func open(_ request: ConsoleRequest) async throws -> [ConsoleSheet.Figure] {
        func figure(
            _ name: String, _ fields: [String: String], isBad: Bool = false
        ) async throws -> ConsoleSheet.Figure {
            ConsoleSheet.Figure(
                name: name, number: try await request.database.caseCount(request.with(fields).cases),
                href: ConsoleQuery.address(Path.cases.text, fields.map { ($0.key, $0.value) }), isBad: isBad)
        }
        return [
            try await figure("没办完的件", ["stage": "open"]), try await figure("等接单的件", ["stage": "waiting"]),
            try await figure("超时的件", ["overdue": "1"], isBad: true),
            try await figure("没办完的紧急件", ["stage": "open", "emergency": "1"], isBad: true),
        ]
    }

    private static func health(_ request: ConsoleRequest) async throws -> [ConsoleSheet.Fact] {
        let knowledge = request.knowledge
        let today = Timestamp(china: request.now.chinaDate)..<request.now.adding(seconds: 1)
        let outages = try await request.database.outages(in: today)
        let lately = request.now.adding(minutes: -60)..<request.now.adding(minutes: 60)
        let beats = try await request.database.heartbeats(in: lately)
        let loaded =
            request.reload.succeeded
            ? "\(knowledge.loadedAt.listText) 载入，正常"
            : "\(request.reload.triedAt.listText) 载入失败，文件有 \(request.reload.errors) 处错误，仍在用上一版"
        func link(_ page: ConsolePage, _ fields: [(String, String)] = []) -> String? {
            guard page.roles.contains(request.viewer.role) else { return nil }
            return ConsoleQuery.address(page.path.text, fields)
        }
        let status = try await request.database.outboxStatus()
        let oldest = status.oldest.map { "，最早的从 \($0.listText) 等起" } ?? ""
        return [
            ConsoleSheet.Fact("小助手", beats.isEmpty ? "最近一个钟头没有心跳记录" : "在运行", to: link(hours)),
            ConsoleSheet.Fact("今天停机", outages.isEmpty ? "没有" : "\(outages.count) 次", to: link(hours)),
            ConsoleSheet.Fact(
                "知识库", "\(knowledge.intentCount) 类问题，版本 \(knowledge.digest)", to: link(catalog)),
            ConsoleSheet.Fact("最近一次载入", loaded, to: link(catalog)),
            ConsoleSheet.Fact("等着发的消息", "\(status.depth) 条\(oldest)", to: link(outbox)),
            ConsoleSheet.Fact("发不出去的消息", "\(status.dead) 条", to: link(outbox, [("state", "dead")])),
        ]
    }

    /// Days after which a group that fell silent is not shown any more.
    private static let unboundDays = 90

    /// Groups that speak to the bot and belong to no village, with the line that binds them.
    private static func unbound(_ request: ConsoleRequest) async throws -> [ConsoleSheet.Section] {
        let since = request.now.adding(minutes: -unboundDays * 1_440)
        let groups = try await request.database.unboundGroups(since: since).filter {
            request.directory.groups[$0.address] == nil
        }
        guard !groups.isEmpty else { return [] }
        let rows = groups.map {
            [ConsoleTable.Cell($0.address), .init($0.firstSeenAt.listText), .init($0.lastSeenAt.listText)]
        }
        return [
            .table(
                ConsoleTable(
                    "还没有登记的群", note: "这些群里有人叫小助手，但不知道是哪个村的，转人工时找不到村顾问。",
                    columns: ["群", "第一次", "最近一次"], rows)),
            .paste(
                "把对应的一行粘贴到 directory/villages.yaml 里那个村下面（已有 groups 的，把方括号里的加进去）：",
                groups.map(\.line).joined(separator: "\n")),
        ]
    }
}
