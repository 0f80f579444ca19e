import Foundation
import Hummingbird
import Logging

/// A bare route that decodes and encodes the bodies of the neutral channel and does nothing else: the yardstick.
@main
struct BareServer {
    struct Message: Decodable, Sendable {
        struct Conversation: Decodable, Sendable {
            let id: String
            let kind: String
        }

        struct Sender: Decodable, Sendable {
            let id: String
            let name: String?
        }

        let messageId: String
        let conversation: Conversation
        let sender: Sender
        let type: String
        let text: String
        let mentionsBot: Bool
    }

    struct Answer: ResponseEncodable, Sendable {
        struct Reply: Encodable, Sendable {
            let text: String
            let mentions: [String]
        }

        let status: String
        let duplicate: Bool
        let decision: String
        let interaction: String
        let reply: Reply
    }

    static func main() async throws {
        let text = String(repeating: "按月足额支付是用工一方的事，拖着不给可以去劳动监察投诉。", count: 12)
        let router = Router()
        router.post("/webhooks/neutral") { request, context in
            let message = try await request.decode(as: Message.self, context: context)
            return Answer(
                status: "accepted", duplicate: false, decision: "answer", interaction: "i-" + message.messageId,
                reply: Answer.Reply(text: text, mentions: [message.sender.id]))
        }
        router.get("/readyz") { _, _ in "ok" }
        let port = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 18090
        var logger = Logger(label: "bare")
        logger.logLevel = .error
        try await Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger
        ).runService()
    }
}
