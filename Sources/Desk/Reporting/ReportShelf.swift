import Content
package import Domain
package import Store

/// The monthly reports that somebody at the console may open, and no others.
package struct ReportShelf: Sendable {
    /// One that can be chosen.
    package struct Choice: Sendable, Equatable {
        /// What stands in an address, such as `township:chaotian`.
        package let key: String
        /// What people read.
        package let name: String
    }

    private let viewer: Viewer
    private let database: CounselDatabase
    private let names: ReportNames

    /// Takes who looks, and what from.
    package init(for viewer: Viewer, database: CounselDatabase, names: ReportNames) {
        self.viewer = viewer
        self.database = database
        self.names = names
    }

    /// What the viewer may choose: the district, townships that they see as a whole, their villages.
    package var choices: [Choice] {
        let directory = names.directory
        let subjects: [MonthlyReport.Subject] =
            [.district] + directory.townships.keys.sorted().map { .township($0) }
            + directory.villages.keys.sorted().map { .village($0) }
        return subjects.compactMap { subject in
            guard let (scope, name) = try? subject.resolve(in: directory), viewer.scope.covers(scope) else {
                return nil
            }
            return Choice(key: subject.key, name: name)
        }
    }

    /// The report behind a choice; throws `UnknownSubject` also for what the viewer may not see.
    package func report(_ key: String, _ month: CivilMonth) throws -> MonthlyReport {
        guard let subject = MonthlyReport.Subject(key: key),
            viewer.scope.covers(try subject.resolve(in: names.directory).scope)
        else { throw MonthlyReport.UnknownSubject(name: "report \(key)") }
        return try MonthlyReport(subject, month, database: database, names: names)
    }

    /// The months to choose from, the last first: this one and the twelve before.
    package static func months(upTo now: Timestamp) -> [CivilMonth] {
        var months = [CivilMonth(of: now.chinaDate)]
        while months.count < 13, let last = months.last {
            months.append(CivilMonth(of: CivilDate(daysSince1970: last.firstDay.daysSince1970 - 1)))
        }
        return months
    }
}

extension MonthlyReport.Subject {
    /// What stands for it in an address.
    package var key: String {
        switch self {
        case .district: "district"
        case .township(let id): "township:\(id)"
        case .village(let id): "village:\(id)"
        }
    }

    /// Reads a key; nil for anything else.
    package init?(key: String) {
        if key == "district" {
            self = .district
        } else if key.hasPrefix("township:") {
            self = .township(String(key.dropFirst("township:".count)))
        } else if key.hasPrefix("village:") {
            self = .village(VillageID(String(key.dropFirst("village:".count))))
        } else {
            return nil
        }
    }
}

extension ServiceScope {
    /// Whether everything of the other may be seen; a scope without a village holds nothing to see.
    fileprivate func covers(_ other: ServiceScope) -> Bool {
        switch (self, other) {
        case (.district, _): true
        case (.villages, .district): false
        case (.villages(let mine), .villages(let wanted)): !wanted.isEmpty && wanted.isSubset(of: mine)
        }
    }
}
