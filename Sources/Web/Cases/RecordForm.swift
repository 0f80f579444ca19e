import Domain

/// The form of a service record, as the command that says the same in chat.
struct RecordForm {
    let command: ServiceCommand?

    /// Reads the fields; the command is nil when one of them cannot be taken.
    init(_ form: Form, today: CivilDate) {
        guard let kind = form["kind"].flatMap(ServiceRecord.Kind.init), let title = form.text("title", atMost: 100),
            let minutes = Self.minutes(form), (0...1_440).contains(minutes),
            form["photo"].map(ServiceRecord.isPhoto) ?? true
        else {
            command = nil
            return
        }
        let day = form["day"].flatMap { CivilDate($0) } ?? today
        guard day <= today, today.daysSince1970 - day.daysSince1970 <= 366 else {
            command = nil
            return
        }
        command = ServiceCommand(
            kind: kind, minutes: minutes, day: day, title: title, photo: form["photo"],
            corrects: form["corrects"].flatMap { Int64($0) })
    }

    /// Hours, with a half if need be, as minutes.
    private static func minutes(_ form: Form) -> Int? {
        guard let text = form["hours"] else { return 0 }
        guard let hours = Double(text), (0...24).contains(hours) else { return nil }
        return Int((hours * 60).rounded())
    }
}
