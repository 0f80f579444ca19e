private import Crypto
private import CryptoExtras
private import Foundation

/// A password as scrypt (RFC 7914) leaves it, written as `$scrypt$ln=15,r=8,p=3$salt$hash` (PHC string format).
package struct PasswordHash: Sendable, Equatable {
    /// The text that is stored.
    package let text: String

    /// The length of a salt.
    package static let saltBytes = 16

    private let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// What it takes to try one password.
    private struct Cost: Equatable {
        /// The binary logarithm of the rounds.
        var log = 15
        var blockSize = 8
        var parallelism = 3
    }

    /// Hashes a password; takes some tenths of a second and 32 MB. `salt` is random, `saltBytes` long.
    package init?(_ password: Secret, salt: [UInt8]) {
        let cost = Cost()
        guard salt.count == Self.saltBytes, let hash = Self.derive(password, salt, cost) else { return nil }
        self.init(cost, salt, hash)
    }

    /// Reads the stored text; nil when it is none, or asks for more work than a login may take.
    package init?(stored text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        var cost = Cost()
        for field in parts[2].split(separator: ",") {
            let pair = field.split(separator: "=")
            guard pair.count == 2, let value = Int(pair[1]) else { return nil }
            switch pair[0] {
            case "ln" where (10...20).contains(value): cost.log = value
            case "r" where (1...32).contains(value): cost.blockSize = value
            case "p" where (1...16).contains(value): cost.parallelism = value
            default: return nil
            }
        }
        guard let salt = Base64.bytes(ofURLText: parts[3]), salt.count == Self.saltBytes,
            let hash = Base64.bytes(ofURLText: parts[4]), hash.count == Self.hashBytes
        else { return nil }
        self.init(cost, salt, hash)
    }

    private init(_ cost: Cost, _ salt: [UInt8], _ hash: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
        text =
            "$scrypt$ln=\(cost.log),r=\(cost.blockSize),p=\(cost.parallelism)$\(Base64.urlText(of: salt))"
            + "$\(Base64.urlText(of: hash))"
    }

    /// Whether it is the hash of that password; takes as long as making one.
    package func matches(_ password: Secret) -> Bool {
        guard let other = Self.derive(password, salt, cost) else { return false }
        return constantTimeEquals(hash, other)
    }

    private static let hashBytes = 32

    private static func derive(_ password: Secret, _ salt: [UInt8], _ cost: Cost) -> [UInt8]? {
        let key = try? KDF.Scrypt.deriveKey(
            from: Array(password.text.utf8), salt: salt, outputByteCount: hashBytes, rounds: 1 << cost.log,
            blockSize: cost.blockSize, parallelism: cost.parallelism)
        return key.map { $0.withUnsafeBytes { Array($0) } }
    }
}
