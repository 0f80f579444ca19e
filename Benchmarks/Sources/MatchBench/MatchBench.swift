import CPCRE2
import Content
import Domain
import Foundation
import Understanding

/// Prints a line for each size: nanoseconds a message for matching with normalising, for normalising alone, and for a
/// loop of PCRE2-JIT over the same rules; milliseconds for compiling.
@main
struct MatchBench {
    static func main() {
        let sizes = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        for intents in sizes.isEmpty ? [300, 3_000, 30_000] : sizes {
            let synthetic = SyntheticCatalog(intents: intents, messages: 2_000)
            let begin = now()
            let compiled = CatalogCompiler.compile(synthetic.catalog, digest: "bench", into: FindingLog())
            let compile = Double(now() - begin) / 1e6
            let matcher = Matcher(compiled)
            var hits = 0
            let match = median(rounds: 7, per: synthetic.messages.count) {
                for message in synthetic.messages where !matcher.interpret(message).candidates.isEmpty { hits += 1 }
            }
            let normalise = median(rounds: 7, per: synthetic.messages.count) {
                for message in synthetic.messages { hits += compiled.normalizer.normalize(message).isEmpty ? 1 : 0 }
            }
            let core = median(rounds: 7, per: synthetic.messages.count) {
                for message in synthetic.messages { hits += matcher.count(message) }
            }
            let loop = PatternLoop(synthetic.patterns)
            let some = Array(synthetic.messages.prefix(max(5, 60_000 / intents)))
            let pcre = median(rounds: 3, per: some.count) { for message in some { hits += loop.count(in: message) } }
            print(
                "match intents=\(intents) match_ns=\(match) core_ns=\(core - normalise) normalise_ns=\(normalise) "
                    + "pcre_loop_ns=\(pcre) compile_ms=\(Int(compile)) hits=\(hits)")
        }
    }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    private static func median(rounds: Int, per count: Int, _ body: () -> Void) -> Int {
        let times = (0..<rounds).map { _ -> Int in
            let start = now()
            body()
            return (now() - start) / count
        }
        return times.sorted()[rounds / 2]
    }
}

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
