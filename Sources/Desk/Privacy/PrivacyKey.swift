package import Content
import Foundation
package import Sealing

/// The secret of `privacy.key`, which stands outside the database: in the environment or in a file of its own.
package enum PrivacyKey {
    /// Why there is no secret to work with; the texts say what to do and hold nothing of it.
    package enum Problem: Error, Equatable, CustomStringConvertible {
        /// Neither a key nor a file is configured.
        case missing
        /// The key is too short to protect anything.
        case short
        /// The file cannot be read.
        case unreadable(path: String)
        /// Others than the owner may read the file.
        case exposed(path: String)

        /// What is wrong and what to do.
        package var description: String {
            switch self {
            case .missing: "privacy.key is not set: give it from the environment, or name a privacy.key-file"
            case .short: "privacy.key must have at least \(Vault.shortestSecret) characters"
            case .unreadable(let path): "the privacy key cannot be read from \(path)"
            case .exposed(let path): "\(path) may be read by others; run: chmod 600 \(path)"
            }
        }
    }

    /// The vault of the configured secret.
    package static func vault(_ settings: Settings) throws -> Vault {
        let secret: String
        if let path = settings.privacyKeyFile {
            secret = try read(path)
        } else if let key = settings.privacyKey, !key.isEmpty {
            secret = key
        } else {
            throw Problem.missing
        }
        guard secret.count >= Vault.shortestSecret else { throw Problem.short }
        return Vault(Secret(secret))
    }

    private static func read(_ path: String) throws -> String {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue,
            let data = FileManager.default.contents(atPath: path)
        else { throw Problem.unreadable(path: path) }
        guard mode & 0o077 == 0 else { throw Problem.exposed(path: path) }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
