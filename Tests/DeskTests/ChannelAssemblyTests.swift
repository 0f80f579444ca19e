import Channels
import Content
import Desk
import Domain
import TestSupport
import Testing

struct ChannelAssemblyTests {
    private func read(_ yaml: String) throws -> (registry: ChannelRegistry?, rules: [String], lines: [Int]) {
        let folder = try TemporaryFolder()
        try folder.write(yaml, to: "config.yaml")
        let log = FindingLog()
        let settings = SettingsLoader(environment: Environment(["SECRET": "s-1"])).load(
            folder.path + "/config.yaml", into: log)
        let registry = ChannelAssembly(random: steadyBytes, into: log).registry(settings.channels)
        return (registry, log.findings.map(\.rule), log.findings.map(\.location.line))
    }

    @Test func `every kind is built from its fields`() throws {
        let (registry, rules, _) = try read(
            """
            channels:
              - {id: neutral, kind: neutral, secret: "${SECRET}", bot-names: [小助手]}
              - {id: onebot, kind: onebot11, secret: s, api-url: "http://127.0.0.1:5700"}
              - {id: robot, kind: wecom-robot, robots: {town: "http://127.0.0.1/send?key=k"}}
              - {id: lark, kind: feishu-robot, robots: {town: {url: "http://127.0.0.1/hook", secret: s}}, per-minute: 5}
              - {id: ding, kind: dingtalk-robot, robots: {town: "http://127.0.0.1/send"}}
              - id: gateway
                kind: mapped
                authentication: {header: X-Token, token: t}
                map:
                  message-id: id
                  text: text
                  conversation: room
                  sender: from
                  group: {path: isRoom, is: ["true"]}
                  kind: {path: type, text: "1", names: {"3": image}}
                  sent-at: {path: ts, unit: milliseconds}
                  drop: {own-echo: {path: self, is: ["true"]}}
                reply: '{"say":"{{text}}"}'
                push: {url: "http://127.0.0.1/push", body: '{"to":"{{to}}","text":"{{text}}"}'}
            """)
        #expect(rules == [])
        #expect(registry.map { $0.receivers.keys.map(\.text).sorted() } == ["gateway", "neutral", "onebot"])
        #expect(registry?.senders.keys.map(\.text).sorted() == ["ding", "gateway", "lark", "onebot", "robot"])
        #expect(registry?.capabilities(of: "lark")?.perMinute == 5)
    }

    @Test(arguments: [
        ("- {id: a, kind: telegram}", "channel-kind"),
        ("- {id: a, kind: neutral}", "missing-key"),
        ("- {id: a, kind: neutral, secret: \"${NOT_SET}\"}", "environment-missing"),
        ("- {id: a, kind: neutral, secret: s, colour: red}", "unknown-key"),
        ("- {id: a, kind: onebot11, api-url: ftp://x}", "channel-setting"),
        ("- {id: a, kind: wecom-robot}", "missing-key"),
        ("- {id: a, kind: wecom-robot, robots: {town: {url: \"http://x/y\", secret: s}}}", "channel-setting"),
        ("- {id: a, kind: feishu-robot, robots: {town: {secret: s}}}", "channel-setting"),
        ("- {id: a, kind: mapped, authentication: open}", "channel-setting"),
        ("- {id: a, kind: neutral, secret: s, maximum-bytes: many}", "yaml-shape"),
    ])
    func `a wrong field is a finding at its line`(entry: String, rule: String) throws {
        let (_, rules, lines) = try read("channels:\n  \(entry)\n")
        #expect(rules.contains(rule))
        #expect(lines.allSatisfy { $0 == 2 })
    }

    @Test func `no finding shows a secret`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "channels:\n  - {id: a, kind: neutral, secret: top-secret-value, push-url: nonsense}\n", to: "c.yaml")
        let log = FindingLog()
        let settings = SettingsLoader(environment: Environment([:])).load(folder.path + "/c.yaml", into: log)
        _ = ChannelAssembly(random: steadyBytes, into: log).registry(settings.channels)
        #expect(!log.findings.isEmpty)
        #expect(!log.findings.contains { $0.line.contains("top-secret-value") || $0.line.contains("nonsense") })
    }
}
