import Domain

extension JSONValue {
    /// A moment as a count since 1970, of which `perSecond` make a second; throws outside the years 1970…9999, so that
    /// no later reckoning can overflow.
    func requireMoment(perSecond: Int64 = 1) throws(ChannelError) -> Timestamp {
        guard let count = integer, (0..<253_402_300_800 * perSecond).contains(count) else { throw .malformed }
        return Timestamp(milliseconds: count * (1_000 / perSecond))
    }
}
