import Sealing

/// The token that lets a caller reload the files.
package struct AdminToken: Sendable {
    private let secret: Secret

    /// Takes the configured token.
    package init(_ text: String) { secret = Secret(text) }

    /// Whether an `Authorization` header bears the token; takes as long for a wrong one as for the right one.
    package func isBorne(by authorization: String?) -> Bool {
        guard let authorization, authorization.hasPrefix("Bearer ") else { return false }
        return secret.matches(String(authorization.dropFirst("Bearer ".count)))
    }
}
