import Domain
import Store

extension ConsolePage {
    /// One case with its whole history; every look is put on record.
    package static let caseFile = ConsolePage(.cases, "一件咨询", hasSubject: true) { request in
        guard let number = Int64(request.subject), let view = try await request.casework.view(of: number),
            request.viewer.maySee(view.file)
        else { return nil }
        try await request.database.noteAccess(to: number, by: "@\(request.viewer.user)", .console, at: request.now)
        let file = view.file
        var facts = [
            ConsoleSheet.Fact("办到哪一步", file.state.name), .init("村（社区）", view.place),
            .init("问的哪类事", view.topic ?? "还没有归类"), .init("谁在办", view.owner ?? "还没有人"),
            .init("开出", file.openedAt.listText),
        ]
        if file.state.isOpen, let due = view.due { facts.append(.init(view.isOverdue ? "时限（已超时）" : "时限", due)) }
        if let closedAt = file.closedAt { facts.append(.init("结案", closedAt.listText)) }
        if let rating = file.rating { facts.append(.init("满意度", "\(rating) 分")) }
        if view.undelivered > 0 { facts.append(.init("没有送到提问人的话", "\(view.undelivered) 条")) }
        let looks = try await request.database.accesses(to: number).map {
            [ConsoleTable.Cell($0.at.listText), .init(request.looker($0.viewer))]
        }
        return .sheet(
            ConsoleSheet(
                "\(number) 号咨询", lead: file.urgency == .emergency ? "紧急" : "",
                [
                    .facts("", facts),
                    .talk("问了什么", view.talk.isEmpty ? [.init(summary: file)] : view.talk),
                    .timeline("经过", view.lines),
                    .table(ConsoleTable("谁看过", columns: ["时间", "谁"], looks)),
                ]))
    }
}

extension CaseView.Exchange {
    /// What is known where no message is: the case's summary.
    fileprivate init(summary file: LegalCase) {
        self.init(at: file.openedAt, asked: file.summary, replied: nil)
    }
}
