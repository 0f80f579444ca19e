import Content
import Domain
import Store

extension ConsolePage {
    /// What is to be published, for the bureau to approve, and what was, with where it arrived.
    package static let pushes = ConsolePage(
        .pushes, "普法",
        act: { request, form in
            guard request.viewer.role == .district else { return "只有区司法局能批准和撤回。" }
            guard let campaign = form["campaign"], let day = form["day"].flatMap({ CivilDate($0) }) else {
                return "没有说是哪一条。"
            }
            if form["do"] == "withdraw" {
                let count = try await request.database.withdraw(campaign: campaign, on: day)
                return count > 0 ? nil : "没有可以撤回的，可能已经发出去了。"
            }
            do {
                _ = try await request.campaigns.approve(
                    campaign, on: day, by: "@\(request.viewer.user)", at: request.now)
                return nil
            } catch let refusal as CampaignDesk.Refusal {
                return "\(refusal)。"
            }
        },
        sheet: { request in
            let groups = try await request.database.pushGroups(request.pushes)
            return ConsoleSheet(
                "普法推送", lead: "计划在 campaigns/。批准了的当天 10 点以后发，晚上不发。", filters: request.days + request.places,
                [
                    .table(try await plannedTable(request)),
                    .table(
                        ConsoleTable(
                            "发过的", columns: ["日子", "计划", "内容", "应发", "送到", "没送到", "还没发"],
                            groups.map { pushCells($0, request) }, empty: "这些天没有推送。")),
                ])
        })

    /// One text: how it reads, and where it went.
    package static let pushFile = ConsolePage(.pushes, "一条推送", hasSubject: true) { request in
        guard let (campaign, day) = pushSubject(request.subject) else { return nil }
        var filter = request.pushes(on: day...day)
        filter.campaign = campaign
        filter.state = request.query["state"].flatMap(PushFilter.State.init)
        let pushes = try await request.database.pushes(filter)
        let planned = try? request.campaigns.preview(campaign, on: day, in: request.scope)
        var whole = filter
        whole.state = nil
        let group = try await request.database.pushGroups(whole).first
        guard planned != nil || group != nil else { return nil }
        let total: Int
        switch filter.state {
        case .sent: total = group?.sent ?? 0
        case .failed: total = group?.failed ?? 0
        case .waiting: total = group?.waiting ?? 0
        case nil: total = group?.all ?? 0
        }
        let rows = pushes.map { push in
            [
                ConsoleTable.Cell(push.village.map { request.name($0) } ?? "村群以外"), .init(push.target),
                .init(pushState(push)), .init(push.sentAt?.listText ?? ""), .init(push.approvedBy),
            ]
        }
        return .sheet(
            ConsoleSheet(
                "\(day) \(group?.title ?? planned?.title ?? campaign)",
                filters: [
                    request.choice("state", "情况", [("sent", "送到了"), ("failed", "没送到"), ("waiting", "还没发")])
                ],
                [
                    .paste("群众看到的", pushes.first?.text ?? planned?.text ?? ""),
                    .table(
                        ConsoleTable(
                            "发到哪里", columns: ["村（社区）", "群", "情况", "送到时间", "批准人"], rows, empty: "还没有批准。",
                            window: request.window(total))),
                ]))
    }

    /// The plan of the next four weeks; only the bureau gets buttons.
    private static func plannedTable(_ request: ConsoleRequest) async throws -> ConsoleTable {
        let today = request.now.chinaDate
        let last = CivilDate(daysSince1970: today.daysSince1970 + 27)
        let approved = try await request.database.pushGroups(request.pushes(on: today...last))
        let desk = request.campaigns
        let rows = desk.plan(from: today, to: last).map { push -> [ConsoleTable.Cell] in
            let group = approved.first { $0.campaign == push.campaign.id && $0.day == push.day }
            let addresses = desk.addresses(of: push.campaign)
            let missing = addresses.count { $0.failure != nil }
            let fields = ["campaign": push.campaign.id, "day": "\(push.day)"]
            let buttons = [
                ConsoleButton(group == nil ? "批准" : "再批准一次", fields.merging(["do": "approve"]) { $1 }),
                ConsoleButton("撤回", fields.merging(["do": "withdraw"]) { $1 }),
            ]
            return [
                ConsoleTable.Cell("\(push.day)"), .init(push.campaign.theme),
                .init(desk.title(of: push), to: "\(Path.pushes.text)/\(push.campaign.id)@\(push.day)"),
                .init(request.viewer.scope == .district ? "\(addresses.count) 处，推不到 \(missing) 处" : ""),
                .init(group == nil ? "等批准" : "已批准"),
                .init(request.viewer.role == .district ? (group == nil ? [buttons[0]] : buttons) : []),
            ]
        }
        return ConsoleTable(
            "今后四周的计划", columns: ["日子", "主题", "内容", "发到", "情况", "办法"], rows, empty: "没有计划。")
    }

    private static func pushCells(_ group: PushGroup, _ request: ConsoleRequest) -> [ConsoleTable.Cell] {
        func cell(_ number: Int, _ state: PushFilter.State?) -> ConsoleTable.Cell {
            let kept = request.query.fields.filter { ["township", "village"].contains($0.key) }
            return ConsoleTable.Cell(
                number,
                to: ConsoleQuery.address(
                    "\(Path.pushes.text)/\(group.campaign)@\(group.day)",
                    kept.map { ($0.key, $0.value) } + [("state", state?.rawValue ?? "")]))
        }
        let theme = request.knowledge.campaigns.first { $0.id == group.campaign }?.theme
        return [
            ConsoleTable.Cell("\(group.day)"), .init(theme ?? group.campaign), .init(group.title),
            cell(group.all, nil), cell(group.sent, .sent), cell(group.failed, .failed), cell(group.waiting, .waiting),
        ]
    }

    private static func pushState(_ push: Push) -> String {
        switch push.state {
        case .approved: "等到那天发"
        case .queued: "正在发"
        case .sent: "送到了"
        case .failed(let why): "没送到：\(why)"
        }
    }

    /// `month-12@2026-12-05`.
    private static func pushSubject(_ subject: String) -> (campaign: String, day: CivilDate)? {
        guard let sign = subject.lastIndex(of: "@"), let day = CivilDate(subject[subject.index(after: sign)...]) else {
            return nil
        }
        return (String(subject[..<sign]), day)
    }
}
