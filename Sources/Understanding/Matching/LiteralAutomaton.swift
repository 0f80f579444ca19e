/// Finds every literal of the catalog in one pass over a message: Aho and Corasick's automaton (CACM 18:6, 1975)
/// over scalars.
///
/// Transitions stand in one hash table, the root's in an array: built in a time that grows with the literals alone,
/// where a double array spends minutes looking for room once concepts make its nodes wide.
struct LiteralAutomaton: Sendable {
    private let classes: ScalarClasses
    private var transitions: TransitionTable
    /// The root's transitions by class; 0 leads back to the root.
    private var rootNext: [Int32]
    /// The state for the longest proper suffix.
    private var fail: [Int32]
    /// The literal that ends in a state, -1 for none.
    private var ends: [Int32]
    /// The nearest state along the suffixes in which a literal ends, 0 for none.
    private var nextEnd: [Int32]
    /// The length of each literal, in scalars.
    private let lengths: [Int32]

    /// Builds the automaton; literals must be distinct and not empty.
    init(_ literals: [[UInt32]]) {
        lengths = literals.map { Int32($0.count) }
        classes = ScalarClasses(literals)
        transitions = TransitionTable(edges: literals.reduce(0) { $0 + $1.count })
        rootNext = [Int32](repeating: 0, count: classes.count + 1)
        fail = [0]
        ends = [-1]
        nextEnd = [0]
        for (index, literal) in literals.enumerated() { insert(literal, Int32(index)) }
        link(literals)
    }

    /// Calls `found` with each literal and the range of scalars where it stands, in the order of their ends.
    @inline(__always)
    func scan(_ scalars: [UInt32], _ found: (_ literal: Int, _ start: Int, _ end: Int) -> Void) {
        var state: Int32 = 0
        for place in scalars.indices {
            state = step(state, classes[scalars[place]])
            guard state != 0 else { continue }
            var end = ends[Int(state)] >= 0 ? state : nextEnd[Int(state)]
            while end != 0 {
                let literal = Int(ends[Int(end)])
                found(literal, place + 1 - Int(lengths[literal]), place + 1)
                end = nextEnd[Int(end)]
            }
        }
    }

    @inline(__always)
    private func step(_ start: Int32, _ symbol: Int32) -> Int32 {
        guard symbol != 0 else { return 0 }
        var state = start
        while state != 0 {
            if let next = transitions[state, symbol] { return next }
            state = fail[Int(state)]
        }
        return rootNext[Int(symbol)]
    }

    private mutating func insert(_ literal: [UInt32], _ index: Int32) {
        var state: Int32 = 0
        for scalar in literal {
            let symbol = classes[scalar]
            if let next = child(of: state, symbol) {
                state = next
            } else {
                let fresh = Int32(fail.count)
                fail.append(0)
                ends.append(-1)
                nextEnd.append(0)
                if state == 0 { rootNext[Int(symbol)] = fresh } else { transitions[state, symbol] = fresh }
                state = fresh
            }
        }
        ends[Int(state)] = index
    }

    private func child(of state: Int32, _ symbol: Int32) -> Int32? {
        if state != 0 { return transitions[state, symbol] }
        let next = rootNext[Int(symbol)]
        return next == 0 ? nil : next
    }

    /// Fills suffix links level by level: the k-th scalar of every literal before the k+1-st of any.
    private mutating func link(_ literals: [[UInt32]]) {
        var states = [Int32](repeating: 0, count: literals.count)
        var isLinked = [Bool](repeating: false, count: fail.count)
        let longest = literals.map(\.count).max() ?? 0
        for depth in 0..<longest {
            for (index, literal) in literals.enumerated() where depth < literal.count {
                let symbol = classes[literal[depth]]
                let parent = states[index]
                guard let state = child(of: parent, symbol) else { continue }
                states[index] = state
                guard !isLinked[Int(state)] else { continue }
                isLinked[Int(state)] = true
                let suffix = depth == 0 ? 0 : step(fail[Int(parent)], symbol)
                fail[Int(state)] = suffix
                nextEnd[Int(state)] = ends[Int(suffix)] >= 0 ? suffix : nextEnd[Int(suffix)]
            }
        }
    }
}

/// (state, class) → state, by open addressing at most half full.
private struct TransitionTable: Sendable {
    private var keys: [UInt64]
    private var states: [Int32]
    private let mask: Int

    init(edges: Int) {
        var capacity = 16
        while capacity < edges * 2 { capacity *= 2 }
        keys = [UInt64](repeating: 0, count: capacity)
        states = [Int32](repeating: 0, count: capacity)
        mask = capacity - 1
    }

    @inline(__always)
    subscript(state: Int32, symbol: Int32) -> Int32? {
        get {
            // Neither half of a key is ever 0, so that 0 means an empty slot.
            let key = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: symbol))
            var slot = Self.hash(key) & mask
            while keys[slot] != key {
                if keys[slot] == 0 { return nil }
                slot = (slot + 1) & mask
            }
            return states[slot]
        }
        set {
            guard let newValue else { return }
            let key = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: symbol))
            var slot = Self.hash(key) & mask
            while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
            keys[slot] = key
            states[slot] = newValue
        }
    }

    /// Fibonacci hashing: the golden ratio's bits, the product's upper half.
    @inline(__always)
    private static func hash(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 32) }
}

/// Dense numbers for the scalars that occur in any literal; 0 for all others.
private struct ScalarClasses: Sendable {
    private var plane = [Int32](repeating: 0, count: 0x10000)
    private var beyond: [UInt32: Int32] = [:]
    private(set) var count = 0

    init(_ literals: [[UInt32]]) {
        for scalar in literals.joined() where self[scalar] == 0 {
            count += 1
            if scalar < 0x10000 { plane[Int(scalar)] = Int32(count) } else { beyond[scalar] = Int32(count) }
        }
    }

    @inline(__always)
    subscript(scalar: UInt32) -> Int32 {
        scalar < 0x10000 ? plane[Int(scalar)] : beyond[scalar] ?? 0
    }
}
