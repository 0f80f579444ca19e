package import Sealing

/// Settings of a mapped channel.
package struct MappedSettings: Sendable {
    /// How we know that the gateway is who posts.
    package enum Authentication: Sendable {
        /// Not at all, which suits a loopback only.
        case open
        /// A header field with this exact value; the name in any case.
        case header(name: String, token: Secret)
        /// A query parameter with this exact value.
        case query(name: String, token: Secret)
        /// The neutral channel's two header fields.
        case signed(secret: Secret)
    }

    /// How we say something unasked.
    package struct Push: Sendable {
        /// The gateway's address for it, which may hold a token.
        package var url: Secret
        /// Further header fields by name.
        package var headers: [String: Secret]
        /// The body.
        package var body: JSONTemplate
        /// What the answer's JSON must say for success; nil when any 2xx will do.
        package var success: Condition?

        /// Takes the parts.
        package init(url: Secret, headers: [String: Secret] = [:], body: JSONTemplate, success: Condition? = nil) {
            self.url = url
            self.headers = headers
            self.body = body
            self.success = success
        }
    }

    /// How the gateway writes its events.
    package enum Format: Hashable, Sendable {
        case json
        /// A form whose named parts hold JSON.
        case multipart(jsonParts: [String])
    }

    /// How the gateway writes its events.
    package var format = Format.json
    /// Where the fields stand.
    package var map: FieldMap
    /// How we know the gateway.
    package var authentication: Authentication
    /// Names by which people mention the bot, without the `@`.
    package var botNames: [String]
    /// The bot's own ids, where events do not hold them.
    package var botIDs: [String]
    /// The body that answers every event to which nothing is said; empty for none. JSON or plain text, as it looks.
    package var acknowledgement: String
    /// The body that carries a reply; nil when the gateway takes none in its answer.
    package var reply: JSONTemplate?
    /// How we say something unasked; nil when the gateway has no address for it.
    package var push: Push?
    /// Seconds by which a signature's timestamp may differ from our clock.
    package var freshnessSeconds: Int
    /// Seconds after which a message is too old to be handled; nil handles each once however late it comes.
    package var maximumAgeSeconds: Int?
    /// The most UTF-8 bytes of one text.
    package var maximumBytes: Int
    /// The most messages a minute to one conversation.
    package var perMinute: Int?
    /// Seconds after which the gateway no longer takes a reply in the answer; nil when it waits.
    package var inlineSeconds: Int?

    /// Takes map and authentication; the others are set after.
    package init(map: FieldMap, authentication: Authentication) {
        self.map = map
        self.authentication = authentication
        botNames = []
        botIDs = []
        acknowledgement = ""
        freshnessSeconds = 300
        maximumBytes = 2_048
    }

    var problems: [(field: String, message: String)] {
        let secret: Secret? =
            switch authentication {
            case .open: nil
            case .header(_, let token), .query(_, let token): token
            case .signed(let secret): secret
            }
        return SettingsRule.secret(secret, field: "authentication")
            + SettingsRule.address(push?.url.text, field: "push.url")
            + SettingsRule.limit(maximumBytes, field: "maximumBytes")
    }
}
