/// Working memory with one owner: it grows, is emptied and filled again, and never pays for being shared.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
    private var memory: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    /// Starts empty, with room for so many.
    init(capacity: Int = 32) {
        self.capacity = max(1, capacity)
        memory = .allocate(capacity: self.capacity)
    }

    /// Starts with `count` times the same.
    init(repeating value: Element, count: Int) {
        self.init(capacity: count)
        memory.initialize(repeating: value, count: count)
        self.count = count
    }

    /// Starts with these elements.
    init(_ elements: [Element]) {
        self.init(capacity: elements.count)
        for element in elements { append(element) }
    }

    deinit { memory.deallocate() }

    var isEmpty: Bool { count == 0 }

    var last: Element? { count > 0 ? memory[count - 1] : nil }

    /// The elements as a value.
    var array: [Element] { Array(UnsafeBufferPointer(start: memory, count: count)) }

    @inline(__always)
    subscript(place: Int) -> Element {
        get {
            precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
            return memory[place]
        }
        set {
            precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
            memory[place] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(to: count + 1) }
        memory[count] = element
        count += 1
    }

    /// Appends only if it `counts`, without a branch that could be guessed wrong.
    @inline(__always)
    mutating func append(_ element: Element, if counts: Bool) {
        if count == capacity { grow(to: count + 1) }
        memory[count] = element
        count += counts ? 1 : 0
    }

    /// Appends a stretch of another buffer.
    mutating func append(_ other: borrowing Buffer, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= other.count)
        if count + range.count > capacity { grow(to: count + range.count) }
        (memory + count).update(from: other.memory + range.lowerBound, count: range.count)
        count += range.count
    }

    /// Forgets everything from `length` on.
    mutating func truncate(to length: Int) {
        precondition(length >= 0 && length <= count)
        count = length
    }

    @inline(__always)
    mutating func removeAll() { count = 0 }

    /// Sorts; what is equal keeps its order.
    mutating func sort(by areInOrder: (Element, Element) -> Bool) {
        var elements = UnsafeMutableBufferPointer(start: memory, count: count)
        elements.sort(by: areInOrder)
    }

    /// Lends the memory, which the buffer may not outgrow meanwhile.
    @inline(__always)
    func withUnsafeElements<Result>(_ body: (UnsafeMutableBufferPointer<Element>) throws -> Result) rethrows -> Result {
        try body(UnsafeMutableBufferPointer(start: memory, count: count))
    }

    private mutating func grow(to needed: Int) {
        let larger = max(needed, capacity * 2)
        let fresh = UnsafeMutablePointer<Element>.allocate(capacity: larger)
        fresh.update(from: memory, count: count)
        memory.deallocate()
        memory = fresh
        capacity = larger
    }
}
