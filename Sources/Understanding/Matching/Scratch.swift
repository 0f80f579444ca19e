import Synchronization

/// The working memory of one match; taken from a pool, used by one caller, put back.
struct Scratch: ~Copyable {
    /// Where a literal was first seen.
    struct Hit {
        var literal: Int32
        var start: Int32
        var end: Int32
    }

    /// A clause that fired, and for a pattern what it matched, in UTF-8 offsets of the normalised text.
    struct Fired {
        var clause: Int32
        /// The place of the rule's next fired clause, -1 for none.
        var next: Int32 = -1
        var start: Int32 = -1
        var end: Int32 = -1

        var isPattern: Bool { start >= 0 }
    }

    /// What the message did to a rule.
    struct RuleState {
        /// The place of the rule's first fired clause, -1 for none.
        var firstFired: Int32 = -1
        var lastFired: Int32 = -1
        var isVetoed = false
    }

    private(set) var hits = Buffer<Hit>(capacity: 64)
    /// The hit that showed a feature, -1 while unseen.
    private(set) var hitOfFeature: Buffer<Int32>
    private(set) var seenFeatures = Buffer<Int32>(capacity: 64)
    private var isLiteralSeen: Buffer<Bool>
    /// The fired clauses; each rule's are chained in the order of firing.
    private(set) var fired = Buffer<Fired>(capacity: 64)
    private(set) var states: Buffer<RuleState>
    private(set) var firedRules = Buffer<Int32>(capacity: 64)
    private var vetoedRules = Buffer<Int32>()
    var likeness: RuleSums
    /// For each scalar of the text the number of the pair that ends there.
    var pairs = Buffer<Int32>(capacity: 256)
    var comparing: LikenessIndex.Workspace
    /// For each topic how like the message is to its examples.
    var topicLikeness: Buffer<Float>
    /// The hits of one rule, while its evidence is weighed.
    var words = Buffer<Hit>()
    /// The normalised text for patterns; written when the first is tried.
    var utf8 = Buffer<UInt8>(capacity: 512)
    let workspace: Pattern.Workspace?

    init(literals: Int, features: Int, rules: Int, topics: Int, likeness: LikenessIndex) {
        hitOfFeature = Buffer(repeating: -1, count: features)
        isLiteralSeen = Buffer(repeating: false, count: literals)
        states = Buffer(repeating: RuleState(), count: rules)
        self.likeness = RuleSums(count: rules)
        topicLikeness = Buffer(repeating: 0, count: topics)
        comparing = LikenessIndex.Workspace(likeness)
        workspace = Pattern.Workspace()
    }

    /// Notes a literal; true the first time.
    @inline(__always)
    mutating func see(_ literal: Int, _ start: Int, _ end: Int) -> Bool {
        guard !isLiteralSeen[literal] else { return false }
        isLiteralSeen[literal] = true
        hits.append(Hit(literal: Int32(literal), start: Int32(start), end: Int32(end)))
        return true
    }

    /// Notes that the last hit shows a feature.
    @inline(__always)
    mutating func show(_ feature: Int) {
        guard hitOfFeature[feature] < 0 else { return }
        hitOfFeature[feature] = Int32(hits.count - 1)
        seenFeatures.append(Int32(feature))
    }

    /// The hit that showed a seen feature.
    @inline(__always)
    func hit(of feature: Int) -> Hit { hits[Int(hitOfFeature[feature])] }

    mutating func fire(_ one: Fired, of rule: Int) {
        let place = Int32(fired.count)
        fired.append(one)
        if states[rule].firstFired < 0 {
            firedRules.append(Int32(rule))
            states[rule].firstFired = place
        } else {
            fired[Int(states[rule].lastFired)].next = place
        }
        states[rule].lastFired = place
    }

    mutating func veto(_ rule: Int) {
        guard !states[rule].isVetoed else { return }
        states[rule].isVetoed = true
        vetoedRules.append(Int32(rule))
    }

    /// Writes the normalised text as UTF-8, once a message.
    mutating func encode(_ scalars: borrowing Buffer<UInt32>) {
        guard utf8.isEmpty else { return }
        for place in 0..<scalars.count {
            let scalar = scalars[place]
            switch scalar {
            case 0..<0x80: utf8.append(UInt8(scalar))
            case 0..<0x800:
                utf8.append(UInt8(0xC0 | scalar >> 6))
                utf8.append(UInt8(0x80 | scalar & 0x3F))
            case 0..<0x10000:
                utf8.append(UInt8(0xE0 | scalar >> 12))
                utf8.append(UInt8(0x80 | scalar >> 6 & 0x3F))
                utf8.append(UInt8(0x80 | scalar & 0x3F))
            default:
                utf8.append(UInt8(0xF0 | scalar >> 18 & 0x07))
                utf8.append(UInt8(0x80 | scalar >> 12 & 0x3F))
                utf8.append(UInt8(0x80 | scalar >> 6 & 0x3F))
                utf8.append(UInt8(0x80 | scalar & 0x3F))
            }
        }
    }

    /// Forgets the message; costs as much as the message touched.
    mutating func reset() {
        for place in 0..<hits.count { isLiteralSeen[Int(hits[place].literal)] = false }
        for place in 0..<seenFeatures.count { hitOfFeature[Int(seenFeatures[place])] = -1 }
        for place in 0..<firedRules.count { states[Int(firedRules[place])] = RuleState() }
        for place in 0..<vetoedRules.count { states[Int(vetoedRules[place])] = RuleState() }
        hits.removeAll()
        seenFeatures.removeAll()
        fired.removeAll()
        firedRules.removeAll()
        vetoedRules.removeAll()
        likeness.reset()
        utf8.removeAll()
    }
}

/// Lends working memory, so that a message allocates next to nothing.
///
/// `@unchecked` because a scratch is no value: the lock hands each to one caller at a time.
final class ScratchPool: @unchecked Sendable {
    private final class Box {
        var normalizing = Normalizer.Workspace()
        var scratch: Scratch

        init(_ scratch: consuming Scratch) { self.scratch = scratch }
    }

    /// A box that nobody else holds.
    private struct Unshared: @unchecked Sendable { let box: Box }

    private let free = Mutex<[Unshared]>([])
    private let make: @Sendable () -> Scratch

    /// Takes what makes a scratch when all are lent.
    init(_ make: @escaping @Sendable () -> Scratch) { self.make = make }

    /// Calls `body` with working memory that nobody else uses meanwhile.
    func withScratch<Result>(_ body: (inout Normalizer.Workspace, inout Scratch) -> Result) -> Result {
        let box = free.withLock { $0.popLast() }?.box ?? Box(make())
        defer {
            let unshared = Unshared(box: box)
            free.withLock { $0.append(unshared) }
        }
        let result = body(&box.normalizing, &box.scratch)
        box.scratch.reset()
        return result
    }
}
