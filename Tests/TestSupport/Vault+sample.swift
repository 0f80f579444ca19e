package import Sealing

extension Vault {
    /// The vault of tests.
    package static let sample = Vault(Secret("the secret of tests, thirty-two and more"))
}
