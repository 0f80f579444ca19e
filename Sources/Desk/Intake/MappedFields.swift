import Channels
import Content
import Sealing

/// Reads a `mapped` channel: where each field stands in a gateway's own JSON.
struct MappedFields {
    private let fields: ChannelFields

    init(_ fields: ChannelFields) { self.fields = fields }

    func settings() -> MappedSettings? {
        fields.allow(
            "authentication", "format", "json-parts", "map", "bot-names", "bot-ids", "acknowledgement", "reply", "push",
            "freshness-seconds",
            "maximum-age-seconds", "maximum-bytes", "per-minute", "inline-seconds")
        guard let map = fieldMap(), let authentication = authentication() else { return nil }
        var settings = MappedSettings(map: map, authentication: authentication)
        switch fields.text("format") ?? "json" {
        case "json": break
        case "multipart": settings.format = .multipart(jsonParts: fields.texts("json-parts"))
        case let other: return complain(fields.entry.fields, "format 只能是 json 或 multipart，现在是 \(other)")
        }
        settings.botNames = fields.texts("bot-names")
        settings.botIDs = fields.texts("bot-ids")
        settings.acknowledgement = fields.text("acknowledgement") ?? ""
        settings.reply = fields.entry.fields["reply"].flatMap(template)
        settings.push = push()
        settings.freshnessSeconds = fields.int("freshness-seconds") ?? settings.freshnessSeconds
        settings.maximumAgeSeconds = fields.int("maximum-age-seconds")
        settings.maximumBytes = fields.int("maximum-bytes") ?? settings.maximumBytes
        settings.inlineSeconds = fields.int("inline-seconds")
        settings.perMinute = fields.int("per-minute")
        return settings
    }

    private func authentication() -> MappedSettings.Authentication? {
        guard let value = fields.entry.fields["authentication"] else {
            return complain(fields.entry.fields, "缺少 authentication（open、header、query 或 signed）")
        }
        if value.text == "open" { return .open }
        let token = value["token"]?.text.map { Secret($0) }
        if let secret = value["signed"]?.text { return .signed(secret: Secret(secret)) }
        if let name = value["header"]?.text, let token { return .header(name: name, token: token) }
        if let name = value["query"]?.text, let token { return .query(name: name, token: token) }
        return complain(value, "authentication 应当是 open、{signed: 密钥}、{header: 名, token: 值} 或 {query: 名, token: 值}")
    }

    private func fieldMap() -> FieldMap? {
        guard let map = fields.entry.fields["map"] else { return complain(fields.entry.fields, "缺少 map") }
        for (key, location) in map.keys where !Self.mapKeys.contains(key) {
            fields.log.error(
                location, "map 不认识的键 \(key)，可用的有：\(Self.mapKeys.joined(separator: "、"))", rule: "unknown-key")
        }
        guard let text = path("text", in: map), let conversation = path("conversation", in: map),
            let sender = path("sender", in: map), let group = map["group"].flatMap(condition)
        else { return complain(map, "map 至少要有 text、conversation、sender、group") }
        var result = FieldMap(
            messageID: path("message-id", in: map), text: text, conversationID: conversation, senderID: sender,
            isGroup: group)
        result.privateConversationID = path("private-conversation", in: map)
        result.markup = map["quote-message"].flatMap(markup)
        result.senderPrefix = map["sender-prefix"]?.text
        result.senderName = path("sender-name", in: map)
        result.botID = path("bot-id", in: map)
        result.quoteID = path("quote-id", in: map)
        result.quoteText = path("quote-text", in: map)
        result.handshake = map["handshake"].flatMap(condition)
        if let listed = map["mentioned-in"]?.text { result.mention = JSONPath(listed).map { .listed($0) } }
        if let when = map["mentioned-when"] { result.mention = condition(when).map { .when($0) } }
        if let kind = map["kind"], let place = path("path", in: kind), let text = kind["text"]?.text {
            var names: [String: String] = [:]
            for (value, _) in kind["names"]?.keys ?? [] { names[value] = kind["names"]?[value]?.text }
            result.kind = FieldMap.Kind(place, text: text, names: names)
        }
        if let sent = map["sent-at"], let place = path("path", in: sent) {
            let unit = sent["unit"]?.text.flatMap(FieldMap.Moment.Unit.init) ?? .seconds
            result.sentAt = FieldMap.Moment(place, unit)
        }
        for (name, _) in map["drop"]?.keys ?? [] {
            if let when = map["drop"]?[name].flatMap(condition) { result.drops.append(FieldMap.Drop(name, when: when)) }
        }
        return result
    }

    private static let mapKeys = [
        "message-id", "text", "conversation", "sender", "sender-prefix", "sender-name", "group", "mentioned-in",
        "mentioned-when", "bot-id", "kind", "sent-at", "quote-id", "quote-text", "drop", "handshake",
        "private-conversation", "quote-message",
    ]

    private func markup(_ value: ConfigValue) -> FieldMap.Markup? {
        guard let kind = value["kind"]?.text, let holds = value["holds"]?.text, let text = value["text"]?.text else {
            return complain(value, "quote-message 要有 kind、holds、text")
        }
        return FieldMap.Markup(
            kind: kind, holds: holds, text: text, quoteText: value["quote-text"]?.text, quoteID: value["quote-id"]?.text
        )
    }

    private func push() -> MappedSettings.Push? {
        guard let push = fields.entry.fields["push"] else { return nil }
        guard let url = push["url"]?.text, let body = push["body"].flatMap(template) else {
            return complain(push, "push 要有 url 和 body")
        }
        var headers: [String: Secret] = [:]
        for (name, _) in push["headers"]?.keys ?? [] { headers[name] = push["headers"]?[name]?.text.map { Secret($0) } }
        return MappedSettings.Push(
            url: Secret(url), headers: headers, body: body, success: push["success"].flatMap(condition))
    }

    /// A condition as config has it: `{path: a.b, is: [x]}`, also with begins, ends, equals, present, and `negated: true`.
    private func condition(_ value: ConfigValue) -> Condition? {
        guard let place = path("path", in: value) else { return complain(value, "条件缺少 path") }
        let isNegated = value["negated"]?.text == "true"
        let test: Condition.Test? =
            if let values = value["is"] { .isOneOf(values.texts) } else if let values = value["begins"] {
                .beginsWithOneOf(values.texts)
            } else if let values = value["ends"] {
                .endsWithOneOf(values.texts)
            } else if let other = path("equals", in: value) { .equals(other) } else {
                value["present"]?.text == "true" ? .present : nil
            }
        guard let test else { return complain(value, "条件要有 is、begins、ends、equals 或 present: true") }
        return Condition(place, test, isNegated: isNegated)
    }

    private func path(_ key: String, in value: ConfigValue) -> JSONPath? {
        guard let text = value[key]?.text else { return nil }
        if let path = JSONPath(text) { return path }
        return complain(value, "\(key) 的路径写错了：\(text)")
    }

    private func template(_ value: ConfigValue) -> JSONTemplate? {
        guard let text = value.text, let template = try? JSONTemplate(text) else {
            return complain(value, "这里要写一段 JSON 模板")
        }
        return template
    }

    private func complain<Value>(_ value: ConfigValue, _ message: String) -> Value? {
        fields.log.error(value.location, "通道 \(fields.entry.id)：\(message)", rule: "channel-setting")
        return nil
    }
}
