package import Domain

/// What a made-up stretch of time is made of.
package struct DemoPlan: Sendable {
    /// A village and who serves it.
    package struct Place: Sendable {
        /// Its id.
        package var village: VillageID
        /// Its groups, as channel and conversation.
        package var groups: [Conversation]
        /// Who is asked.
        package var adviser: PersonID
        /// The justice office, which judges warnings.
        package var office: PersonID?

        /// Takes the parts.
        package init(village: VillageID, groups: [Conversation], adviser: PersonID, office: PersonID? = nil) {
            self.village = village
            self.groups = groups
            self.adviser = adviser
            self.office = office
        }
    }

    /// Something that is asked.
    package struct Question: Sendable {
        /// The intent.
        package var intent: IntentID
        /// Its topic.
        package var topic: TopicID
        /// Its answer.
        package var answer: AnswerID
        /// The words.
        package var words: [String]

        /// Takes the parts.
        package init(intent: IntentID, topic: TopicID, answer: AnswerID, words: [String]) {
            self.intent = intent
            self.topic = topic
            self.answer = answer
            self.words = words
        }
    }

    /// A text that was published on one day.
    package struct Publication: Sendable {
        /// The campaign.
        package var campaign: String
        /// The day.
        package var day: CivilDate
        /// The title.
        package var title: String
        /// The words.
        package var text: String
        /// Where it went, with the village whose group it is.
        package var targets: [(target: String, village: VillageID?)]

        /// Takes the parts.
        package init(
            campaign: String, day: CivilDate, title: String, text: String,
            targets: [(target: String, village: VillageID?)]
        ) {
            self.campaign = campaign
            self.day = day
            self.title = title
            self.text = text
            self.targets = targets
        }
    }

    /// A service's questions with made-up answers.
    package struct Form: Sendable {
        /// The service.
        package var service: String
        /// What was answered.
        package var answers: [IntakeAnswer]

        /// Takes the parts.
        package init(service: String, answers: [IntakeAnswer]) {
            self.service = service
            self.answers = answers
        }
    }

    /// Somebody who works at the console.
    package struct User: Sendable {
        /// The name.
        package var name: String
        /// Whose cases they see.
        package var villages: [VillageID]

        /// Takes the parts.
        package init(name: String, villages: [VillageID]) {
            self.name = name
            self.villages = villages
        }
    }

    /// The rules that warned.
    package var rules: [WarningRule] = []
    /// The rounds of looking for disputes.
    package var rounds: [Screening] = []
    /// What was published.
    package var publications: [Publication] = []
    /// The places.
    package var places: [Place]
    /// The questions.
    package var questions: [Question]
    /// The first moment.
    package var start: Timestamp
    /// The moment after the last.
    package var end: Timestamp
    /// Interactions in all.
    package var interactions = 300_000
    /// Cases in all.
    package var cases = 12_000
    /// The version that spoke.
    package var digest: String
    /// Who is asked about a case of a place, and of a service.
    package var chain: @Sendable (_ place: Place, _ service: String?) -> CaseChain = { place, _ in
        CaseChain([CaseChain.Link(place.adviser, .adviser, hours: .always)])
    }
    /// Where somebody of ours is told, as channel and address.
    package var address: @Sendable (PersonID) -> String = { "demo/\($0)" }
    /// The numbers of casework.
    package var policy = CasePolicy()
    /// What services ask.
    package var forms: [Form] = []
    /// Who works at the console.
    package var users: [User] = []
    /// For how many minutes of which hour somebody is on duty.
    package var duty: @Sendable (_ hour: Int64) -> [VillageID: Int]

    /// Takes the parts.
    package init(
        places: [Place], questions: [Question], start: Timestamp, end: Timestamp, digest: String,
        duty: @escaping @Sendable (Int64) -> [VillageID: Int]
    ) {
        self.places = places
        self.questions = questions
        self.start = start
        self.end = end
        self.digest = digest
        self.duty = duty
    }
}
