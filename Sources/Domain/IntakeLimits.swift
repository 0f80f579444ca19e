/// How much may come in, so that one noisy group or runaway gateway does not take the service from the others.
package struct IntakeLimits: Sendable, Equatable {
    /// A bucket that holds `burst` messages and fills up again at `perMinute`.
    package struct Rate: Sendable, Equatable {
        /// Messages a minute over a long time.
        package var perMinute: Int
        /// Messages at once after a quiet time.
        package var burst: Int

        /// Takes both; both at least 1.
        package init(perMinute: Int, burst: Int) {
            self.perMinute = max(1, perMinute)
            self.burst = max(1, burst)
        }
    }

    /// For each channel as a whole; nil for no limit.
    package var channel: Rate?
    /// For each group or private chat; nil for no limit.
    package var conversation: Rate?
    /// For each person on a channel; nil for no limit.
    package var asker: Rate?

    /// Takes the three rates.
    package init(channel: Rate? = nil, conversation: Rate? = nil, asker: Rate? = nil) {
        self.channel = channel
        self.conversation = conversation
        self.asker = asker
    }

    /// What a busy district never reaches, and a runaway gateway soon does.
    package static let usual = IntakeLimits(
        channel: Rate(perMinute: 60_000, burst: 10_000), conversation: Rate(perMinute: 600, burst: 300),
        asker: Rate(perMinute: 60, burst: 60))
}
