import ArgumentParser
import Desk
import Domain

/// `--district`, `--township` and `--village`, of which a list or report takes one.
struct SubjectOptions: ParsableArguments {
    @Flag(help: "All villages; the default.")
    var district = false

    @Option(help: "One township, by its id.")
    var township: String?

    @Option(help: "One village, by its id.")
    var village: String?

    func validate() throws {
        if [district, township != nil, village != nil].count(where: \.self) > 1 {
            throw ValidationError("--district, --township and --village exclude each other")
        }
    }

    /// What was named.
    var subject: MonthlyReport.Subject {
        if let township { .township(township) } else if let village { .village(VillageID(village)) } else { .district }
    }
}
