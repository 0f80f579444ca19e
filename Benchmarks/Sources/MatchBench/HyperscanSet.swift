import CHyperscan

/// The same patterns in Hyperscan's one automaton, each reported once a message.
final class HyperscanSet {
    private var database: OpaquePointer?
    private var scratch: OpaquePointer?

    /// Compiles all patterns together; nil when Hyperscan refuses one.
    init?(_ patterns: [String]) {
        let sources = patterns.map { Array($0.utf8CString) }
        let flags = [UInt32](repeating: UInt32(HS_FLAG_UTF8 | HS_FLAG_SINGLEMATCH), count: patterns.count)
        let numbers = (0..<UInt32(patterns.count)).map { $0 }
        var failure: UnsafeMutablePointer<hs_compile_error_t>?
        let storage = sources.map { source in
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: source.count)
            copy.initialize(from: source, count: source.count)
            return copy
        }
        defer { for copy in storage { copy.deallocate() } }
        let pointers = storage.map { UnsafePointer<CChar>?($0) }
        let result = hs_compile_multi(
            pointers, flags, numbers, UInt32(patterns.count), UInt32(HS_MODE_BLOCK), nil, &database, &failure)
        guard result == HS_SUCCESS, hs_alloc_scratch(database, &scratch) == HS_SUCCESS else {
            hs_free_compile_error(failure)
            return nil
        }
    }

    deinit {
        hs_free_scratch(scratch)
        hs_free_database(database)
    }

    func count(in message: [CChar]) -> Int {
        var found = 0
        hs_scan(
            database, message, UInt32(message.count), 0, scratch,
            { _, _, _, _, context in
                context?.assumingMemoryBound(to: Int.self).pointee += 1
                return 0
            }, &found)
        return found
    }
}
