import ArgumentParser
import Content
import Desk
import Domain
import Foundation
import Store

/// `counsel demo-data`: a made-up year, for trying pages and reports at full size.
struct DemoDataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo-data", abstract: "Writes a made-up year into a new database; the same seed, the same rows.")

    @OptionGroup var options: ConfigOptions

    @Option(help: "How many of the directory's villages.")
    var villages = 139

    @Option(help: "How many months.")
    var months = 12

    @Option(help: "The seed.")
    var seed: UInt64 = 1

    @Option(help: "The last month, such as 2026-10.")
    var until = "2026-10"

    @Option(help: "The database file to make.")
    var db: String

    func run() async throws {
        guard let end = CivilMonth(until) else { throw ValidationError("a month is written like 2026-10") }
        guard months > 0, villages > 0 else { throw ValidationError("at least one village and one month") }
        guard !FileManager.default.fileExists(atPath: db) else { throw ValidationError("\(db) exists") }
        let settings = try options.loadOrExit()
        let knowledge = try options.knowledgeOrExit(settings, at: System.clock())
        let store = try settings.openDatabase(db)
        defer { try? store.close() }
        try await DemoData.fill(store, knowledge: knowledge, villages: villages, months: months, seed: seed, until: end)
        print("已写入 \(villages) 个村 \(months) 个月的演示数据：\(db)")
        var sum = 0
        for count in try await store.rowCounts() where count.rows > 0 {
            print("  \(TableNames.all[count.table] ?? count.table)：\(count.rows) 行")
            sum += count.rows
        }
        print("一共 \(sum) 行。")
    }
}
