/// What a channel can do; the decision and the outbox obey it.
package struct ChannelCapabilities: Hashable, Sendable {
    /// Which messages reach us.
    package enum Hearing: String, Sendable, CaseIterable {
        /// Every message of a group, so that overheard questions can be answered.
        case everything
        /// Of a group only messages that mention the bot.
        case mentions
        /// No group at all, only what people write to the bot alone.
        case privateChats = "private-chats"
        /// None: the channel only sends.
        case nothing
    }

    /// How long after a message a reply can still be sent to it, outside the answer to the webhook.
    package enum LateReply: Hashable, Sendable {
        /// Not at all.
        case never
        /// For so many seconds.
        case within(seconds: Int64)
        /// Without an end.
        case always
    }

    /// Which messages reach us.
    package var hearing: Hearing
    /// Whether the answer to a webhook can carry the reply.
    package var repliesInline: Bool
    /// Seconds after which the platform no longer takes the answer to a webhook; nil when it names no deadline.
    package var inlineSeconds: Int?
    /// How long a reply can follow later.
    package var lateReply: LateReply
    /// Whether we can speak unasked.
    package var pushes: Bool
    /// Whether a member of a group can be written to alone.
    package var repliesPrivately: Bool
    /// Whether a message can mention people.
    package var mentions: Bool
    /// The most UTF-8 bytes in one message.
    package var maximumBytes: Int
    /// The most messages a minute to one destination, nil when the platform names none.
    package var perMinute: Int?

    /// Takes the parts; who can speak unasked can also reply late, unless it is told otherwise.
    package init(
        hearing: Hearing, repliesInline: Bool, inlineSeconds: Int? = nil, lateReply: LateReply? = nil, pushes: Bool,
        repliesPrivately: Bool = false, mentions: Bool = true, maximumBytes: Int, perMinute: Int? = nil
    ) {
        self.hearing = hearing
        self.repliesInline = repliesInline
        self.inlineSeconds = inlineSeconds
        self.lateReply = lateReply ?? (pushes ? .always : .never)
        self.pushes = pushes
        self.repliesPrivately = repliesPrivately
        self.mentions = mentions
        self.maximumBytes = maximumBytes
        self.perMinute = perMinute
    }

    /// Whether anything we say in reply arrives; where it does not, nothing may be asked back.
    package var replies: Bool { repliesInline || lateReply != .never }
}
