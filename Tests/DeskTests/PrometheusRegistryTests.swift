import Metrics
import Testing

@testable import Desk

struct PrometheusRegistryTests {
    @Test func `counters, gauges and timers are printed in order, labels escaped`() {
        let registry = PrometheusRegistry()
        registry.makeCounter(label: "b_total", dimensions: [("kind", "a\"b\\c\nd")]).increment(by: 2)
        registry.makeCounter(label: "b_total", dimensions: [("kind", "a\"b\\c\nd")]).increment(by: 1)
        registry.makeRecorder(label: "a_depth", dimensions: [], aggregate: false).record(Int64(7))
        registry.makeTimer(label: "c_seconds", dimensions: []).recordNanoseconds(300_000)

        let lines = registry.text.split(separator: "\n").map(String.init)
        #expect(
            lines.prefix(4) == [
                "# TYPE b_total counter", #"b_total{kind="a\"b\\c\nd"} 3"#, "# TYPE a_depth gauge", "a_depth 7.0",
            ])
        #expect(lines.contains(#"c_seconds_bucket{le="0.00025"} 0"#))
        #expect(lines.contains(#"c_seconds_bucket{le="0.0005"} 1"#))
        #expect(lines.contains(#"c_seconds_bucket{le="+Inf"} 1"#))
        #expect(lines.last == "c_seconds_count 1")
    }

    @Test func `a gauge that tells a version forgets the one before`() {
        let registry = PrometheusRegistry()
        registry.replaceGauges(named: "info", dimensions: [("digest", "one")], value: 1)
        registry.replaceGauges(named: "info", dimensions: [("digest", "two")], value: 1)
        #expect(registry.text == "# TYPE info gauge\ninfo{digest=\"two\"} 1.0\n")
    }
}
