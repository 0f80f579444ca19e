import Domain
import Testing

@testable import Content

struct SettingsLoaderTests {
    private let log = FindingLog()

    private func load(_ text: String, _ environment: [String: String] = [:]) throws -> Settings {
        try TemporaryFolder.with(["c.yaml": text]) { folder in
            SettingsLoader(environment: Environment(environment)).load(folder + "/c.yaml", into: log)
        }
    }

    @Test func `what is left out keeps its default`() throws {
        let settings = try load("database: a.sqlite")

        #expect(settings.database == "a.sqlite")
        #expect(settings.host == Settings().host)
        #expect(settings.port == Settings().port)
        #expect(settings.policy == ServicePolicy())
        #expect(settings.delivery == DeliveryPolicy())
        #expect(settings.adminToken == nil)
        #expect(log.findings.isEmpty)
    }

    @Test func `limits are rates, usual where left out, and lifted by zero`() throws {
        let settings = try load(
            """
            listen: {connections: 100, request-seconds: 3}
            limits:
              channel: {per-minute: 0}
              asker: {per-minute: 5}
            """)

        #expect(settings.connections == 100)
        #expect(settings.requestSeconds == 3)
        #expect(settings.limits.channel == nil)
        #expect(settings.limits.conversation == IntakeLimits.usual.conversation)
        #expect(settings.limits.asker == IntakeLimits.Rate(perMinute: 5, burst: 60))
        #expect(log.findings.isEmpty)
    }

    @Test(arguments: ["listen: {connections: 0}", "listen: {request-seconds: 0}", "limits: {asker: {per-hour: 1}}"])
    func `a limit that makes no sense is an error`(_ text: String) throws {
        _ = try load(text)

        #expect(!log.findings.isEmpty)
    }

    @Test func `everything is read`() throws {
        let settings = try load(
            """
            listen: {host: 0.0.0.0, port: 9000}
            database: var/x.sqlite
            catalog: {intents: i, faq: f}
            directory: d
            watch-seconds: 0
            admin-token: secret
            allow-private-addresses: false
            policy: {answer-score: 0.4, menu-minutes: 5, repeat-minutes: 15, offer-score: 0, overheard-score: 1}
            delivery: {base-milliseconds: 10, cap-milliseconds: 20, maximum-attempts: 3, timeout-milliseconds: 40}
            channels:
              - {id: neutral, kind: neutral, secret: s, bot-names: [小助手, "${BOT:-助手}"], map: {kind: {path: a}}}
            """)

        #expect(log.findings.map(\.line) == [])
        #expect(settings.host == "0.0.0.0" && settings.port == 9_000)
        #expect(settings.intents == "i" && settings.faq == "f" && settings.directory == "d")
        #expect(settings.watchSeconds == 0)
        #expect(settings.adminToken == "secret")
        #expect(!settings.allowsPrivateAddresses)
        #expect(settings.policy.answerScore == 0.4)
        #expect(settings.policy.menuMinutes == 5 && settings.policy.repeatMinutes == 15)
        #expect(settings.delivery.baseMilliseconds == 10 && settings.delivery.capMilliseconds == 20)
        #expect(settings.delivery.maximumAttempts == 3 && settings.delivery.timeoutMilliseconds == 40)
        let channel = try #require(settings.channels.first)
        #expect(channel.id == "neutral" && channel.kind == "neutral")
        #expect(channel.fields["secret"]?.text == "s")
        #expect(channel.fields["bot-names"]?.texts == ["小助手", "助手"])
        #expect(channel.fields["map"]?["kind"]?["path"]?.text == "a")
        #expect(channel.fields["gone"] == nil)
        #expect(channel.fields.keys.map(\.key) == ["id", "kind", "secret", "bot-names", "map"])
    }

    @Test(arguments: [
        ("${NAME}", "值"), ("${NAME:-默认}", "值"), ("${GONE:-默认}", "默认"), ("${EMPTY:-默认}", "默认"),
        ("a${NAME}b${NAME}", "a值b值"),
        ("${GONE:-http://x:1/a?b=c}", "http://x:1/a?b=c"), ("$NAME", "$NAME"), ("${NAME", "${NAME"), ("x", "x"),
        ("${NEST}", "${NAME}"), ("a${GONE:-}b", "ab"),
    ])
    func `variables are put in once, or their default`(_ text: String, _ expanded: String) {
        let environment = Environment(["NAME": "值", "EMPTY": "", "NEST": "${NAME}"])

        #expect(environment.expand(text, at: Location(path: "c.yaml"), into: log) == expanded)
        #expect(log.findings.isEmpty)
    }

    @Test func `a variable without a value is told at its place`() throws {
        let settings = try load(
            "database: x\nlisten: {host: \"${GONE}\"}\nchannels: [{id: a, kind: b, secret: '${GONE}'}]")

        #expect(settings.channels.first?.fields["secret"]?.text == "")
        #expect(log.brief == ["environment-missing 2:16", "environment-missing 3:37"])
    }

    @Test func `a port may come from a variable`() throws {
        #expect(try load("listen: {port: \"${PORT:-8081}\"}").port == 8_081)
        #expect(try load("listen: {port: \"${PORT:-8081}\"}", ["PORT": "90"]).port == 90)
        #expect(log.findings.isEmpty)
    }

    @Test(arguments: [
        ("listen: {port: http}", "yaml-shape 1:16"), ("watch-seconds: -1", "yaml-shape 1:16"),
        ("policy: {answer-score: 1.1}", "yaml-shape 1:24"), ("policy: {answer-score: nan}", "yaml-shape 1:24"),
        ("policy: {answer-scores: 1}", "unknown-key 1:10"), ("listen: 8080", "yaml-shape 1:9"),
        ("allow-private-addresses: perhaps", "yaml-shape 1:26"), ("colour: red", "unknown-key 1:1"),
        ("channels: [{id: a}]", "missing-key 1:12"), ("channels: {a: b}", "yaml-shape 1:11"),
        ("channels: [{id: a, kind: b}, {id: a, kind: c}]", "duplicate-id 1:35"), ("database: [a]", "yaml-shape 1:11"),
    ])
    func `a mistake is told at its place`(_ text: String, _ finding: String) throws {
        _ = try load(text)

        #expect(log.brief == [finding])
    }

    @Test func `a missing file is told, and the defaults stand`() throws {
        let settings = try TemporaryFolder.with([:]) { folder in
            SettingsLoader(environment: Environment([:])).load(folder + "/gone.yaml", into: log)
        }

        #expect(settings.port == Settings().port)
        #expect(log.rules == ["file-unreadable"])
    }

    @Test func `links need an address and a secret of some length, or neither`() throws {
        let settings = try load("public-url: https://a.example\nlink-secret: 0123456789abcdef\nlink-hours: 24")
        #expect(settings.publicURL == "https://a.example")
        #expect(settings.linkSecret == "0123456789abcdef")
        #expect(settings.linkHours == 24)
        #expect(log.findings.isEmpty)
    }

    @Test(arguments: [
        "public-url: https://a.example", "link-secret: 0123456789abcdef",
        "public-url: https://a.example\nlink-secret: short", "public-url: a.example\nlink-secret: 0123456789abcdef",
        "link-hours: 0", "link-hours: 65536",
    ])
    func `settings of links that cannot work are errors`(_ text: String) throws {
        _ = try load(text)
        #expect(log.findings.map(\.rule) == ["link-setting"])
        #expect(log.findings.hasErrors)
    }
}
