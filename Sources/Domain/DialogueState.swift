/// What is open between the bot and one asker at the moment of deciding.
package struct DialogueState: Sendable, Equatable {
    /// A numbered menu that waits for an answer.
    package struct Menu: Sendable, Equatable, Codable {
        /// The intents behind the numbers 1, 2, 3.
        package var choices: [IntentID]
        /// When it is forgotten.
        package var expiresAt: Timestamp

        /// Takes the parts.
        package init(choices: [IntentID], expiresAt: Timestamp) {
            self.choices = choices
            self.expiresAt = expiresAt
        }
    }

    /// A case of this asker.
    package struct OpenCase: Sendable, Equatable {
        /// The short number that people say.
        package var number: Int64
        /// How far it is.
        package var state: CaseState
        /// Whether the asker may now say how content they are.
        package var awaitsRating: Bool

        /// Takes the parts.
        package init(number: Int64, state: CaseState, awaitsRating: Bool = false) {
            self.number = number
            self.state = state
            self.awaitsRating = awaitsRating
        }
    }

    /// The menu that this asker was offered last.
    package var menu: Menu?
    /// The asker's open case.
    package var openCase: OpenCase?
    /// The asker's case that was closed of late.
    package var closedCase: OpenCase?
    /// Until when a human speaks with this asker instead of the bot; nil while none does.
    package var humanSpeaksUntil: Timestamp?
    /// Whether the bot just asked this asker to say more.
    package var askedBackAt: Timestamp?
    /// When the bot asked this asker whether their records are really to be deleted.
    package var erasureAskedAt: Timestamp?
    /// The service's questions that this asker is being asked.
    package var intake: IntakeDialogue?
    /// The answers given in this conversation of late, each with its time.
    package var recentAnswers: [AnswerID: Timestamp]

    /// Takes the parts.
    package init(
        menu: Menu? = nil, openCase: OpenCase? = nil, closedCase: OpenCase? = nil, humanSpeaksUntil: Timestamp? = nil,
        askedBackAt: Timestamp? = nil, erasureAskedAt: Timestamp? = nil, intake: IntakeDialogue? = nil,
        recentAnswers: [AnswerID: Timestamp] = [:]
    ) {
        self.menu = menu
        self.openCase = openCase
        self.closedCase = closedCase
        self.humanSpeaksUntil = humanSpeaksUntil
        self.askedBackAt = askedBackAt
        self.erasureAskedAt = erasureAskedAt
        self.intake = intake
        self.recentAnswers = recentAnswers
    }
}
