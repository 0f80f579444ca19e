package import Domain

/// Who is where: villages, the people behind them, services and the calendar.
package struct Directory: Sendable {
    /// The villages by id.
    package var villages: [VillageID: Village] = [:]
    /// The townships by id.
    package var townships: [String: Township] = [:]
    /// The people and offices by id.
    package var people: [PersonID: Person] = [:]
    /// The services by id.
    package var services: [String: LegalService] = [:]
    /// The neighbouring departments of the joint meeting, in the order of the file.
    package var departments: [Department] = []
    /// Public days off and make-up days.
    package var calendar = WorkCalendar()
    /// What each village is owed.
    package var standards = Standards()
    /// The rules of early warning.
    package var warnings: [Located<WarningRule>] = []
    /// Who looks for disputes how often.
    package var screenings: [ScreeningRule] = []
    /// Whom else is published to.
    package var circles: [Circle] = []
    /// The farming calendar.
    package var seasons: [Season] = []
    /// The village of each bound group, by `channel/conversation`.
    package var groups: [String: VillageID] = [:]
    /// The person behind each known sender, by `channel/sender`.
    package var senders: [String: PersonID] = [:]
    /// The files it was read from.
    package var sources: [SourceFile] = []

    /// Starts empty.
    package init() {}

    /// The village to which a conversation is bound.
    package func village(of conversation: Conversation) -> Village? {
        groups[conversation.address].flatMap { villages[$0] }
    }

    /// The person who writes under that name, if it is one of ours.
    package func person(behind sender: SenderID, on channel: ChannelID) -> Person? {
        senders["\(channel)/\(sender)"].flatMap { people[$0] }
    }

    /// Who is asked, one after the other: adviser, deputies, the township's office, the district's duty desk.
    package func chain(for village: Village?) -> [Person] {
        var ids: [PersonID] = []
        if let village {
            ids = [village.adviser] + village.deputies
            if let office = townships[village.township]?.office { ids.append(office) }
        }
        ids += people.values.filter { $0.role == .duty }.map(\.id).sorted()
        var seen: Set<PersonID> = []
        return ids.filter { seen.insert($0).inserted }.compactMap { people[$0] }
    }
}

/// A village or community.
package struct Village: Sendable, Equatable {
    /// The unique name.
    package var id: VillageID
    /// The name people read.
    package var name: String
    /// The id of its township.
    package var township: String
    /// Its groups, as `channel/conversation`.
    package var groups: [Located<String>]
    /// The robot of its group as `channel/robot`, which speaks where the bot no longer can.
    package var robot: Located<String>?
    /// Its legal adviser.
    package var adviser: PersonID
    /// Who stands in, in order.
    package var deputies: [PersonID]
    /// Who looks for disputes in it; the adviser unless another is written.
    package var screener: PersonID
    /// Where it was written.
    package var location: Location
}

/// A township and its justice office.
package struct Township: Sendable, Equatable {
    /// The unique name.
    package var id: String
    /// The name people read.
    package var name: String
    /// Its justice office.
    package var office: PersonID
    /// Its mediation room; without one the justice office mediates.
    package var mediation: PersonID?
}

/// An adviser, office, mediator or duty desk.
package struct Person: Sendable, Equatable {
    /// What somebody is to a village.
    package enum Role: String, Sendable, CaseIterable {
        case adviser, office, mediator, duty
    }

    /// One way to reach somebody.
    package struct Contact: Sendable, Hashable {
        /// The channel that carries the ping.
        package var channel: ChannelID
        /// The robot or conversation on it.
        package var to: String
        /// Whom to mention there; nil mentions nobody.
        package var mention: String?
        /// Whether `to` is a group or the person alone.
        package var kind: Conversation.Kind = .group
        /// Where it was written.
        package var location: Location
    }

    /// A stretch of days in which somebody else is asked instead.
    package struct Substitute: Sendable, Equatable {
        /// The days.
        package var days: ClosedRange<CivilDate>
        /// Who stands in.
        package var person: PersonID
        /// Where it was written.
        package var location: Location
    }

    /// The unique name.
    package var id: PersonID
    /// What they are.
    package var role: Role
    /// The name people read.
    package var name: String
    /// The phone that villagers may be told; nil when none is on record.
    package var phone: String?
    /// The ways to reach them, best first.
    package var contacts: [Contact]
    /// When they work.
    package var hours: WorkingHours
    /// The hours as the file has them, for people to read.
    package var hoursText: String
    /// The ids under which they write, as `channel/sender`.
    package var senders: [Located<String>]
    /// Whom or what they may not be asked about: names of clients and people, or a village's id.
    package var conflicts: [String]
    /// Who stands in for them, and when.
    package var substitutes: [Substitute] = []
    /// Where they were written.
    package var location: Location
}

/// Somewhere to go or to call.
package struct LegalService: Sendable, Equatable {
    /// The unique name.
    package var id: String
    /// The name people read.
    package var name: String
    /// The number to call.
    package var phone: String
    /// When it can be reached.
    package var hours: String
    /// `point`, `mediation`, `hotline` or `department`.
    package var kind: String
    /// Whose its matters are; without one the mediation room's, or the township's justice office's.
    package var owner: PersonID?
}

/// What each village is owed.
package struct Standards: Sendable, Equatable {
    /// Hours an adviser is there in person, a month.
    package var visitHoursPerMonth = 4
    /// Lectures a quarter.
    package var lecturesPerQuarter = 1
    /// Days of the month on which something is published.
    package var pushDays: [Int] = []
    /// Working minutes until a normal case must have been taken.
    package var firstResponseMinutes = 120
    /// Minutes of the clock until an emergency must have been taken.
    package var emergencyMinutes: Int {
        get { casework.emergencyMinutes }
        set { casework.emergencyMinutes = newValue }
    }
    /// How long each on the chain has.
    package var casework = CasePolicy()

    /// The standards as shipped.
    package init() {}
}
