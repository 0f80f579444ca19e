package import Domain

/// Makes the signed address of a case's phone page for one person; nil when no page is configured.
package typealias CaseLink = @Sendable (_ caseNumber: Int64, _ person: PersonID, _ now: Timestamp) -> String?
