import Domain
import Synchronization

/// Token buckets in front of the office: one for each channel, conversation and asker.
///
/// A bucket is kept as the moment at which it will be full again (the "generic cell rate algorithm" of ITU-T I.371), so
/// that a full one needs no memory; what is kept is swept when it has doubled, and bounded.
final class IntakeGate: Sendable {
    private enum Key: Hashable {
        case channel(ChannelID)
        case conversation(Conversation)
        case asker(ChannelID, SenderID)
    }

    private struct Book {
        /// Milliseconds since 1970 at which the bucket is full.
        var fullAt: [Key: Int64] = [:]
        /// The last message that each asker was let in with: its repeats store nothing, so they cost nothing.
        var lastMessage: [Key: MessageID] = [:]
        var sweepAt = 4_096
    }

    private let limits: IntakeLimits
    private let book = Mutex(Book())
    /// The most buckets that are remembered; beyond it new conversations and askers count for their channel only.
    private static let capacity = 262_144

    init(_ limits: IntakeLimits) { self.limits = limits }

    /// Takes a token for the message from each of its buckets, or from none; then the seconds until it may come again.
    func wait(for message: InboundMessage, at now: Timestamp) -> Int? {
        let conversation = message.conversation
        let due: [(Key, IntakeLimits.Rate)] = [
            limits.channel.map { (.channel(conversation.channel), $0) },
            limits.conversation.map { (.conversation(conversation), $0) },
            limits.asker.map { (.asker(conversation.channel, message.sender), $0) },
        ].compactMap { $0 }
        guard !due.isEmpty else { return nil }
        let now = now.milliseconds
        let asker = Key.asker(conversation.channel, message.sender)
        return book.withLock { book in
            if book.lastMessage[asker] == message.id { return nil }
            var longest: Int64 = 0
            for (key, rate) in due { longest = max(longest, wait(book.fullAt[key], rate, now)) }
            guard longest == 0 else { return Int((longest + 999) / 1_000) }
            sweep(&book, now)
            for (key, rate) in due where book.fullAt[key] != nil || book.fullAt.count < Self.capacity {
                book.fullAt[key] = max(now, sane(book.fullAt[key], rate, now)) + interval(rate)
            }
            if book.fullAt[asker] != nil { book.lastMessage[asker] = message.id }
            return nil
        }
    }

    /// Milliseconds until the bucket holds a token, 0 when it does.
    private func wait(_ fullAt: Int64?, _ rate: IntakeLimits.Rate, _ now: Int64) -> Int64 {
        let room = interval(rate) * Int64(rate.burst - 1)
        return max(0, sane(fullAt, rate, now) - room - now)
    }

    /// A bucket that would take longer than from empty was filled before the clock was set back: it starts full.
    private func sane(_ fullAt: Int64?, _ rate: IntakeLimits.Rate, _ now: Int64) -> Int64 {
        guard let fullAt, fullAt - now <= interval(rate) * Int64(rate.burst) else { return now }
        return fullAt
    }

    private func interval(_ rate: IntakeLimits.Rate) -> Int64 { max(1, 60_000 / Int64(rate.perMinute)) }

    private func sweep(_ book: inout Book, _ now: Int64) {
        guard book.fullAt.count >= book.sweepAt else { return }
        book.fullAt = book.fullAt.filter { $0.value > now }
        book.lastMessage = book.lastMessage.filter { book.fullAt[$0.key] != nil }
        book.sweepAt = max(4_096, min(Self.capacity, book.fullAt.count * 2))
    }

    /// How many buckets are remembered.
    var count: Int { book.withLock { $0.fullAt.count } }
}
