package import Content
package import Domain
import Foundation
package import Store

/// The monthly report of a village, a township or the district, in the form of a 台账.
package struct MonthlyReport: Sendable {
    /// What a report is about.
    package enum Subject: Sendable, Equatable {
        /// Everything.
        case district
        /// A township, by its id.
        case township(String)
        /// A village, by its id.
        case village(VillageID)

        /// The name under which a closed report is kept.
        var stored: String {
            switch self {
            case .district: "district"
            case .township(let id): "township \(id)"
            case .village(let id): "village \(id)"
            }
        }

        /// The villages that it is about, and what people call it; throws `UnknownSubject`.
        package func resolve(in directory: Directory) throws -> (scope: ServiceScope, name: String) {
            switch self {
            case .district: return (.district, "全区")
            case .township(let id):
                guard let township = directory.townships[id] else { throw UnknownSubject(name: "township \(id)") }
                let villages = directory.villages.values.filter { $0.township == id }.map(\.id)
                return (.villages(Set(villages)), township.name)
            case .village(let id):
                guard let village = directory.villages[id] else { throw UnknownSubject(name: "village \(id)") }
                return (.villages([id]), village.name)
            }
        }
    }

    /// A subject that the directory does not have.
    package struct UnknownSubject: Error, CustomStringConvertible {
        /// What was asked for.
        package let name: String
        /// What is wrong.
        package var description: String { "the directory has no \(name)" }
    }

    /// Days after a month's end until its figures are final: late records may come until then.
    package static let graceDays = 5

    let database: CounselDatabase
    let names: ReportNames
    let month: CivilMonth
    let subject: Subject
    let scope: ServiceScope
    let name: String

    /// Takes what to report on; throws `UnknownSubject`.
    package init(
        _ subject: Subject, _ month: CivilMonth, database: CounselDatabase, names: ReportNames
    ) throws {
        self.database = database
        self.names = names
        self.month = month
        self.subject = subject
        (scope, name) = try subject.resolve(in: names.directory)
    }

    /// The villages that it covers, in the order of their ids.
    var villages: [VillageID] {
        names.directory.villages.keys.filter { scope.contains($0) }.sorted()
    }

    /// The report; of a closed month the one that was made first, whatever was changed since.
    package func document(at now: Timestamp) async throws -> ReportDocument {
        let isFinal = month.span.upperBound.adding(minutes: Self.graceDays * 1_440) <= now
        if isFinal, let kept = try await database.closedReport(month, scope: subject.stored) {
            return try JSONDecoder().decode(ReportDocument.self, from: Data(kept.utf8))
        }
        let document = try await compose(isFinal: isFinal)
        guard isFinal else { return document }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(document), as: UTF8.self)
        let kept = try await database.close(month, scope: subject.stored, document: text, at: now)
        return try JSONDecoder().decode(ReportDocument.self, from: Data(kept.utf8))
    }

    private func compose(isFinal: Bool) async throws -> ReportDocument {
        var notes = ["期间：\(month.firstDay) 至 \(CivilDate(daysSince1970: month.endDay.daysSince1970 - 1))"]
        if !isFinal { notes.append("未定稿：当月结束 \(Self.graceDays) 天后数字固定下来，以后再出都一样。") }
        // The two that read the whole month's log are read once.
        let asked = try await figures(.topics)
        let answered = try await figures(.answeredBy)
        return ReportDocument(
            title: "\(name)一村一法律顾问服务月报（\(month.year)年\(month.month)月）", isFinal: isFinal, notes: notes,
            tables: [
                try await overview(answered, asked), topics(asked), answers(answered), try await cases(),
                try await people(),
                try await promises(), try await contentment(), try await presence(), try await services(),
                try await risks(), try await warnings(), try await screenings(), try await pushes(),
                try await rosterGaps(),
            ])
    }

    /// The lines of a query for this month and scope.
    func figures(_ query: FigureQuery, in span: Range<Timestamp>? = nil) async throws -> [Tally] {
        try await database.figures(query, in: span ?? month.span, scope: scope, all: villages)
    }
}

extension MonthlyReport {
    /// `12小时30分`, or `3分` for less than an hour.
    static func duration(_ milliseconds: Int64) -> String {
        let minutes = milliseconds / 60_000
        return minutes >= 60 ? "\(minutes / 60)小时\(minutes % 60)分" : "\(minutes)分"
    }

    /// `97.5%`; a dash of nothing.
    static func share(_ part: Int64, of whole: Int64) -> String {
        guard whole > 0 else { return "—" }
        let tenths = (part * 1_000 + whole / 2) / whole
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
