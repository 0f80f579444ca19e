/// The numbers that decide, each with its unit; nowhere else does one stand.
package struct ServicePolicy: Sendable, Equatable {
    /// The score from which an addressed question is answered, 0…1.
    package var answerScore = 0.60
    /// The share of its weight by which the best must lead the next of another topic, 0…1.
    package var answerLead = 0.25
    /// A message of so many characters that asks nothing names a subject only: it is offered a menu, not answered.
    package var bareLength = 4
    /// The score from which an overheard question in legal words is answered, 0…1.
    package var overheardScore = 0.66
    /// The score from which an overheard question in everyday words is answered, 0…1.
    package var overheardPlainScore = 0.73
    /// The share of its weight by which the best must lead when overheard, 0…1.
    package var overheardLead = 0.25
    /// The score from which a candidate is worth offering in a menu, 0…1.
    package var offerScore = 0.35
    /// The most choices in a menu.
    package var menuSize = 3
    /// Minutes until a menu or an asking-back is forgotten.
    package var menuMinutes = 10
    /// Minutes until a service's question is forgotten.
    package var intakeMinutes = 30
    /// Minutes in which the same answer is not repeated in full to the same group.
    package var repeatMinutes = 30
    /// Seconds for which a late reply waits for the rest of the question.
    package var fragmentSeconds = 2

    /// The numbers as shipped.
    package init() {}
}
