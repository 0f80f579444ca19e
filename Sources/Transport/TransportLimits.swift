/// What an exchange may cost, and whom it may reach.
package struct TransportLimits: Hashable, Sendable {
    /// Milliseconds for the name, the connection and TLS.
    package var connectTimeoutMilliseconds = 5_000
    /// Bytes that the body of a reply may have.
    package var maximumReplyBytes = 1_048_576
    /// Bytes that status line, header fields and trailers of a reply may have.
    package var maximumHeaderBytes = 65_536
    /// Exchanges at the same time; the others wait, and their time runs.
    package var maximumInFlight = 64
    /// Bytes a second below which an exchange counts as slow.
    package var minimumBytesPerSecond = 10
    /// Seconds that an exchange may be slow.
    package var slowSeconds = 10
    /// Redirects within one origin that a GET follows.
    package var maximumRedirects = 3
    /// Whether private, loopback and otherwise special addresses may be reached.
    package var allowsPrivateAddresses = true
    /// A PEM file of certificate authorities to trust instead of the system's.
    package var authoritiesFile: String?

    /// The limits as shipped.
    package init() {}
}
