import Channels

extension FuzzTarget {
    /// Readers of one syntax each.
    static let readers = [
        FuzzTarget(name: "json") { bytes in
            guard let value = try? JSONReader.read(bytes) else { return }
            // What was read can be written, and reads the same.
            precondition((try? JSONReader.read(value.bytes)) == value)
        },
        FuzzTarget(name: "cq-code") { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else { return }
            let segments = CQCode.segments(of: text)
            let again = CQCode.segments(of: CQCode.text(of: segments))
            precondition(CQCode.text(of: again) == CQCode.text(of: segments))
        },
        FuzzTarget(name: "text-splitter") { bytes in
            guard let limit = bytes.first, let text = String(validating: bytes.dropFirst(), as: UTF8.self) else {
                return
            }
            let size = max(Int(limit), TextSplitter.smallestLimit)
            for piece in TextSplitter(limit: size).pieces(of: text) { precondition(piece.utf8.count <= size) }
        },
    ]
}
