import Desk
import Domain
import Store

/// What `counsel gaps` prints.
struct GapsOutput: Encodable {
    /// What people answered.
    struct Answer: Encodable {
        let caseNumber: Int64
        let person: String?
        let at: String
        let words: String
    }

    /// One group of questions.
    struct Cluster: Encodable {
        let question: String
        let questions: Int
        let topic: String?
        let kinds: [String: Int]
        let villages: [String: Int]
        let wordings: [String]
        let interactions: [Int64]
        let answers: [Answer]
        let keywords: [String]
        let draft: String
    }

    /// One line of the other lists.
    struct Line: Encodable {
        let intent: String
        let name: String
        let topic: String?
        let answer: String?
        let reviewBy: String?
        let questions: Int64
    }

    let since: String
    let until: String
    let questions: Int
    /// How many groups there are; `clusters` holds those asked for.
    let groups: Int
    let clusters: [Cluster]
    let popular: [Line]
    let stale: [Line]
    let written: [String]?
    let kept: [String]?
    let text: String

    private enum CodingKeys: String, CodingKey {
        case since, until, questions, groups, clusters, popular, stale, written, kept
    }

    init(
        _ report: GapReport, shown: [GapReport.Cluster], drafts: [GapDraft], of name: String,
        days: (CivilDate, CivilDate), names: ReportNames, written: GapDraft.Written?
    ) {
        (since, until) = (days.0.description, days.1.description)
        questions = report.questions
        groups = report.clusters.count
        clusters = zip(shown, drafts).map { cluster, draft in
            Cluster(
                question: cluster.question, questions: cluster.rows.count, topic: cluster.topic?.text,
                kinds: Dictionary(uniqueKeysWithValues: cluster.kinds.map { ($0.key.rawValue, $0.value) }),
                villages: Dictionary(uniqueKeysWithValues: cluster.villages.map { ($0.key?.text ?? "", $0.value) }),
                wordings: Array(cluster.wordings.prefix(20)), interactions: cluster.rows.map(\.id),
                answers: cluster.answers.prefix(5).map {
                    Answer(caseNumber: $0.caseNumber, person: $0.person?.text, at: $0.at.iso8601, words: $0.words)
                }, keywords: draft.keywords, draft: draft.name)
        }
        popular = report.popular.map(Self.line)
        stale = report.stale.map(Self.line)
        (self.written, kept) = (written?.files, written?.kept)
        let page = GapsPage(names: names)
        text = page.text(report, shown: shown, of: name, days: days, written: written)
    }

    private static func line(_ line: GapReport.Line) -> Line {
        Line(
            intent: line.intent.text, name: line.name, topic: line.topic?.text, answer: line.answer?.text,
            reviewBy: line.reviewBy?.description, questions: line.questions)
    }
}

/// The same for people to read.
struct GapsPage {
    let names: ReportNames

    func text(
        _ report: GapReport, shown: [GapReport.Cluster], of name: String, days: (CivilDate, CivilDate),
        written: GapDraft.Written?
    ) -> String {
        var lines = ["\(name) \(days.0) 至 \(days.1)", ""]
        lines.append("一、没解决的问题：\(report.questions) 条，归成 \(report.clusters.count) 类")
        for (number, cluster) in shown.enumerated() { lines += block(cluster, number + 1) }
        if shown.count < report.clusters.count {
            lines.append("  还有 \(report.clusters.count - shown.count) 类没有列出，用 --top 多列")
        }
        lines += ["", "二、问得最多、答得上的"] + list(report.popular.prefix(20))
        lines += ["", "三、答案过期（或还是草稿）没有发的"] + list(report.stale[...])
        if let written {
            lines += ["", "写了 \(written.files.count) 个草稿文件：" + written.files.joined(separator: "、")]
            if !written.kept.isEmpty { lines.append("已经有、没有动的草稿：" + written.kept.joined(separator: "、")) }
        }
        return lines.joined(separator: "\n")
    }

    private func block(_ cluster: GapReport.Cluster, _ number: Int) -> [String] {
        let villages = cluster.villages.sorted { ($1.value, $0.key?.text ?? "") < ($0.value, $1.key?.text ?? "") }
            .map { "\(names.village($0.key?.text ?? "")) \($0.value)" }
        let kinds = GapQuestion.Kind.allCases.compactMap { kind in
            cluster.kinds[kind].map { "\(kind.name) \($0)" }
        }
        var lines = ["", "\(number). \(cluster.question)（\(cluster.rows.count) 条）"]
        lines.append("   村：\(villages.prefix(6).joined(separator: "、"))\(villages.count > 6 ? " 等" : "")")
        lines.append(
            "   为什么：\(kinds.joined(separator: "、"))；类别：\(cluster.topic.map { names.topic($0.text) } ?? "没看出来")")
        lines += cluster.wordings.dropFirst().prefix(3).map { "   也说成：\($0)" }
        for answer in cluster.answers.prefix(2) {
            let who = answer.person.map { names.person($0.text) } ?? "工作人员"
            lines.append("   \(who)答复过（案件 \(answer.caseNumber)）：\(answer.words)")
        }
        return lines
    }

    private func list(_ entries: ArraySlice<GapReport.Line>) -> [String] {
        if entries.isEmpty { return ["  （无）"] }
        return entries.map { line in
            let until = line.reviewBy.map { $0.daysSince1970 == 0 ? "，草稿" : "，复核期 \($0)" } ?? ""
            return "  \(line.name)（\(line.answer.map { "faq/\($0).md" } ?? "已不在目录里")\(until)）：\(line.questions) 次"
        }
    }
}
