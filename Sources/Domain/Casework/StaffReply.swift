/// A fixed line for the office's own people, by its key under `staff-replies:` in `intents/staff.yaml`.
package enum StaffReply: String, Sendable, Codable, CaseIterable {
    /// Acting on a case.
    case unknown, stranger, muted, taken, answered, closed, released
    case takenOpen = "taken-open"
    case askedBack = "asked-back"
    case handedOver = "handed-over"
    /// Why a case does not do what was asked.
    case isClosed = "is-closed"
    case isTaken = "is-taken"
    case notFor = "not-for"
    case nothingToDo = "nothing-to-do"
    case outdated
    /// What is missing in a command.
    case noneOpen = "none-open"
    case severalOpen = "several-open"
    case severalQuoted = "several-quoted"
    case notAPing = "not-a-ping"
    case answerEmpty = "answer-empty"
    case questionEmpty = "question-empty"
    case nameMissing = "name-missing"
    case nameUnclear = "name-unclear"
    case nameUnknown = "name-unknown"
    /// Putting a service on record.
    case recorded
    case recordCorrected = "record-corrected"
    case recordNotTheirs = "record-not-theirs"
    case recordNoKind = "record-no-kind"
    case recordNoTitle = "record-no-title"
    case recordTooLong = "record-too-long"
    case recordBadPhoto = "record-bad-photo"
    /// The head of a ping, by its reason.
    case pingNew = "ping-new"
    case pingReminder = "ping-reminder"
    case pingPassedOn = "ping-passed-on"
    case pingRepeated = "ping-repeated"
    case pingAnswerDue = "ping-answer-due"
    case pingAdded = "ping-added"
    case pingReopened = "ping-reopened"
    case pingWithdrawn = "ping-withdrawn"
    case pingEmergency = "ping-emergency"
    case pingEmergencyAgain = "ping-emergency-again"
    case pingEmergencyTaken = "ping-emergency-taken"
    case pingUndelivered = "ping-undelivered"
    /// What stands below it.
    case noteEmergency = "note-emergency"
    case noteReportDuty = "note-report-duty"
    case noteEmergencyTaken = "note-emergency-taken"
    case noteAnswerDue = "note-answer-due"
    case noteWithdrawn = "note-withdrawn"
    case notePassedOn = "note-passed-on"
    case noteRepeated = "note-repeated"
    case noteReopened = "note-reopened"
    case noteUndelivered = "note-undelivered"
    case noteCommands = "note-commands"
    case noteListCommands = "note-list-commands"
    /// Why the bot did not answer itself, in a ping.
    case whyHuman = "why-human"
    case whyUnsolved = "why-unsolved"
    case whyStale = "why-stale"
    case whyDanger = "why-danger"
    case whyService = "why-service"
    case whyUnknown = "why-unknown"
}
