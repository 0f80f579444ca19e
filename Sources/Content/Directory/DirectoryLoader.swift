import Domain

/// Reads `directory/` into values, noting every mistake and stopping at none.
package struct DirectoryLoader {
    private let folder: String

    /// Takes the folder.
    package init(folder: String) { self.folder = folder }

    /// Reads everything; the directory holds what could be read, the log what could not.
    package func load(into log: FindingLog) -> Directory {
        var directory = Directory()
        var swaps: [Swap] = []
        var warnings: [YAMLMap] = []
        for source in SourceFile.walk(folder, suffix: ".yaml", into: log) {
            directory.sources.append(source)
            guard let root = YAMLFile(path: source.path, log: log).root(source.text) else { continue }
            root.allow(
                "townships", "villages", "people", "services", "departments", "holidays", "workdays", "seasons",
                "visit-hours-per-month", "lectures-per-quarter", "push-days", "first-response", "waits", "swaps",
                "warnings", "screenings", "circles")
            for entry in root.maps("townships") { read(township: entry, into: &directory, log) }
            for entry in root.maps("villages") { read(village: entry, into: &directory, log) }
            for entry in root.maps("people") {
                if let person = PersonReader(log: log).read(entry) { add(person, to: &directory, log) }
            }
            for entry in root.maps("services") { read(service: entry, into: &directory, log) }
            for department in root.maps("departments").compactMap(Department.init) {
                if directory.departments.contains(where: { $0.id == department.id }) {
                    log.error(department.location, "部门 \(department.id) 写了两次", rule: "duplicate-id")
                }
                directory.departments.append(department)
            }
            for entry in root.maps("holidays") { read(holiday: entry, into: &directory, log) }
            directory.calendar.makeUpDays.formUnion(days("workdays", in: root))
            read(standards: root, into: &directory.standards)
            swaps += root.maps("swaps").compactMap(Swap.init)
            warnings += root.maps("warnings")
            if let screenings = root.map("screenings") {
                directory.screenings = ScreeningReader(log: log).read(screenings)
            }
            for entry in root.maps("circles") { read(circle: entry, into: &directory, log) }
            for entry in root.maps("seasons") { read(season: entry, into: &directory, log) }
        }
        for swap in swaps { swap.apply(to: &directory, log) }
        bind(&directory, log)
        directory.warnings = warnings.compactMap { entry in
            guard let read = WarningReader(log: log).read(entry) else { return nil }
            var rule = read.value
            rule.villages = WarningReader.places(entry, in: directory)
            return Located(rule, at: read.location)
        }
        return directory
    }

    private func read(township entry: YAMLMap, into directory: inout Directory, _ log: FindingLog) {
        entry.allow("id", "name", "office", "mediation")
        guard let id = entry.text("id"), let name = entry.text("name"), let office = entry.text("office") else {
            return
        }
        if directory.townships[id] != nil {
            log.error(entry.location("id"), "乡镇 \(id) 写了两次", rule: "duplicate-id")
        }
        directory.townships[id] = Township(
            id: id, name: name, office: PersonID(office),
            mediation: entry.optionalText("mediation").map { PersonID($0) })
    }

    private func read(village entry: YAMLMap, into directory: inout Directory, _ log: FindingLog) {
        entry.allow("id", "name", "township", "groups", "robot", "adviser", "deputies", "screener")
        guard let id = entry.text("id"), let name = entry.text("name"), let township = entry.text("township"),
            let adviser = entry.text("adviser")
        else { return }
        if directory.villages[VillageID(id)] != nil {
            log.error(entry.location("id"), "村 \(id) 写了两次", rule: "duplicate-id")
        }
        directory.villages[VillageID(id)] = Village(
            id: VillageID(id), name: name, township: township, groups: entry.texts("groups"),
            robot: entry.optionalText("robot").map { Located($0, at: entry.location("robot")) },
            adviser: PersonID(adviser), deputies: entry.texts("deputies").map { PersonID($0.value) },
            screener: PersonID(entry.optionalText("screener") ?? adviser), location: entry.location)
    }

    private func add(_ person: Person, to directory: inout Directory, _ log: FindingLog) {
        if directory.people[person.id] != nil {
            log.error(person.location, "人员 \(person.id) 写了两次", rule: "duplicate-id")
        }
        directory.people[person.id] = person
    }

    private func read(service entry: YAMLMap, into directory: inout Directory, _ log: FindingLog) {
        entry.allow("id", "name", "phone", "hours", "kind", "owner")
        guard let id = entry.text("id"), let name = entry.text("name"), let phone = entry.text("phone") else { return }
        if directory.services[id] != nil {
            log.error(entry.location("id"), "服务 \(id) 写了两次", rule: "duplicate-id")
        }
        directory.services[id] = LegalService(
            id: id, name: name, phone: phone, hours: entry.text("hours") ?? "", kind: entry.text("kind") ?? "",
            owner: entry.optionalText("owner").map { PersonID($0) })
    }

    private func read(circle entry: YAMLMap, into directory: inout Directory, _ log: FindingLog) {
        entry.allow("id", "name", "groups")
        guard let id = entry.text("id"), let name = entry.text("name") else { return }
        if directory.circles.contains(where: { $0.id == id }) {
            log.error(entry.location("id"), "对象 \(id) 写了两次", rule: "duplicate-id")
        }
        let groups = entry.texts("groups")
        for group in groups where !group.value.contains("/") {
            log.error(group.location, "群要写成 通道/群号，现在是 \(group.value)", rule: "group-shape")
        }
        directory.circles.append(Circle(id: id, name: name, groups: groups))
    }

    private func read(season entry: YAMLMap, into directory: inout Directory, _ log: FindingLog) {
        entry.allow("name", "from", "to")
        guard let name = entry.text("name"), let from = entry.text("from"), let to = entry.text("to") else { return }
        guard let first = Season.Day(from), let last = Season.Day(to) else {
            return log.error(entry.location, "农忙的 from 和 to 应当写成 04-01 这样", rule: "bad-date")
        }
        directory.seasons.append(Season(name: name, from: first, to: last))
    }

    private func days(_ key: String, in root: YAMLMap) -> [CivilDate] {
        root.texts(key).compactMap { day in
            if let date = CivilDate(day.value) { return date }
            root.file.log.error(day.location, "日期应当写成 2026-10-01，现在是 \(day.value)", rule: "bad-date")
            return nil
        }
    }

    private func read(holiday entry: YAMLMap, into directory: inout Directory, _ log: FindingLog) {
        entry.allow("name", "from", "to")
        guard var day = entry.date("from"), let last = entry.date("to") else { return }
        guard day <= last, last.daysSince1970 - day.daysSince1970 < 60 else {
            log.error(entry.location, "假期的 to 应当在 from 之后，最长 60 天", rule: "bad-date")
            return
        }
        while day <= last {
            directory.calendar.holidays.insert(day)
            day = day.next
        }
    }

    private func read(standards root: YAMLMap, into standards: inout Standards) {
        standards.visitHoursPerMonth = root.optionalInt("visit-hours-per-month") ?? standards.visitHoursPerMonth
        standards.lecturesPerQuarter = root.optionalInt("lectures-per-quarter") ?? standards.lecturesPerQuarter
        if root.node("push-days") != nil { standards.pushDays = pushDays(root) }
        if let waits = root.map("waits") { read(waits: waits, into: &standards.casework) }
        guard let response = root.map("first-response") else { return }
        response.allow("normal", "emergency")
        standards.firstResponseMinutes = response.optionalInt("normal") ?? standards.firstResponseMinutes
        standards.emergencyMinutes = response.optionalInt("emergency") ?? standards.emergencyMinutes
    }

    private func read(waits entry: YAMLMap, into policy: inout CasePolicy) {
        entry.allow(
            "adviser", "office", "duty", "answer", "quiet", "settle-days", "reopen-days", "patience-hours",
            "gather-seconds")
        func minutes(_ key: String, _ otherwise: Int) -> Int {
            guard let number = entry.optionalInt(key) else { return otherwise }
            if number > 0 { return number }
            log.error(entry.location(key), "\(key) 应当是正整数，现在是 \(number)", rule: "yaml-shape")
            return otherwise
        }
        let log = entry.file.log
        policy.adviserMinutes = minutes("adviser", policy.adviserMinutes)
        policy.officeMinutes = minutes("office", policy.officeMinutes)
        policy.dutyMinutes = minutes("duty", policy.dutyMinutes)
        policy.answerMinutes = minutes("answer", policy.answerMinutes)
        policy.quietMinutes = minutes("quiet", policy.quietMinutes)
        policy.settleDays = minutes("settle-days", policy.settleDays)
        policy.reopenDays = minutes("reopen-days", policy.reopenDays)
        policy.patienceHours = minutes("patience-hours", policy.patienceHours)
        policy.gatherSeconds = minutes("gather-seconds", policy.gatherSeconds)
    }

    private func pushDays(_ root: YAMLMap) -> [Int] {
        root.texts("push-days").compactMap { day in
            if let number = Int(day.value), (1...31).contains(number) { return number }
            root.file.log.error(day.location, "push-days 应当是每月的几号，1 到 31，现在是 \(day.value)", rule: "bad-date")
            return nil
        }
    }

    /// Ties groups to villages and senders to people, and notes names that lead nowhere.
    private func bind(_ directory: inout Directory, _ log: FindingLog) {
        for village in directory.villages.values.sorted(by: { $0.id < $1.id }) {
            if directory.townships[village.township] == nil {
                log.error(village.location, "\(village.name)的乡镇 \(village.township) 不存在", rule: "unknown-township")
            }
            for id in [village.adviser] + village.deputies where directory.people[id] == nil {
                log.error(village.location, "\(village.name)的人员 \(id) 不存在", rule: "unknown-person")
            }
            if directory.people[village.screener] == nil, village.screener != village.adviser {
                log.error(village.location, "\(village.name)的排查人 \(village.screener) 不存在", rule: "unknown-person")
            }
            for group in village.groups {
                if !group.value.contains("/") {
                    log.error(group.location, "群要写成 通道/群号，现在是 \(group.value)", rule: "group-shape")
                }
                if let other = directory.groups[group.value] {
                    log.error(group.location, "群 \(group.value) 已经属于 \(other)", rule: "duplicate-group")
                }
                directory.groups[group.value] = village.id
            }
        }
        for township in directory.townships.values.sorted(by: { $0.id < $1.id })
        where directory.people[township.office] == nil {
            log.error(
                Location(path: folder), "\(township.name)的司法所 \(township.office) 不存在", rule: "unknown-person")
        }
        for township in directory.townships.values.sorted(by: { $0.id < $1.id }) {
            guard let mediation = township.mediation, directory.people[mediation] == nil else { continue }
            log.error(Location(path: folder), "\(township.name)的调解室 \(mediation) 不存在", rule: "unknown-person")
        }
        for service in directory.services.values.sorted(by: { $0.id < $1.id }) {
            guard let owner = service.owner, directory.people[owner] == nil else { continue }
            log.error(Location(path: folder), "\(service.name)的承办人 \(owner) 不存在", rule: "unknown-person")
        }
        for person in directory.people.values.sorted(by: { $0.id < $1.id }) {
            for substitute in person.substitutes where directory.people[substitute.person] == nil {
                log.error(
                    substitute.location, "\(person.name)的替班 \(substitute.person) 不存在", rule: "unknown-person")
            }
            if person.contacts.isEmpty {
                log.warning(person.location, "\(person.name)没有联系方式，找不到人", rule: "person-unreachable")
            }
            for sender in person.senders {
                if let other = directory.senders[sender.value] {
                    log.error(sender.location, "\(sender.value) 已经属于 \(other)", rule: "duplicate-sender")
                }
                directory.senders[sender.value] = person.id
            }
        }
        if !directory.people.values.contains(where: { $0.role == .duty }) {
            log.warning(Location(path: folder), "没有区级值班人员，没人接的时候无处可转", rule: "no-duty")
        }
    }
}
