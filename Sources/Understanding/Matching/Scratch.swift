import Synchronization

/// The working memory of one match; taken from a pool, used by one caller, put back.
final class Scratch {
    /// Where a literal was first seen.
    struct Hit {
        var literal: Int32
        var start: Int32
        var end: Int32
    }

    /// A clause that fired, and for a pattern what it matched, in UTF-8 offsets of the normalised text.
    struct Fired {
        var clause: Int32
        var range: Range<Int>?
    }

    var hits: [Hit] = []
    /// The hit that showed a feature, -1 while unseen.
    var hitOfFeature: [Int32]
    var seenFeatures: [Int32] = []
    private var isLiteralSeen: [Bool]
    var fired: [[Fired]]
    var firedRules: [Int32] = []
    var isVetoed: [Bool]
    private var vetoedRules: [Int32] = []
    var likeness: RuleSums
    var utf8: [UInt8] = []
    let workspace: Pattern.Workspace?

    init(literals: Int, features: Int, rules: Int) {
        hitOfFeature = [Int32](repeating: -1, count: features)
        isLiteralSeen = [Bool](repeating: false, count: literals)
        fired = [[Fired]](repeating: [], count: rules)
        isVetoed = [Bool](repeating: false, count: rules)
        likeness = RuleSums(count: rules)
        workspace = Pattern.Workspace()
    }

    /// Notes a literal; true the first time.
    @inline(__always)
    func see(_ literal: Int, _ start: Int, _ end: Int) -> Bool {
        guard !isLiteralSeen[literal] else { return false }
        isLiteralSeen[literal] = true
        hits.append(Hit(literal: Int32(literal), start: Int32(start), end: Int32(end)))
        return true
    }

    func fire(_ fired: Fired, of rule: Int) {
        if self.fired[rule].isEmpty { firedRules.append(Int32(rule)) }
        self.fired[rule].append(fired)
    }

    func veto(_ rule: Int) {
        guard !isVetoed[rule] else { return }
        isVetoed[rule] = true
        vetoedRules.append(Int32(rule))
    }

    /// Forgets the message; costs as much as the message touched.
    func reset() {
        for hit in hits { isLiteralSeen[Int(hit.literal)] = false }
        for feature in seenFeatures { hitOfFeature[Int(feature)] = -1 }
        for rule in firedRules { fired[Int(rule)].removeAll(keepingCapacity: true) }
        for rule in vetoedRules { isVetoed[Int(rule)] = false }
        hits.removeAll(keepingCapacity: true)
        seenFeatures.removeAll(keepingCapacity: true)
        firedRules.removeAll(keepingCapacity: true)
        vetoedRules.removeAll(keepingCapacity: true)
        likeness.reset()
        utf8.removeAll(keepingCapacity: true)
    }
}

/// Lends working memory, so that a message allocates next to nothing.
///
/// `@unchecked` because a scratch is no value: the lock hands each to one caller at a time.
final class ScratchPool: @unchecked Sendable {
    private let free = Mutex<[Unshared]>([])
    private let literals: Int
    private let features: Int
    private let rules: Int

    /// A scratch that nobody else holds.
    private struct Unshared: @unchecked Sendable { let scratch: Scratch }

    init(literals: Int, features: Int, rules: Int) {
        self.literals = literals
        self.features = features
        self.rules = rules
    }

    /// Calls `body` with working memory that nobody else uses meanwhile.
    func withScratch<Result>(_ body: (Scratch) -> Result) -> Result {
        let scratch =
            free.withLock { $0.popLast() }?.scratch
            ?? Scratch(literals: literals, features: features, rules: rules)
        defer {
            scratch.reset()
            let unshared = Unshared(scratch: scratch)
            free.withLock { $0.append(unshared) }
        }
        return body(scratch)
    }
}
