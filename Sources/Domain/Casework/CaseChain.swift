/// Who is asked about a case, one after the other, each with their hours.
package struct CaseChain: Sendable, Equatable {
    /// What somebody is on the chain.
    package enum Place: String, Sendable, Codable {
        case adviser, deputy, office, duty
        /// Takes up the matters of a service.
        case service
        /// Got the case by hand.
        case called
    }

    /// One on the chain.
    package struct Link: Sendable, Equatable {
        /// Who.
        package var person: PersonID
        /// As what.
        package var place: Place
        /// When they work.
        package var hours: WorkingHours
        /// Whether they can be told at all.
        package var isReachable: Bool

        /// Takes the parts.
        package init(_ person: PersonID, _ place: Place, hours: WorkingHours, isReachable: Bool = true) {
            self.person = person
            self.place = place
            self.hours = hours
            self.isReachable = isReachable
        }
    }

    /// The chain in order, conflicted people already left out.
    package var links: [Link]
    /// Public days off.
    package var calendar: WorkCalendar

    /// Takes the links and the calendar.
    package init(_ links: [Link], calendar: WorkCalendar = WorkCalendar()) {
        self.links = links
        self.calendar = calendar
    }

    /// The link of that person.
    package func link(_ person: PersonID?) -> Link? { links.first { $0.person == person } }

    /// Whom to ask next, and from when on they can be asked.
    package struct Turn: Sendable, Equatable {
        /// Who.
        package var link: Link
        /// Now, or when they open.
        package var from: Timestamp
    }

    /// The next to ask behind `person`, or the first of all.
    ///
    /// In order, but who is away longer is passed over for who works sooner; when none of the village's own people
    /// works within the policy's patience, the duty desk is asked.
    package func next(after person: PersonID? = nil, at now: Timestamp, _ policy: CasePolicy) -> Turn? {
        let start = person.flatMap { who in links.firstIndex { $0.person == who } }.map { $0 + 1 } ?? 0
        let turns = links[start...].filter { $0.isReachable && $0.place != .called }.compactMap {
            turn(of: $0, at: now)
        }
        let own = turns.filter { $0.link.place != .duty }
        let duty = turns.first { $0.link.place == .duty }
        guard let soonest = own.map(\.from).min() else { return duty }
        if let duty, now.adding(minutes: policy.patienceHours * 60) < soonest { return duty }
        return own.first { $0.from <= soonest.adding(minutes: policy.passOverMinutes) }
    }

    /// When that one can be asked.
    package func turn(of link: Link, at now: Timestamp) -> Turn? {
        link.hours.opening(from: now, calendar: calendar).map { Turn(link: link, from: $0) }
    }

    /// Whether that person works now.
    package func works(_ person: PersonID?, at now: Timestamp) -> Bool {
        link(person)?.hours.contains(now, calendar: calendar) ?? false
    }

    /// The moment at which so many of the person's working minutes have passed; plain minutes where they work no more.
    package func due(_ minutes: Int, of link: Link?, from now: Timestamp) -> Timestamp {
        link?.hours.adding(minutes: minutes, to: now, calendar: calendar) ?? now.adding(minutes: minutes)
    }
}
