import Domain
import Synchronization

/// Refuses requests that were signed too long ago and, where that is wanted, nonces that came before.
///
/// Nothing in the platforms' documents says whether their own repeats carry a new nonce; refusing known ones could lose
/// a message that was not stored the first time, so that it is off unless configured.
struct ReplayWindow: Sendable {
    private let freshnessSeconds: Int64
    private let nonces: NonceMemory?

    /// Takes the seconds by which a timestamp may differ from our clock, and whether a nonce is good only once.
    init(freshnessSeconds: Int, refusesKnownNonces: Bool) {
        self.freshnessSeconds = Int64(freshnessSeconds)
        nonces = refusesKnownNonces ? NonceMemory() : nil
    }

    /// Looks at the `timestamp` and `nonce` of a request whose signature is right.
    func check(_ query: [String: String], at now: Timestamp) throws(ChannelError) {
        guard let stamp = query["timestamp"], let nonce = query["nonce"] else { throw .badSignature }
        guard stamp.utf8.count <= 12, stamp.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seconds = Int64(stamp)
        else { throw .stale }
        let moment = Timestamp(seconds: seconds)
        guard abs(now.milliseconds - moment.milliseconds) <= freshnessSeconds * 1_000 else { throw .stale }
        guard let nonces else { return }
        let isNew = nonces.insert("\(stamp) \(nonce)", until: moment.adding(seconds: freshnessSeconds), at: now)
        guard isNew else { throw .replayed }
    }
}

/// The nonces of the last minutes; older ones are refused by their timestamps.
private final class NonceMemory: Sendable {
    private struct Seen {
        var known: Set<String> = []
        var expiring: [(nonce: String, at: Timestamp)] = []
    }

    private let seen = Mutex(Seen())

    /// Whether the nonce is new; forgets those whose time is over.
    func insert(_ nonce: String, until expiry: Timestamp, at now: Timestamp) -> Bool {
        seen.withLock { seen in
            if let first = seen.expiring.first, first.at < now {
                for old in seen.expiring where old.at < now { seen.known.remove(old.nonce) }
                seen.expiring.removeAll { $0.at < now }
            }
            guard seen.known.insert(nonce).inserted else { return false }
            seen.expiring.append((nonce, expiry))
            return true
        }
    }
}
