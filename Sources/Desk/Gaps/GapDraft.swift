import Content
import Domain
import Foundation
import Store
import Understanding

/// A proposal of an intent and an answer for a group of misses, for somebody to write, review and put into the catalog.
///
/// It holds masked words only. Citations, days of review and counterexamples are left to people, and until somebody
/// takes `status: draft` away the bot does not send it.
package struct GapDraft: Sendable, Equatable {
    /// The group's name.
    package let name: String
    /// The keywords that it proposes.
    package let keywords: [String]
    /// The intent, as YAML.
    package let intent: String
    /// The answer, as Markdown with its head.
    package let answer: String

    /// Where the intent goes, below the folder of the catalog.
    package var intentPath: String { "intents/draft-\(name).yaml" }
    /// Where the answer goes, below the folder of the catalog.
    package var answerPath: String { "faq/drafts/\(name).md" }

    /// Drafts a group with the keywords by which it could be known; `names` names its villages and whoever answered.
    package init(_ cluster: GapReport.Cluster, keywords: [String], names: ReportNames) {
        name = cluster.name
        self.keywords = keywords
        let topic = cluster.topic ?? Self.other(names.topics)
        let title = Self.line(cluster.question)
        intent = Self.intent(cluster, keywords, topic: topic, title: title, names)
        answer = Self.answer(cluster, title: title, names)
    }

    private static func intent(
        _ cluster: GapReport.Cluster, _ keywords: [String], topic: TopicID, title: String, _ names: ReportNames
    ) -> String {
        var lines = ["# 草稿，由 counsel gaps --draft 写出：\(cluster.rows.count) 条没解决的问题归在一起。"]
        lines += ["# 改好关键词、例句，补上反例（最像、又不该这样答的话），counsel check 没有错误再放进 intents/。"]
        if cluster.topic == nil { lines.append("# 没看出是哪一类，先放在“\(names.topic(topic.text))”；从 topics.yaml 里挑一个。") }
        lines += [
            "intents:", "  - id: \(topic).\(cluster.name)", "    topic: \(topic)",
            "    name: \(quoted(String(title.prefix(12))))",
        ]
        lines += ["    answer: drafts/\(cluster.name)", "    keywords:"]
        lines += (keywords.isEmpty ? [fallback(title)] : keywords).map { "      - \(quoted($0))" } + ["    examples:"]
        lines += cluster.wordings.prefix(8).map { "      - \(quoted(line($0)))" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func answer(_ cluster: GapReport.Cluster, title: String, _ names: ReportNames) -> String {
        var lines = ["---", "id: drafts/\(cluster.name)", "title: \(quoted(String(title.prefix(24))))", "cites: []"]
        // Nobody has thought about who may read it yet.
        lines += ["sensitivity: private", "status: draft", "---"]
        lines += ["\(Answer.unwritten)：200字以内，大白话，一句一个意思）", "## 怎么办", "1. \(Answer.unwritten)）"]
        lines += ["## 带什么", "- \(Answer.unwritten)）", "## 找谁"]
        lines += ["- {{adviser.name}}，{{adviser.hours}}", "- {{office.name}}，电话{{office.phone}}"]
        lines += ["## 参考（写完删掉这一节）"]
        let villages = cluster.villages.sorted { ($1.value, $0.key?.text ?? "") < ($0.value, $1.key?.text ?? "") }
            .prefix(6).map { "\(names.village($0.key?.text ?? ""))\($0.value)条" }
        lines.append("- 问过的村：\(villages.joined(separator: "、"))")
        if cluster.answers.isEmpty { lines.append("- 还没有人答复过") }
        lines += cluster.answers.prefix(5).map { answer in
            let who = answer.person.map { names.person($0.text) } ?? "工作人员"
            return "- \(who)在案件\(answer.caseNumber)里这样答复：\(plain(line(answer.words)))"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The topic for what fits none.
    private static func other(_ topics: [TopicID: String]) -> TopicID {
        let known = topics["other.legal"] == nil ? topics.keys.min() : "other.legal"
        return known ?? "other.legal"
    }

    /// A text on one line, no longer than examples should be.
    private static func line(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= 120 ? line : line.prefix(120) + "…"
    }

    /// Without what would be read as a gap to fill.
    private static func plain(_ text: String) -> String {
        text.replacing("{{", with: "｛｛").replacing("}}", with: "｝｝")
    }

    /// The ideographs of the question, where it has nothing in common with others to take keywords from.
    private static func fallback(_ title: String) -> String {
        let han = String(
            title.filter { $0.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) } }.prefix(12))
        return han.isEmpty ? "请填关键词" : han
    }

    /// A double-quoted YAML scalar, which every JSON string is (YAML 1.2, section 1.3).
    private static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}

extension GapDraft {
    /// What became of drafts that were to be written.
    package struct Written: Sendable, Equatable {
        /// The files that are new.
        package var files: [String] = []
        /// Drafts left out because a file of theirs is there already.
        package var kept: [String] = []
    }

    /// Writes drafts below a folder and never over anything that is there.
    package static func write(_ drafts: [GapDraft], to folder: String) throws -> Written {
        var written = Written()
        for draft in drafts {
            let files = [(draft.intentPath, draft.intent), (draft.answerPath, draft.answer)]
            guard !files.contains(where: { FileManager.default.fileExists(atPath: folder + "/" + $0.0) }) else {
                written.kept.append(draft.name)
                continue
            }
            for (path, text) in files {
                let url = URL(filePath: folder).appending(path: path)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: url, options: .withoutOverwriting)
                written.files.append(path)
            }
        }
        return written
    }
}
