package import Hummingbird
package import NIOCore

/// What a request carries besides itself: who called.
package struct WebContext: RequestContext {
    /// Hummingbird's own part.
    package var coreContext: CoreRequestContextStorage
    /// The caller's address; nil where the transport knows none.
    package let remoteAddress: SocketAddress?

    /// Takes both from the connection.
    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }

    /// Whether the caller sits on this machine.
    var isLoopback: Bool {
        guard let remoteAddress else { return false }
        let address = remoteAddress.ipAddress ?? ""
        return address == "::1" || address.hasPrefix("127.") || remoteAddress.pathname != nil
    }
}
