import Channels
import Domain
import Store
import Synchronization

/// Waits so many milliseconds, or until the waiting task is cancelled; a test's hand in tests.
package typealias Pause = @Sendable (_ milliseconds: Int64) async throws -> Void

extension Intake {
    /// Milliseconds of a platform's patience that are left for the way back.
    private static let reserveMilliseconds: Int64 = 1_000

    /// Seconds in which a platform that comes back for a postponed reply is waited for.
    private static let fetchingSeconds: Int64 = 10

    /// Answers within the platform's patience, where it names one.
    ///
    /// Work that takes longer goes on: its reply is then sent through the outbox, once, by whoever finishes last.
    func inTime(
        _ receiver: any ChannelReceiver, _ message: InboundMessage, _ work: @escaping @Sendable () async -> Outcome
    ) async -> Outcome {
        guard let seconds = receiver.capabilities.inlineSeconds else { return await work() }
        let patience = max(Int64(seconds) * 1_000 - Self.reserveMilliseconds, Self.reserveMilliseconds / 2)
        return await withCheckedContinuation { continuation in
            let answer = FirstAnswer(continuation)
            let timer = Task {
                guard (try? await pause(patience)) != nil,
                    answer.give(Outcome(reply: receiver.postpone(message, at: clock())))
                else { return }
                meter.missedDeadline(on: receiver.id)
            }
            Task {
                let outcome = await work()
                timer.cancel()
                let isInTime = answer.give(outcome) {
                    if let acknowledgement = outcome.acknowledgement { database.noteCarried(acknowledgement) }
                }
                if !isInTime { await sendLate(outcome, of: receiver) }
            }
        }
    }

    /// What a reply becomes should the answer to its webhook come too late, or never leave.
    func owing(_ message: InboundMessage, _ capabilities: ChannelCapabilities) -> Owing {
        guard capabilities.repliesInline, let seconds = capabilities.inlineSeconds, message.pressedCard == nil,
            let sender = channels.senders[message.conversation.channel]
        else { return { _ in nil } }
        let dueAt = clock().adding(seconds: Int64(seconds) + Self.fetchingSeconds)
        return { reply in
            OwedReply(parts: sender.parts(of: OutboundMessage(replyingTo: message, with: reply)), dueAt: dueAt)
        }
    }

    /// Sends what is owed at once, since the answer to its webhook could not carry it.
    private func sendLate(_ outcome: Outcome, of receiver: any ChannelReceiver) async {
        guard let acknowledgement = outcome.acknowledgement, acknowledgement.isOwed,
            let interaction = acknowledgement.interaction
        else { return }
        let now = clock()
        // A platform that comes back by itself gets a while for it; the reply then goes where it was asked for.
        let start = receiver.fetchesPostponedReplies ? now.adding(seconds: Self.fetchingSeconds) : now
        do {
            let isOwed = try await database.sendLate(
                replyingTo: interaction, attempt: acknowledgement.attempt, at: now, notBefore: start)
            if isOwed { doorbell.ring() }
        } catch {
            // It stays owed, and goes out when it is due.
            meter.notStored(on: receiver.id)
        }
    }
}

/// Lets the first of several answers through.
private final class FirstAnswer: Sendable {
    private let continuation: Mutex<CheckedContinuation<Intake.Outcome, Never>?>

    init(_ continuation: CheckedContinuation<Intake.Outcome, Never>) { self.continuation = Mutex(continuation) }

    /// Whether this was the first; if so, `note` has run before whoever waits goes on.
    func give(_ outcome: Intake.Outcome, note: () -> Void = {}) -> Bool {
        let waiting = continuation.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        guard let waiting else { return false }
        note()
        waiting.resume(returning: outcome)
        return true
    }
}

extension Acknowledgement {
    /// What the answer to the webhook may carry: no words when they go out on their own.
    var forWebhook: Acknowledgement {
        guard isLate else { return self }
        var bare = self
        bare.reply = nil
        return bare
    }
}

extension OutboundMessage {
    /// A reply as a message of its own, in the conversation of the message that it answers.
    init(replyingTo message: InboundMessage, with reply: Acknowledgement.Reply) {
        self.init(
            channel: message.conversation.channel, to: message.conversation.id.text, kind: message.conversation.kind,
            text: reply.text, mentions: reply.mentions.map(\.text), inReplyTo: message.id, asker: message.sender)
    }
}
