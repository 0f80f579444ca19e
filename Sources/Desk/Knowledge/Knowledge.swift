package import Content
package import Domain
package import Understanding

/// What the bot knows at one moment: the compiled catalog and the directory, replaced together.
package struct Knowledge: Sendable {
    /// The catalog, ready for matching.
    package let compiled: CompiledCatalog
    /// Villages, people, services.
    package let directory: Directory
    /// What is published when.
    package let campaigns: [Campaign]
    /// What was doubtful in the files.
    package let findings: [Finding]
    /// When it was read.
    package let loadedAt: Timestamp
    let answers: AnswerTexts
    let questions = QuestionGroups()
    /// What services ask before they take up a matter.
    let forms: [IntakeForm]

    /// Takes the parts.
    package init(
        compiled: CompiledCatalog, directory: Directory, campaigns: [Campaign] = [], findings: [Finding],
        loadedAt: Timestamp
    ) {
        self.campaigns = campaigns
        self.compiled = compiled
        self.directory = directory
        self.findings = findings
        self.loadedAt = loadedAt
        answers = AnswerTexts(catalog: compiled.catalog, directory: directory)
        forms = compiled.catalog.intakes.map(\.form)
    }

    /// Which version of the files this is.
    package var digest: String { compiled.digest }

    /// The number of intents.
    package var intentCount: Int { compiled.intentCount }
}
