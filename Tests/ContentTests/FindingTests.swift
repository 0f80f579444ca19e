import Testing

@testable import Content

struct FindingTests {
    @Test(arguments: [
        (Finding.Severity.error, "intents/a.yaml:3:7: error: 缺少 id [missing-key]"),
        (.warning, "intents/a.yaml:3:7: warning: 缺少 id [missing-key]"),
        (.note, "intents/a.yaml:3:7: note: 缺少 id [missing-key]"),
    ])
    func `a finding is one line that an editor can jump to`(_ severity: Finding.Severity, _ line: String) {
        let location = Location(path: "intents/a.yaml", line: 3, column: 7)

        #expect(Finding(severity, at: location, "缺少 id", rule: "missing-key").line == line)
    }

    @Test func `a place without more is the beginning of the file`() {
        #expect(Location(path: "faq").description == "faq:1:1")
    }

    @Test func `findings are sorted by file, line and column as numbers, each once`() {
        let log = FindingLog()
        log.error(Location(path: "b", line: 1), "x", rule: "r")
        log.error(Location(path: "a", line: 10), "x", rule: "r")
        log.warning(Location(path: "a", line: 9, column: 10), "x", rule: "r")
        log.error(Location(path: "a", line: 9, column: 2), "x", rule: "r")
        log.append(log.findings)

        #expect(log.findings.count == 8)
        #expect(log.findings.sorted.map(\.location.description) == ["a:9:2", "a:9:10", "a:10:1", "b:1:1"])
    }

    @Test func `only errors make files unusable`() {
        let log = FindingLog()
        log.warning(Location(path: "a"), "x", rule: "r")
        #expect(!log.findings.hasErrors)
        log.error(Location(path: "a"), "x", rule: "r")
        #expect(log.findings.hasErrors)
        #expect(Finding.Severity.note < .warning && Finding.Severity.warning < .error)
    }
}
