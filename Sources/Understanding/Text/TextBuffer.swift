/// Normalised text in working memory: scalars, and for each the UTF-8 offset of its source in the original.
struct TextBuffer: ~Copyable {
    var scalars: Buffer<UInt32>
    /// One more than there are scalars once the text is complete: the last is where the original ends.
    var origins: Buffer<Int32>

    init(capacity: Int = 256) {
        scalars = Buffer(capacity: capacity)
        origins = Buffer(capacity: capacity + 1)
    }

    @inline(__always)
    mutating func append(_ scalar: UInt32, from origin: Int32) {
        scalars.append(scalar)
        origins.append(origin)
    }

    mutating func append(_ other: borrowing TextBuffer, _ range: Range<Int>) {
        scalars.append(other.scalars, range)
        origins.append(other.origins, range)
    }

    mutating func truncate(to count: Int) {
        scalars.truncate(to: count)
        origins.truncate(to: count)
    }

    mutating func removeAll() {
        scalars.removeAll()
        origins.removeAll()
    }

    /// The text as a value.
    var value: NormalizedText { NormalizedText(scalars: scalars.array, origins: origins.array) }
}
