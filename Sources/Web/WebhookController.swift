import Desk
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Metrics
import NIOCore

/// `GET,POST /webhooks/{channel}`: one route for every channel.
struct WebhookController: Sendable {
    let intake: Intake
    private let duration = Timer(label: "counsel_webhook_seconds")

    init(intake: Intake) { self.intake = intake }

    /// The largest body that any channel takes; codecs may be stricter.
    static let bodyLimit = 64 * 1_024

    func addRoutes(to router: Router<WebContext>) {
        router.get("/webhooks/:channel", use: receive)
        router.post("/webhooks/:channel", use: receive)
    }

    @Sendable
    func receive(_ request: Request, _ context: WebContext) async throws -> Response {
        let start = ContinuousClock.now
        guard let name = context.parameters.get("channel") else { return HTTPReply(status: 404).response }
        let body: [UInt8]
        do {
            body = Array(buffer: try await request.body.collect(upTo: Self.bodyLimit))
        } catch is NIOTooManyBytesError {
            return HTTPReply.tooLarge.response
        }
        let envelope = WebhookEnvelope(
            method: request.method == .get ? .get : .post, query: Self.query(of: request),
            headers: Self.headers(of: request), body: body)
        let outcome = await intake.receive(envelope, on: ChannelID(name))
        note(outcome, context)
        let elapsed = start.duration(to: .now)
        duration.recordNanoseconds(
            elapsed.components.seconds * 1_000_000_000 + elapsed.components.attoseconds / 1_000_000_000)
        return outcome.reply.response
    }

    private func note(_ outcome: Intake.Outcome, _ context: WebContext) {
        if let refusal = outcome.refusal {
            let level = Logger.Level(rawValue: refusal.level) ?? .notice
            context.logger.log(level: level, "webhook refused", metadata: ["code": "\(refusal.code)"])
        }
        if let failure = outcome.failure {
            context.logger.error("message not stored", metadata: ["error": "\(failure)"])
        }
        if let acknowledgement = outcome.acknowledgement, let row = acknowledgement.interaction {
            context.logger.debug(
                "message handled",
                metadata: ["interaction.id": "\(row)", "decision": "\(acknowledgement.decision.rawValue)"])
        }
    }

    private static func headers(of request: Request) -> [String: String] {
        var headers: [String: String] = [:]
        for field in request.headers where headers[field.name.canonicalName] == nil {
            headers[field.name.canonicalName] = field.value
        }
        return headers
    }

    /// The query, percent-decoded; `+` stays a plus, as signatures and base64 need it.
    private static func query(of request: Request) -> [String: String] {
        guard let text = request.uri.query else { return [:] }
        var query: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = String(parts[0]).removingPercentEncoding, query[key] == nil else { continue }
            query[key] = parts.count > 1 ? String(parts[1]).removingPercentEncoding ?? "" : ""
        }
        return query
    }
}
