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

    /// The parts of a form as members of an object: files by their names, the named parts as the JSON that they hold.
    func requireFormPost(jsonParts: [String]) throws(ChannelError) -> JSONValue {
        guard method == .post else { throw .wrongMethod }
        guard body.count <= Self.bodyLimit else { throw .tooLarge }
        guard let mediaType = headers["content-type"], Self.essence(of: mediaType) == "multipart/form-data" else {
            throw .unsupportedMediaType
        }
        guard let form = MultipartForm(body, mediaType: mediaType) else { throw .malformed }
        var members: [JSONValue.Member] = []
        for part in form.parts {
            if let file = part.fileName {
                members.append(JSONValue.Member(part.name, ["file": .string(file)]))
            } else if jsonParts.contains(part.name) {
                guard let value = try? JSONReader.read(part.body) else { throw .malformed }
                members.append(JSONValue.Member(part.name, value))
            } else {
                guard let text = String(validating: part.body, as: UTF8.self) else { throw .malformed }
                members.append(JSONValue.Member(part.name, .string(text)))
            }
        }
        return .object(members)
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
