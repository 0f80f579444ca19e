import Channels
package import Domain

/// The words for the asker in a channel's answer, whichever way it carries them.
package enum SpokenWords {
    /// Where channels put words: the neutral one and OneBot 11, smart robots, cards, DingTalk, gateways.
    private static let places: [JSONPath] = [
        "reply", "reply.text", "stream.content", "text.content", "template_card.main_title.title", "data.info.text",
        "data.content",
    ]

    /// The words, nil when nothing is said.
    package static func of(_ reply: HTTPReply) -> String? {
        guard reply.status == 200 else { return nil }
        // WeCom's apps and the Official Account answer in XML.
        if let words = (try? XMLReader.read(reply.body))?["Content"] { return words }
        guard let answer = try? JSONReader.read(reply.body) else { return nil }
        for place in places {
            if let text = answer[path: place]?.string { return text }
        }
        // OneBot 11 answers with segments, OneBot 12 with an action that holds them.
        let segments = answer["reply"] ?? answer[0]?["params"]?["message"]
        let texts = segments?.array?.compactMap { $0["data"]?["text"]?.string } ?? []
        return texts.isEmpty ? nil : texts.joined().trimmingPrefix(while: \.isWhitespace).description
    }
}
