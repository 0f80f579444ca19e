/// What an adviser writes to put a service on record: `记录 讲座 2小时 题目`.
package struct ServiceCommand: Sendable, Equatable {
    /// What was done.
    package var kind: ServiceRecord.Kind
    /// For how many minutes, 0…1440.
    package var minutes: Int
    /// On which day; today unless another is written.
    package var day: CivilDate
    /// What it was about.
    package var title: String
    /// The address of a photo.
    package var photo: String?
    /// The record that is corrected.
    package var corrects: Int64?

    /// Takes the parts.
    package init(
        kind: ServiceRecord.Kind, minutes: Int, day: CivilDate, title: String, photo: String? = nil,
        corrects: Int64? = nil
    ) {
        self.kind = kind
        self.minutes = minutes
        self.day = day
        self.title = title
        self.photo = photo
        self.corrects = corrects
    }

    /// Why a record cannot be read.
    package enum Problem: Error, Equatable {
        case noKind, noTitle, tooLong, badPhoto

        /// The line that says what to write instead.
        package var line: StaffReply {
            switch self {
            case .noKind: .recordNoKind
            case .noTitle: .recordNoTitle
            case .tooLong: .recordTooLong
            case .badPhoto: .recordBadPhoto
            }
        }
    }

    /// Reads the message, written today; nil when it is no such command.
    package static func parse(_ text: String, on today: CivilDate) throws(Problem) -> ServiceCommand? {
        var words = text.map { ServiceWords.plain($0) }.split { $0.isWhitespace }.map { String($0) }
        guard let first = words.first, let head = ServiceWords.head(first) else { return nil }
        words.removeFirst()
        if !head.rest.isEmpty { words.insert(head.rest, at: 0) }
        var command = ServiceCommand(kind: .other, minutes: 0, day: today, title: "")
        if head.corrects {
            guard let number = words.first.flatMap({ Int64($0) }) else { return nil }
            command.corrects = number
            words.removeFirst()
        }
        guard let word = words.first, let kind = ServiceWords.kind(word) else { throw .noKind }
        command.kind = kind
        words.removeFirst()
        var title: [String] = []
        for word in words {
            if command.minutes == 0, let minutes = ServiceWords.minutes(word) {
                guard minutes <= 1_440 else { throw .tooLong }
                command.minutes = minutes
            } else if title.isEmpty, let day = ServiceWords.day(word, on: today) {
                command.day = day
            } else if word.contains("://") {
                guard ServiceRecord.isPhoto(word) else { throw .badPhoto }
                command.photo = word
            } else {
                title.append(word)
            }
        }
        command.title = title.joined(separator: " ")
        guard !command.title.isEmpty else { throw .noTitle }
        return command
    }
}

extension ServiceRecord {
    /// Whether a photo's address may be kept and shown as a link: nothing but http and https.
    package static func isPhoto(_ text: String) -> Bool {
        let lower = text.lowercased()
        guard lower.hasPrefix("https://") || lower.hasPrefix("http://"), text.utf8.count <= 500 else { return false }
        return !text.contains { $0.isWhitespace || "<>\"'\\".contains($0) }
    }
}
