/// What a channel can do; the decision and the outbox obey it.
package struct ChannelCapabilities: Hashable, Sendable {
    /// Which group messages reach us.
    package enum Hearing: String, Sendable {
        /// Every message, so that overheard questions can be answered.
        case everything
        /// Only messages that mention the bot.
        case mentions
        /// None: the channel only sends.
        case nothing
    }

    /// Which group messages reach us.
    package var hearing: Hearing
    /// Whether the answer to a webhook can carry the reply.
    package var repliesInline: Bool
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

    /// Takes the parts.
    package init(
        hearing: Hearing, repliesInline: Bool, pushes: Bool, repliesPrivately: Bool = false, mentions: Bool = true,
        maximumBytes: Int, perMinute: Int? = nil
    ) {
        self.hearing = hearing
        self.repliesInline = repliesInline
        self.pushes = pushes
        self.repliesPrivately = repliesPrivately
        self.mentions = mentions
        self.maximumBytes = maximumBytes
        self.perMinute = perMinute
    }
}
