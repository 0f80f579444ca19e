import CPCRE2

/// What one would write without an index: every pattern on every message.
final class PatternLoop {
    private let codes: [OpaquePointer]
    private let data: OpaquePointer?

    init(_ patterns: [String]) {
        codes = patterns.compactMap { pattern in
            let bytes = Array(pattern.utf8)
            var error: Int32 = 0
            var offset = 0
            guard let code = pcre2_compile_8(bytes, bytes.count, UInt32(PCRE2_UTF), &error, &offset, nil) else {
                return nil
            }
            pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
            return code
        }
        data = pcre2_match_data_create_8(1, nil)
    }

    deinit {
        for code in codes { pcre2_code_free_8(code) }
        pcre2_match_data_free_8(data)
    }

    func count(in message: String) -> Int {
        let bytes = Array(message.utf8)
        return codes.count { pcre2_jit_match_8($0, bytes, bytes.count, 0, 0, data, nil) >= 0 }
    }
}
