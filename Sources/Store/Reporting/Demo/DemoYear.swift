import Domain
import Foundation
import GRDB
import Sealing

extension CounselDatabase {
    /// Fills an empty database with a made-up stretch of time; the same plan and seed give the same rows.
    package func fill(_ plan: DemoPlan, seed: UInt64) async throws {
        let vault = vault
        try await writer.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = OFF")
            // The log's indexes are made anew behind the rows, which is much faster than keeping them up.
            let indexes = try Row.fetchAll(
                db,
                sql: """
                    SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
                        AND tbl_name IN ('interaction', 'legalCase', 'caseEvent', 'promise', 'outbox', 'ping', 'caseAccess')
                    """)
            try db.inTransaction {
                for index in indexes { try db.execute(sql: "DROP INDEX \"\(index["name"] as String)\"") }
                var year = DemoYear(plan: plan, random: SplitMix(state: seed), vault: vault)
                try year.writeHours(db)
                try year.writeQuestions(db)
                try year.writeServices(db)
                for index in indexes { try db.execute(sql: index["sql"] as String) }
                try year.writePrevention(to: db)
                try year.writeMemory(db)
                try year.writeOffice(db)
                return .commit
            }
            try db.execute(sql: "ANALYZE")
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        try await emptyLog()
    }
}

/// SplitMix64: small, fast, and the same everywhere.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    /// Picks earlier places more often, as questions and villages are not asked alike.
    mutating func skewed(_ bound: Int) -> Int { min(below(bound), below(bound)) }

    /// True so many times in a hundred.
    mutating func percent(_ chance: Int) -> Bool { below(100) < chance }

    mutating func within(_ range: Range<Int>) -> Int { range.lowerBound + below(range.count) }
}

/// Writes the rows of a made-up stretch of time.
struct DemoYear {
    let plan: DemoPlan
    var random: SplitMix
    let vault: Vault
    /// Messages so far.
    var written = 0
    var nextCase: Int64 = 1_001
    /// Messages that retention has taken away since have numbers too.
    var nextOutbox: Int64 = 1
    /// What is said later, by the hour in which it is.
    var later: [Int64: [DemoSaying]] = [:]
    /// Until when an asker has an open case.
    var busy: [String: Timestamp] = [:]
    private var keys: [String: String] = [:]
    private var chains: [String: CaseChain] = [:]

    init(plan: DemoPlan, random: SplitMix, vault: Vault) {
        self.plan = plan
        self.random = random
        self.vault = vault
    }

    /// How much is said in each hour of the day, of a hundred or so.
    static let byHour = [1, 1, 1, 1, 1, 2, 4, 6, 7, 7, 6, 5, 6, 5, 5, 5, 5, 6, 7, 9, 9, 7, 4, 2]

    /// When what is kept for that many days began to be kept.
    func kept(_ days: Int) -> Timestamp { plan.end.adding(minutes: -days * 1_440) }

    /// The days for which words as they came, addresses and messages without a case are kept by the shipped rules.
    static let shortDays = 30
    /// The days for which menus and last answers are kept by the shipped rules.
    static let dialogueDays = 7

    mutating func key(_ channel: ChannelID, _ sender: String) -> String {
        let name = "\(channel)/\(sender)"
        if let known = keys[name] { return known }
        let key = vault.personKey(channel.text, sender)
        keys[name] = key
        return key
    }

    mutating func chain(_ place: DemoPlan.Place, service: String?) -> CaseChain {
        let name = "\(place.village)/\(service ?? "")"
        if let known = chains[name] { return known }
        let chain = plan.chain(place, service)
        chains[name] = chain
        return chain
    }
}
