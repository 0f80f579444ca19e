package import Domain
package import Store

extension CounselDatabase {
    /// What waits and is due, taken out of the outbox as if it were sent, oldest first.
    package func sendAll(at now: Timestamp) async throws -> [OutboundMessage] {
        var messages: [OutboundMessage] = []
        while true {
            let items = try await claimDue(at: now, limit: 50) { _ in nil }
            if items.isEmpty { return messages }
            for item in items {
                try await settle(item.id, .settle, at: now)
                messages.append(item.message)
            }
        }
    }
}
