import Domain

/// Reads one answer file: a YAML head between `---` lines, then the words.
struct AnswerReader {
    let log: FindingLog

    func read(_ source: SourceFile, as expected: AnswerID) -> Answer? {
        let lines = source.text.lines
        let start = Location(path: source.path)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
            log.error(start, "开头要有两行 --- 夹着的说明（id、title、cites……）", rule: "answer-head")
            return nil
        }
        // An empty first line stands for the opening `---`, so that the findings' lines are the file's.
        let head = "\n" + lines[1..<end].joined(separator: "\n") + "\n"
        guard let fields = YAMLFile(path: source.path, log: log).root(head) else { return nil }
        fields.allow("id", "title", "cites", "reviewed", "review-by", "sensitivity", "next", "status")
        if let id = fields.text("id"), id != expected.text {
            log.error(fields.location("id"), "id 是 \(id)，按文件位置应当是 \(expected)", rule: "answer-id")
        }
        let title = fields.text("title")
        let isDraft = isDraft(fields)
        let reviewed = isDraft ? Self.never : fields.date("reviewed")
        let reviewBy = isDraft ? Self.never : fields.date("review-by")
        guard let title, let reviewed, let reviewBy else { return nil }
        let body = Body(lines: Array(lines[(end + 1)...]), firstLine: end + 2, path: source.path)
        if body.short.isEmpty && !isDraft {
            log.error(body.start, "缺少短答（标题前的一段话）", rule: "answer-short")
        }
        return Answer(
            id: expected, title: title, cites: cites(fields), reviewed: reviewed, reviewBy: reviewBy,
            sensitivity: sensitivity(fields), next: fields.texts("next"), short: body.short, sections: body.sections,
            placeholders: body.placeholders, location: start, isDraft: isDraft)
    }

    /// A draft's days: whatever it says about itself, it is due for review since 1970.
    private static let never = CivilDate(daysSince1970: 0)

    private func isDraft(_ fields: YAMLMap) -> Bool {
        switch fields.node("status") == nil ? "reviewed" : fields.text("status") {
        case "draft": return true
        case "reviewed", nil: return false
        default:
            log.error(fields.location("status"), "status 只能是 draft 或 reviewed", rule: "unknown-value")
            return true
        }
    }

    private func cites(_ fields: YAMLMap) -> [Located<Citation>] {
        fields.texts("cites").compactMap { cite in
            guard let citation = Citation(cite.value) else {
                log.error(
                    cite.location, "看不懂依据“\(cite.value)”，应当写成“民法典 1077”或“刑法 133之一”", rule: "citation-shape")
                return nil
            }
            return Located(citation, at: cite.location)
        }
    }

    private func sensitivity(_ fields: YAMLMap) -> Sensitivity {
        guard let text = fields.text("sensitivity") else { return .private }
        if let value = Sensitivity(rawValue: text) { return value }
        log.error(fields.location("sensitivity"), "sensitivity 只能是 public 或 private", rule: "unknown-value")
        return .private
    }
}

/// The words of an answer file, taken apart at its headings.
private struct Body {
    var short = ""
    var sections: [Answer.Section] = []
    var placeholders: [Located<String>] = []
    let start: Location

    init(lines: [Substring], firstLine: Int, path: String) {
        start = Location(path: path, line: firstLine)
        var title: String?
        var block: [Substring] = []
        var parts: [(title: String?, text: String)] = []
        for (offset, line) in lines.enumerated() {
            placeholders += Placeholder.all(in: line).map {
                Located($0.name, at: Location(path: path, line: firstLine + offset, column: $0.column))
            }
            if line.hasPrefix("## ") {
                parts.append((title, block.joined(separator: "\n").trimmed))
                title = line.dropFirst(3).trimmed
                block = []
            } else {
                block.append(line)
            }
        }
        parts.append((title, block.joined(separator: "\n").trimmed))
        for part in parts {
            if let title = part.title {
                sections.append(Answer.Section(title: title, text: part.text))
            } else {
                short = part.text
            }
        }
    }
}
