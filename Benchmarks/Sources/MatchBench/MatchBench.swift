import BenchCatalog
import Content
import Domain
import Foundation
import Understanding

/// Prints a line for each size: nanoseconds a message for matching with normalising, for the core alone, for Hyperscan
/// and for a loop of PCRE2-JIT over the same rules; microseconds for compiling. Sizes may be given as arguments, and
/// `alone`, which leaves the others out.
@main
struct MatchBench {
    /// Hyperscan takes minutes and gigabytes beyond.
    private static let mostForHyperscan = 3_000
    private static let rounds = 7

    static func main() {
        let sizes = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        // The first catalog of a process also fills tables that are made once.
        _ = compile(SyntheticCatalog(intents: 10, messages: 1))
        let isAlone = CommandLine.arguments.contains("alone")
        for intents in sizes.isEmpty ? [300, 3_000, 30_000] : sizes { measure(intents, isAlone: isAlone) }
    }

    private static func compile(_ synthetic: SyntheticCatalog) -> CompiledCatalog {
        CatalogCompiler.compile(synthetic.catalog, digest: "bench", into: FindingLog())
    }

    private static func measure(_ intents: Int, isAlone: Bool) {
        // Each intent is asked for as often, whatever the size, as far as patience goes.
        let synthetic = SyntheticCatalog(intents: intents, messages: min(20_000, max(2_000, intents * 7)))
        let messages = synthetic.messages
        let hasHyperscan = !isAlone && intents <= mostForHyperscan
        let (compiled, compileTime) = fastest(of: 3) { compile(synthetic) }
        let (hyperscan, hyperscanTime) = fastest(of: 1) { hasHyperscan ? HyperscanSet(synthetic.patterns) : nil }
        let matcher = Matcher(compiled)
        let loop = PatternLoop(synthetic.patterns)
        let some = Array(messages.prefix(max(5, 60_000 / intents)))
        let normalized = messages.map { compiled.normalizer.normalize($0).text.utf8.map { CChar(bitPattern: $0) } }
        var hits = 0
        let medians = alternating([
            (messages.count, { for one in messages { hits += matcher.interpret(one).candidates.isEmpty ? 0 : 1 } }),
            (messages.count, { for one in messages { hits += compiled.normalizer.normalize(one).isEmpty ? 1 : 0 } }),
            (messages.count, { for one in messages { hits += matcher.count(one) } }),
            (messages.count, { for one in normalized { hits += hyperscan?.count(in: one) ?? 0 } }),
            (some.count, { if !isAlone { for one in some { hits += loop.count(in: one) } } }),
        ])
        print(
            "match intents=\(intents) match_ns=\(medians[0]) core_ns=\(max(1, medians[2] - medians[1]))",
            "normalise_ns=\(medians[1]) hyperscan_ns=\(hyperscan == nil ? 0 : medians[3]) pcre_loop_ns=\(medians[4])",
            "compile_us=\(compileTime) hyperscan_compile_us=\(hyperscan == nil ? 0 : hyperscanTime) hits=\(hits)")
    }

    /// The median of each, in nanoseconds a message; the candidates take turns, so that a noisy moment meets all.
    private static func alternating(_ bodies: [(count: Int, run: () -> Void)]) -> [Int] {
        var times = [[Int]](repeating: [], count: bodies.count)
        for _ in 0..<rounds {
            for (number, body) in bodies.enumerated() {
                // What the one before it threw out of the caches comes back first.
                body.run()
                let start = now()
                body.run()
                times[number].append((now() - start) / body.count)
            }
        }
        return times.map { $0.sorted()[rounds / 2] }
    }

    private static func fastest<Value>(of tries: Int, _ make: () -> Value) -> (Value, microseconds: Int) {
        var start = now()
        var value = make()
        var best = now() - start
        for _ in stride(from: 1, to: tries, by: 1) {
            start = now()
            value = make()
            best = min(best, now() - start)
        }
        return (value, best / 1_000)
    }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
