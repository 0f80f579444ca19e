package import Metrics
import Synchronization

/// Keeps counters, gauges and timers, and prints them in Prometheus' text format 0.0.4.
package final class PrometheusRegistry: MetricsFactory {
    private struct Key: Hashable {
        let name: String
        let labels: String
    }

    private struct Families {
        var counters: [Key: CountingHandler] = [:]
        var gauges: [Key: GaugeHandler] = [:]
        var timers: [Key: TimingHandler] = [:]
    }

    private let families = Mutex(Families())

    /// Starts empty.
    package init() {}

    /// The counter of that name and labels.
    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let key = Self.key(label, dimensions)
        return families.withLock { families in
            if let known = families.counters[key] { return known }
            let fresh = CountingHandler()
            families.counters[key] = fresh
            return fresh
        }
    }

    /// The gauge of that name and labels; distributions are kept as their last value.
    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        let key = Self.key(label, dimensions)
        return families.withLock { families in
            if let known = families.gauges[key] { return known }
            let fresh = GaugeHandler()
            families.gauges[key] = fresh
            return fresh
        }
    }

    /// Sets a gauge whose label is its message, such as a version, and forgets the labels it had before.
    func replaceGauges(named label: String, dimensions: [(String, String)], value: Double) {
        let key = Self.key(label, dimensions)
        let fresh = GaugeHandler()
        fresh.record(value)
        families.withLock { families in
            families.gauges = families.gauges.filter { $0.key.name != label }
            families.gauges[key] = fresh
        }
    }

    /// The timer of that name and labels.
    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let key = Self.key(label, dimensions)
        return families.withLock { families in
            if let known = families.timers[key] { return known }
            let fresh = TimingHandler()
            families.timers[key] = fresh
            return fresh
        }
    }

    /// Handlers live as long as the registry.
    package func destroyCounter(_ handler: any CounterHandler) {}
    /// Handlers live as long as the registry.
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Handlers live as long as the registry.
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// Everything, in the order of the names.
    package var text: String {
        let (counters, gauges, timers) = families.withLock { ($0.counters, $0.gauges, $0.timers) }
        var lines: [String] = []
        append(counters.mapValues { "\($0.value)" }, type: "counter", to: &lines)
        append(gauges.mapValues { "\($0.value)" }, type: "gauge", to: &lines)
        var last = ""
        for (key, timer) in timers.sorted(by: { ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels) }) {
            if key.name != last { lines.append("# TYPE \(key.name) histogram") }
            last = key.name
            lines += timer.lines(name: key.name, labels: key.labels)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func append(_ samples: [Key: String], type: String, to lines: inout [String]) {
        var last = ""
        for (key, value) in samples.sorted(by: { ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels) }) {
            if key.name != last { lines.append("# TYPE \(key.name) \(type)") }
            last = key.name
            lines.append(key.labels.isEmpty ? "\(key.name) \(value)" : "\(key.name){\(key.labels)} \(value)")
        }
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
    }

    private static func key(_ name: String, _ labels: [(String, String)]) -> Key {
        let text = labels.map { name, value in
            guard value.utf8.contains(where: Self.needsEscape) else { return "\(name)=\"\(value)\"" }
            let escaped = value.reduce(into: "") { text, character in
                switch character {
                case "\\": text += "\\\\"
                case "\"": text += "\\\""
                case "\n": text += "\\n"
                default: text.append(character)
                }
            }
            return "\(name)=\"\(escaped)\""
        }
        return Key(name: name, labels: text.joined(separator: ","))
    }
}

private final class CountingHandler: CounterHandler {
    private let count = Atomic<Int64>(0)

    var value: Int64 { count.load(ordering: .relaxed) }

    func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }

    func reset() { count.store(0, ordering: .relaxed) }
}

private final class GaugeHandler: RecorderHandler {
    private let bits = Atomic<UInt64>(0)

    var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
}

/// Counts durations into fixed buckets, from a tenth of a millisecond to ten seconds.
private final class TimingHandler: TimerHandler {
    private static let bounds: [Int64] = [
        100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 100_000_000, 500_000_000,
        2_500_000_000, 10_000_000_000,
    ]

    private struct Tally {
        var buckets = [Int64](repeating: 0, count: TimingHandler.bounds.count + 1)
        var sum: Int64 = 0
    }

    private let tally = Mutex(Tally())

    func recordNanoseconds(_ duration: Int64) {
        let bucket = Self.bounds.firstIndex { duration <= $0 } ?? Self.bounds.count
        tally.withLock {
            $0.buckets[bucket] += 1
            $0.sum += duration
        }
    }

    func lines(name: String, labels: String) -> [String] {
        let tally = tally.withLock { $0 }
        let lead = labels.isEmpty ? "" : labels + ","
        let suffix = labels.isEmpty ? "" : "{\(labels)}"
        var total: Int64 = 0
        var lines: [String] = []
        for (index, count) in tally.buckets.enumerated() {
            total += count
            let bound = index < Self.bounds.count ? "\(Double(Self.bounds[index]) / 1e9)" : "+Inf"
            lines.append("\(name)_bucket{\(lead)le=\"\(bound)\"} \(total)")
        }
        lines.append("\(name)_sum\(suffix) \(Double(tally.sum) / 1e9)")
        lines.append("\(name)_count\(suffix) \(total)")
        return lines
    }
}
