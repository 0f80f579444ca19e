import Domain
import Store

extension ConsolePage {
    /// The topics, the most asked first, each with who answered.
    package static let topics = ConsolePage(.topics, "主题") { request in
        let counts = try await request.database.questionCountsByTopic(request.questions)
        let sorted = counts.sorted { ($1.value.all, $0.key?.text ?? "") < ($0.value.all, $1.key?.text ?? "") }
        return ConsoleSheet(
            "主题", lead: "问得最多的在前面。", filters: request.days + request.places,
            [
                .table(
                    ConsoleTable(
                        columns: ["主题"] + questionColumns,
                        request.shown(sorted).map { topic, count in
                            [ConsoleTable.Cell(request.name(topic))]
                                + questionCells(count, request, ["topic": topic?.text ?? ConsoleRequest.none])
                        }, window: request.window(sorted.count)))
            ])
    }
}
