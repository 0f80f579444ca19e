package import Domain
package import Sealing

/// Makes and opens the links by which one person reaches one case without a login: `/c/{case}/{token}`.
///
/// A token is base64url (RFC 4648, 5) of the first 16 bytes of an HMAC-SHA256, then the minute it was made (4 bytes), the
/// hours it lasts (2 bytes) and the person's id; the case is signed with it and stands in the address.
package struct CaseLinks: Sendable {
    /// What a token that can be trusted says.
    package struct Grant: Sendable, Equatable {
        /// Who may act by it.
        package let person: PersonID
        /// When it was made, to the minute.
        package let madeAt: Timestamp
        /// When it ends.
        package let expiresAt: Timestamp
    }

    /// Hours that a link lasts unless the config says otherwise: two weeks.
    package static let hours = 14 * 24

    private let signature: Signature
    private let publicURL: String
    private let hours: Int

    /// Takes the secret, where the public reaches this server, and the hours that a link lasts, 1…65535.
    package init(secret: Secret, publicURL: String, hours: Int = CaseLinks.hours) {
        signature = Signature(.sha256, secret: secret)
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        self.hours = min(max(hours, 1), 65_535)
    }

    /// The address to send to the person.
    package func url(case number: Int64, for person: PersonID, at now: Timestamp) -> String {
        publicURL + path(case: number, for: person, at: now)
    }

    /// The same without the server's name.
    package func path(case number: Int64, for person: PersonID, at now: Timestamp) -> String {
        let minute = UInt32(clamping: now.milliseconds / 60_000)
        let grant = Self.bytes(minute) + Self.bytes(UInt16(hours)) + Array(person.text.utf8)
        return "/c/\(number)/" + Base64.urlText(of: tag(number, grant) + grant)
    }

    /// Reads a token for this case; nil when it was not made here, for another case, or is over.
    package func open(_ token: String, case number: Int64, at now: Timestamp) -> Grant? {
        guard token.utf8.count <= Self.longest, let bytes = Base64.bytes(ofURLText: token),
            bytes.count > Self.tagBytes + 6
        else { return nil }
        let grant = Array(bytes[Self.tagBytes...])
        guard constantTimeEquals(Array(bytes[..<Self.tagBytes]), tag(number, grant)) else { return nil }
        let minute = grant[..<4].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let lasting = grant[4..<6].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let madeAt = Timestamp(milliseconds: minute * 60_000)
        let expiresAt = madeAt.adding(seconds: lasting * 3_600)
        guard madeAt <= now, now < expiresAt else { return nil }
        return Grant(
            person: PersonID(String(decoding: grant[6...], as: UTF8.self)), madeAt: madeAt, expiresAt: expiresAt)
    }

    private func tag(_ number: Int64, _ grant: [UInt8]) -> [UInt8] {
        let digest = Hexadecimal.bytes(of: signature.hex(of: Array("case link\n\(number)\n".utf8), grant)) ?? []
        return Array(digest.prefix(Self.tagBytes))
    }

    private static let tagBytes = 16
    private static let longest = 256

    private static func bytes(_ value: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
        stride(from: value.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
