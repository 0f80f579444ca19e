import Content
package import Domain
package import Store
import Understanding

/// What the neighbouring departments of the joint meeting are told of a month: how much was asked about their topics,
/// and the cases, masked, without anything that tells who asked.
package struct ReferralList: Sendable {
    /// A department that the directory does not have.
    package struct UnknownDepartment: Error, CustomStringConvertible {
        /// What was asked for.
        package let id: String
        /// Where departments are.
        package var description: String { "directory/departments.yaml has no \(id)" }
    }

    private let month: CivilMonth
    private let viewer: Viewer
    private let place: String
    private let departments: [Department]
    private let database: CounselDatabase
    private let names: ReportNames
    private let privateTopics: Set<TopicID>

    /// Takes one department by its id, or all; throws `UnknownDepartment`.
    package init(
        _ department: String?, _ month: CivilMonth, of place: String, for viewer: Viewer, database: CounselDatabase,
        knowledge: Knowledge
    ) throws {
        self.month = month
        self.viewer = viewer
        self.place = place
        self.database = database
        names = knowledge.names
        departments = names.directory.departments.filter { department == nil || $0.id == department }
        if let department, departments.isEmpty { throw UnknownDepartment(id: department) }
        privateTopics = Self.privateTopics(knowledge.compiled.catalog)
    }

    /// Topics of which an answer is not for neighbours: of their cases the departments read the number, not the words.
    private static func privateTopics(_ catalog: Catalog) -> Set<TopicID> {
        Set(
            catalog.rules.compactMap { rule in
                guard case .intent(let topic, let answer) = rule.meaning,
                    catalog.answers[answer]?.sensitivity == .private
                else { return nil }
                return topic
            })
    }

    /// The list, and on record which cases stand in it.
    package func document(at now: Timestamp) async throws -> ReportDocument {
        let asked = try await counts(.topics)
        let opened = try await counts(.caseTopics)
        let cases = try await cases(at: now)
        var tables: [ReportDocument.Table] = []
        for department in departments {
            let topics = department.topics.map { TopicID($0.value) }
            tables.append(
                ReportDocument.Table(
                    "\(department.name)：各类咨询", columns: ["类别", "咨询", "立案"],
                    rows: topics.map { topic in
                        [names.topic(topic.text), "\(asked[topic.text] ?? 0)", "\(opened[topic.text] ?? 0)"]
                    }))
            let mine = cases.filter { $0.topic.map(topics.contains) ?? false }
            tables.append(
                ReportDocument.Table(
                    "\(department.name)：案件 \(mine.count) 件",
                    columns: ["案件号", "立案日", "乡镇", "村（社区）", "类别", "急缓", "状态", "摘要（已打码）"], rows: mine.map(row)))
        }
        return ReportDocument(
            title: "\(place)联席会议移交清单（\(month.year)年\(month.month)月）", isFinal: now >= month.span.upperBound,
            notes: ["给谁看哪些类别，写在 directory/departments.yaml；不公开的类别只列案件号，要了解请找承办的司法所。"],
            tables: tables)
    }

    private func counts(_ query: FigureQuery) async throws -> [String: Int64] {
        let lines = try await database.figures(query, in: month.span, scope: viewer.scope, all: [])
        return Dictionary(lines.map { ($0.keys[0], $0.values[0]) }) { $1 }
    }

    /// The cases of all topics that somebody gets to read about.
    private func cases(at now: Timestamp) async throws -> [CaseRow] {
        let wanted = Set(departments.flatMap(\.topics).map { TopicID($0.value) })
        var cases: [CaseRow] = []
        var mark = ExportMark(before: month.span)
        while true {
            let page = try await database.caseRows(
                in: month.span, scope: viewer.scope, seenBy: viewer.person, behind: mark, limit: 500)
            guard let last = page.last else { break }
            mark = ExportMark(behind: last)
            cases += page.filter { $0.topic.map(wanted.contains) ?? false }
        }
        try await database.noteExport(of: cases.map(\.number), by: "@\(viewer.user)", at: now)
        return cases
    }

    private func row(_ file: CaseRow) -> [String] {
        let isPrivate = file.topic.map(privateTopics.contains) ?? true
        return [
            "\(file.number)", "\(file.openedAt.chinaDate)", names.township(of: file.village?.text ?? ""),
            names.village(file.village?.text ?? ""), names.topic(file.topic?.text ?? ""),
            file.urgency == .emergency ? "紧急" : "一般", RowExport.name(of: file.state),
            isPrivate ? "（不公开）" : file.summary,
        ]
    }
}
