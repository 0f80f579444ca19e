import ArgumentParser
import Content
import Desk
import Domain
import Store

/// `counsel link`: a link to a case for one person, or taking theirs back.
struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Prints a person's link to a case, or takes back those they have.")

    @OptionGroup var options: ConfigOptions

    @Argument(help: "The case's number.")
    var number: Int64

    @Argument(help: "The person's id in people.yaml.")
    var person: String

    @Option(help: "The database file instead of the configured one.")
    var database: String?

    @Flag(help: "Makes every link void that this person got to this case until now.")
    var revoke = false

    func run() async throws {
        var settings = try options.loadOrExit()
        settings.database = database ?? settings.database
        let assembly = try Assembly(
            settings, database: settings.openDatabase(), clock: System.clock)
        guard let links = assembly.links else {
            throw ValidationError("the config file has no public-url and link-secret")
        }
        guard assembly.holder.current.directory.people[PersonID(person)] != nil else {
            throw ValidationError("there is no \(person) in the directory")
        }
        let now = System.clock()
        if revoke {
            do {
                try await assembly.database.revokeLinks(to: number, of: PersonID(person), at: now)
            } catch StoreError.notFound {
                throw ValidationError("there is no case \(number)")
            }
        } else {
            print(links.url(case: number, for: PersonID(person), at: now))
        }
        try assembly.database.close()
    }
}
