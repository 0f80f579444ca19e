/// The numbers that decide, each with its unit; nowhere else does one stand.
package struct ServicePolicy: Sendable, Equatable {
    /// The score from which an addressed question is answered, 0…1.
    package var answerScore = 0.50
    /// How far the best must be ahead of the next that has another answer, 0…1.
    package var answerMargin = 0.08
    /// The score from which an overheard question is answered, 0…1.
    package var overheardScore = 0.72
    /// How far the best must be ahead when overheard, 0…1.
    package var overheardMargin = 0.10
    /// The score from which a candidate is worth offering in a menu, 0…1.
    package var offerScore = 0.22
    /// The most choices in a menu.
    package var menuSize = 3
    /// Minutes until a menu or an asking-back is forgotten.
    package var menuMinutes = 10
    /// Minutes in which the same answer is not repeated in full to the same group.
    package var repeatMinutes = 30

    /// The numbers as shipped.
    package init() {}
}
