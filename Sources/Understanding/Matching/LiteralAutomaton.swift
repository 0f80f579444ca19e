/// Finds every literal of the catalog in one pass over a message: Aho and Corasick's automaton (CACM 18:6, 1975)
/// over scalars.
///
/// Most places of a message begin no literal: two scalars tell, by a filter that stays in the nearest cache, before any
/// state is looked at. States are numbered level by level, so that those behind one scalar, which every message meets,
/// lie together. A state keeps its first way on beside it, which most states have as their only one; the others stand in
/// one hash table, the root's in an array. All is built in a time that grows with the literals alone, where a double
/// array spends minutes looking for room once concepts make its nodes wide.
struct LiteralAutomaton: Sendable {
    /// Sixteen bytes, so that four share a line of the cache and none straddles two.
    private struct State: Sendable {
        /// The scalar of the first way on, with `branching` set where there are more; `none` where there is none.
        private(set) var way = Self.none
        var next: Int32 = 0
        /// The state for the longest proper suffix.
        var fail: Int32 = 0
        /// The longest literal that ends here, -1 for none.
        var report: Int32 = -1

        static let none: UInt32 = 0x7FFF_FFFF
        private static let branching: UInt32 = 0x8000_0000

        var scalar: UInt32 { way & ~Self.branching }
        var branches: Bool { way & Self.branching != 0 }

        mutating func lead(by scalar: UInt32, to next: Int32) {
            way = scalar
            self.next = next
        }

        mutating func branch() { way |= Self.branching }
    }

    /// How long a literal is, and which is the next shorter one that ends where it does; -1 for none.
    private struct Ending: Sendable {
        var length: Int32 = 0
        var next: Int32 = -1
    }

    private var states = [State()]
    /// The first state behind two scalars.
    private var firstDeep = Int32.max
    /// For each literal; those of one rule lie together.
    private var endings: [Ending]
    /// All ways on of a state but its first, and the root's beyond the basic plane.
    private var branches = PairTable()
    /// The root's ways on by scalar; 0 leads back to the root, and a literal of that one scalar makes it negative.
    private var roots = [Int32](repeating: 0, count: 0x10000)
    /// The first two scalars of each literal.
    private var beginnings: PairFilter

    /// Builds the automaton; literals must be distinct and not empty.
    init(_ literals: [[UInt32]]) {
        beginnings = PairFilter(capacity: literals.count)
        for literal in literals where literal.count > 1 { beginnings.insert(literal[0], literal[1]) }
        endings = literals.map { Ending(length: Int32($0.count)) }
        states.reserveCapacity(literals.reduce(1) { $0 + $1.count })
        build(literals)
        for literal in literals where literal.count == 1 && literal[0] < 0x10000 {
            roots[Int(literal[0])] = -abs(roots[Int(literal[0])])
        }
    }

    /// Calls `found` with each literal and the range of scalars where it stands, in the order of their ends.
    @inline(__always)
    func scan(
        _ scalars: borrowing Buffer<UInt32>, _ found: (_ literal: Int, _ start: Int, _ end: Int) -> Void
    ) {
        var state: Int32 = 0
        var last = State.none
        for place in 0..<scalars.count {
            let scalar = scalars[place]
            state = advance(state, last, scalar)
            if state == 0 {
                state = enter(scalar, before: place + 1 < scalars.count ? scalars[place + 1] : State.none)
            }
            last = scalar
            guard state != 0 else { continue }
            var report = states[Int(state)].report
            while report >= 0 {
                let ending = endings[Int(report)]
                found(Int(report), place + 1 - Int(ending.length), place + 1)
                report = ending.next
            }
        }
    }

    /// The state behind this one or the nearest of its suffixes; 0 when only the root knows.
    @inline(__always)
    private func advance(_ start: Int32, _ last: UInt32, _ scalar: UInt32) -> Int32 {
        var number = start
        while number != 0 {
            // Behind one scalar the filter knows of most ways that there are none, and only the root is left to ask.
            if number < firstDeep, !beginnings.mayContain(last, scalar) { return 0 }
            let state = states[Int(number)]
            if state.scalar == scalar { return state.next }
            if state.branches {
                let next = branches[UInt32(number), scalar]
                if next >= 0 { return next }
            }
            number = state.fail
        }
        return 0
    }

    /// The state behind the root, or the root where no literal goes on so.
    @inline(__always)
    private func enter(_ scalar: UInt32, before next: UInt32) -> Int32 {
        guard scalar < 0x10000 else { return max(0, branches[0, scalar]) }
        let root = roots[Int(scalar)]
        return root > 0 && !beginnings.mayContain(scalar, next) ? 0 : abs(root)
    }

    // MARK: Building

    /// Adds level by level, the k-th scalar of every literal before the k+1-st of any: what a state's suffix links and
    /// reports come from is always there before it.
    private mutating func build(_ literals: [[UInt32]]) {
        var reached = [Int32](repeating: 0, count: literals.count)
        var growing = Array(literals.indices)
        var depth = 0
        while !growing.isEmpty {
            for index in growing {
                let literal = literals[index]
                let known = child(of: reached[index], literal[depth])
                let state = known != 0 ? known : grow(reached[index], literal, depth)
                reached[index] = state
                if literal.count == depth + 1 {
                    endings[index].next = states[Int(state)].report
                    states[Int(state)].report = Int32(index)
                }
            }
            if depth == 0 { firstDeep = Int32(states.count) }
            depth += 1
            growing.removeAll { literals[$0].count <= depth }
        }
    }

    /// A new state behind `parent` for the literal's scalar at that depth.
    private mutating func grow(_ parent: Int32, _ literal: [UInt32], _ depth: Int) -> Int32 {
        var state = State()
        if depth > 0 {
            state.fail = longestSuffix(states[Int(parent)].fail, literal[depth - 1], literal[depth])
            state.report = states[Int(state.fail)].report
        }
        let number = Int32(states.count)
        states.append(state)
        connect(parent, literal[depth], to: number)
        return number
    }

    private mutating func connect(_ state: Int32, _ scalar: UInt32, to next: Int32) {
        if state == 0, scalar < 0x10000 {
            roots[Int(scalar)] = next
        } else if state != 0, states[Int(state)].scalar == State.none {
            states[Int(state)].lead(by: scalar, to: next)
        } else {
            branches.set(UInt32(state), scalar, to: next)
            states[Int(state)].branch()
        }
    }

    /// The state that a scalar leads to directly, 0 for none.
    private func child(of number: Int32, _ scalar: UInt32) -> Int32 {
        if number == 0 { return scalar < 0x10000 ? roots[Int(scalar)] : max(0, branches[0, scalar]) }
        let state = states[Int(number)]
        if state.scalar == scalar { return state.next }
        return state.branches ? max(0, branches[UInt32(number), scalar]) : 0
    }

    private func longestSuffix(_ state: Int32, _ last: UInt32, _ scalar: UInt32) -> Int32 {
        let next = advance(state, last, scalar)
        return next != 0 ? next : child(of: 0, scalar)
    }
}
