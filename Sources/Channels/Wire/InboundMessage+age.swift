import Domain

extension InboundMessage {
    /// Whether the platform sent it more than so many seconds ago; never without a limit or a time.
    func isOlder(than seconds: Int?, at now: Timestamp) -> Bool {
        guard let seconds, let sentAt else { return false }
        return sentAt < now.adding(seconds: -Int64(seconds))
    }
}
