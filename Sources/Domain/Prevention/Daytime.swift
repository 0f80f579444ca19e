/// When people may be disturbed by what can wait until the morning: pushes, reminders and warnings below red.
package enum Daytime {
    /// Minutes since midnight in China, 8:00 to 20:30.
    package static let minutes = 480..<1_230

    /// Whether it is day.
    package static func contains(_ moment: Timestamp) -> Bool { minutes.contains(moment.chinaMinuteOfDay) }
}
