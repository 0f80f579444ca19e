/// One thing that `counsel doctor` looked at, and how it is.
package struct Diagnosis: Sendable, Equatable, Encodable {
    /// How it is.
    package enum Verdict: String, Sendable, Encodable {
        case well
        /// The service runs, but somebody should look at it.
        case doubtful
        /// The service will not run, or will lose or leak something.
        case ill
    }

    /// What was looked at, in Chinese.
    package let subject: String
    /// How it is.
    package let verdict: Verdict
    /// What was seen, and what to do about it, in Chinese; never a secret.
    package let finding: String

    /// Takes the parts.
    package init(_ subject: String, _ verdict: Verdict, _ finding: String) {
        self.subject = subject
        self.verdict = verdict
        self.finding = finding
    }
}
