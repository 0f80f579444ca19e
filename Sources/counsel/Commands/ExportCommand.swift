import ArgumentParser
import Content
import Desk
import Domain
import Foundation
import Store

/// `counsel export`: a month's cases or questions row by row, or what the neighbouring departments are told.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a month's cases or questions row by row, masked, or the departments' referral lists.")

    /// What can be exported.
    enum What: String, ExpressibleByArgument, CaseIterable {
        case cases, interactions, referrals
    }

    @OptionGroup var options: ConfigOptions
    @OptionGroup var about: SubjectOptions

    @Argument(help: "cases, interactions or referrals.")
    var what: What

    @Option(help: "The database file instead of the configured one.")
    var database: String?

    @Option(help: "The month, such as 2026-10.")
    var month: String

    @Option(help: "csv or json; referrals also md and html.")
    var format = "csv"

    @Option(help: "Referrals of one department only, by its id in directory/departments.yaml.")
    var department: String?

    @Option(help: "The moment of making it; now when left out.")
    var at: String?

    func validate() throws {
        if CivilMonth(month) == nil { throw ValidationError("a month is written like 2026-10") }
        if what == .referrals {
            if ReportFormat(rawValue: format) == nil {
                throw ValidationError("the formats are csv, json, md and html")
            }
        } else {
            if RowExport.Format(rawValue: format) == nil { throw ValidationError("the formats are csv and json") }
            if department != nil { throw ValidationError("--department goes with referrals") }
        }
    }

    func run() async throws {
        guard let month = CivilMonth(month) else { return }
        let now = try moment(at)
        let settings = try options.loadOrExit()
        if what == .referrals {
            let knowledge = try options.knowledgeOrExit(settings, at: now)
            let (viewer, name) = try viewer(knowledge.directory)
            let store = try settings.openDatabase(database)
            defer { try? store.close() }
            let list = try ReferralList(
                department, month, of: name, for: viewer, database: store, knowledge: knowledge)
            try write(try (ReportFormat(rawValue: format) ?? .csv).render(try await list.document(at: now)))
            return
        }
        let names = try options.namesOrExit(settings)
        let (viewer, _) = try viewer(names.directory)
        let store = try settings.openDatabase(database)
        defer { try? store.close() }
        let export = RowExport(
            what == .cases ? .cases : .interactions, month, for: viewer, database: store, names: names)
        try await export.write(RowExport.Format(rawValue: format) ?? .csv, at: now) { try write($0) }
    }

    /// Whoever sits at the machine sees what was named; which cases were taken away is put on record under this name.
    private func viewer(_ directory: Directory) throws -> (Viewer, String) {
        let (scope, name) = try about.subject.resolve(in: directory)
        return (Viewer(user: "命令行", role: .auditor, scope: scope), name)
    }

    private func write(_ text: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
}
