private import CPCRE2

/// A compiled PCRE2 pattern; the only file that knows PCRE2.
///
/// `@unchecked` because PCRE2's code is read-only once compiled and JIT-compiled (pcre2api(3), "Multithreading").
struct Pattern: @unchecked Sendable {
    /// Frees the code when the last copy of its pattern is gone.
    private final class Owner {
        let code: OpaquePointer

        init(_ code: OpaquePointer) { self.code = code }

        deinit { pcre2_code_free_8(code) }
    }

    private let owner: Owner
    /// Why a pattern was refused, with the place in scalars from 0.
    struct SyntaxError: Error, Equatable {
        let message: String
        let offset: Int
    }

    /// What came of trying a pattern on a text.
    enum Outcome: Equatable {
        /// The range of UTF-8 offsets that it matched.
        case match(Range<Int>)
        case noMatch
        /// A limit was hit: the pattern is too costly for this text.
        case overrun
    }

    private let code: OpaquePointer
    private let isJIT: Bool

    /// Compiles a pattern for UTF-8 text; backslash-C, which could cut a character, is refused.
    init(_ source: String) throws(SyntaxError) {
        var errorCode: Int32 = 0
        var offset = 0
        let utf8 = Array(source.utf8)
        let options = UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        let compiled = utf8.withUnsafeBufferPointer { bytes in
            pcre2_compile_8(bytes.baseAddress, bytes.count, options, &errorCode, &offset, nil)
        }
        guard let compiled else {
            let before = String(decoding: utf8[..<min(offset, utf8.count)], as: UTF8.self)
            throw SyntaxError(message: Self.message(errorCode), offset: before.unicodeScalars.count)
        }
        code = compiled
        owner = Owner(compiled)
        isJIT = pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE)) == 0
    }

    /// Tries the pattern on valid UTF-8.
    func match(_ subject: UnsafeBufferPointer<UInt8>, with workspace: Workspace) -> Outcome {
        let result =
            isJIT
            ? pcre2_jit_match_8(code, subject.baseAddress, subject.count, 0, 0, workspace.data, workspace.context)
            : pcre2_match_8(
                code, subject.baseAddress, subject.count, 0, UInt32(PCRE2_NO_UTF_CHECK), workspace.data,
                workspace.context)
        if result >= 0 {
            let ends = pcre2_get_ovector_pointer_8(workspace.data)
            guard let ends, ends[0] <= ends[1] else { return .noMatch }
            return .match(Int(ends[0])..<Int(ends[1]))
        }
        // Anything but "no match" means that PCRE2 gave up: match, depth or heap limit, or the JIT's stack.
        return result == PCRE2_ERROR_NOMATCH ? .noMatch : .overrun
    }

    private static func message(_ code: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
        return length > 0 ? String(decoding: buffer[..<Int(length)], as: UTF8.self) : "error \(code)"
    }

    /// What a match needs besides the pattern; used by one match at a time.
    final class Workspace {
        fileprivate let data: OpaquePointer
        fileprivate let context: OpaquePointer
        private let stack: OpaquePointer?

        /// Backtracking steps, which bounds a hostile pattern to about a tenth of a millisecond.
        static let matchLimit: UInt32 = 100_000
        /// Nested backtracking points.
        static let depthLimit: UInt32 = 10_000
        /// KiB of heap for one match without JIT.
        static let heapLimitKiB: UInt32 = 1_024

        /// Allocates match data for one pair of offsets and a JIT stack of 32 KiB to 1 MiB.
        init?() {
            guard let data = pcre2_match_data_create_8(1, nil) else { return nil }
            guard let context = pcre2_match_context_create_8(nil) else {
                pcre2_match_data_free_8(data)
                return nil
            }
            pcre2_set_match_limit_8(context, Self.matchLimit)
            pcre2_set_depth_limit_8(context, Self.depthLimit)
            pcre2_set_heap_limit_8(context, Self.heapLimitKiB)
            // PCRE2's own 32 KiB end at 2,000 bytes of a nested repeat.
            stack = pcre2_jit_stack_create_8(32 * 1_024, 1_024 * 1_024, nil)
            if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
            self.data = data
            self.context = context
        }

        deinit {
            pcre2_match_data_free_8(data)
            pcre2_match_context_free_8(context)
            if let stack { pcre2_jit_stack_free_8(stack) }
        }
    }
}
