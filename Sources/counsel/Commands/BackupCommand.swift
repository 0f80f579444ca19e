import ArgumentParser
import Content
import Store

/// `counsel backup`: a copy of the database while the server runs.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copies the database to a new file while the server runs, and proves the copy."
    )

    @OptionGroup var options: ConfigOptions

    @Option(help: "The database file instead of the configured one.")
    var database: String?

    @Argument(help: "The file to write; it must not exist.")
    var path: String

    func run() async throws {
        let store = try options.loadOrExit().openDatabase(database)
        defer { try? store.close() }
        let rows = try await store.backup(to: path)
        print("已备份到 \(path)，咨询记录 \(rows) 条，检查无误。密钥不在备份里，请另外保管。")
    }
}
