package import Domain

extension WebhookEnvelope {
    /// The most bytes in the body of a webhook.
    package static let bodyLimit = 65_536

    /// Refuses what cannot be a JSON event, before any cost is spent on it.
    func requireJSONPost() throws(ChannelError) {
        guard method == .post else { throw .wrongMethod }
        guard body.count <= Self.bodyLimit else { throw .tooLarge }
        guard headers["content-type"].map(Self.isJSON) ?? true else { throw .unsupportedMediaType }
    }

    /// The body of an XML event; refuses what cannot be one before any cost is spent on it.
    func requireXMLPost() throws(ChannelError) -> FlatXML {
        guard method == .post else { throw .wrongMethod }
        guard body.count <= Self.bodyLimit else { throw .tooLarge }
        guard headers["content-type"].map(Self.isXML) ?? true else { throw .unsupportedMediaType }
        do { return try XMLReader.read(body) } catch { throw .malformed }
    }

    /// The body as JSON.
    func json() throws(ChannelError) -> JSONValue {
        do {
            return try JSONReader.read(body)
        } catch {
            throw .malformed
        }
    }

    private static func isJSON(_ mediaType: String) -> Bool {
        if mediaType == "application/json" { return true }
        let essence = essence(of: mediaType)
        return essence == "application/json" || (essence.hasPrefix("application/") && essence.hasSuffix("+json"))
    }

    private static func isXML(_ mediaType: String) -> Bool {
        ["text/xml", "application/xml"].contains(essence(of: mediaType))
    }

    private static func essence(of mediaType: String) -> String {
        mediaType.prefix { $0 != ";" && $0 != " " }.lowercased()
    }
}

extension HTTPCall {
    /// A POST of JSON.
    static func json(_ url: String, _ body: JSONValue, headers: [Header] = []) -> HTTPCall {
        HTTPCall(
            url: url, headers: [Header("Content-Type", "application/json; charset=utf-8")] + headers, body: body.bytes)
    }
}
