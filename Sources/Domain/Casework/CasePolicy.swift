/// The numbers of casework, each with its unit.
package struct CasePolicy: Sendable, Equatable {
    /// Working minutes that an adviser or deputy has to take a case.
    package var adviserMinutes = 60
    /// Working minutes that a justice office has.
    package var officeMinutes = 60
    /// Minutes that the district's duty desk has.
    package var dutyMinutes = 30
    /// Minutes after which an emergency that nobody took is called out again.
    package var emergencyMinutes = 10
    /// Working minutes from taking a case to answering it.
    package var answerMinutes = 240
    /// Minutes without a word after which the bot speaks with the asker again.
    package var quietMinutes = 120
    /// Days without a word after which an answered case counts as done.
    package var settleDays = 7
    /// Days in which a closed case can be reopened.
    package var reopenDays = 30
    /// Hours that a case may wait for the chain's own people before the duty desk is asked instead.
    package var patienceHours = 72
    /// Minutes by which another of the chain must open sooner to be asked first.
    package var passOverMinutes = 240
    /// Seconds in which a person is pinged once, with a list.
    package var gatherSeconds = 60

    /// The numbers as shipped.
    package init() {}
}
