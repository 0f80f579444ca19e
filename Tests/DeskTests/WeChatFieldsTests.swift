import Channels
import Content
import Desk
import Domain
import TestSupport
import Testing

struct WeChatFieldsTests {
    private static let key = "pgyWLXysfSWq9x08vMpgiF9y2cl2cuNlUxFyr5v6OD8"

    private func read(_ entries: String) throws -> (registry: ChannelRegistry?, findings: [Finding]) {
        let folder = try TemporaryFolder()
        try folder.write("channels:\n" + entries, to: "config.yaml")
        let log = FindingLog()
        let settings = SettingsLoader(environment: Environment([:])).load(folder.path + "/config.yaml", into: log)
        let registry = ChannelAssembly(random: steadyBytes, into: log).registry(settings.channels)
        return (registry, log.findings)
    }

    @Test func `the three kinds are built from their fields`() throws {
        let (registry, findings) = try read(
            """
              - {id: app, kind: wecom-app, corp-id: ww1, agent-id: 7, token: t, encoding-aes-key: \(Self.key), secret: s,
                 menu: {CALL: 转人工}, refuse-known-nonces: true}
              - {id: quiet, kind: wecom-app, corp-id: ww1, agent-id: 8, token: t, encoding-aes-key: " \(Self.key) "}
              - {id: kf, kind: wecom-kf, corp-id: ww1, token: t, encoding-aes-key: \(Self.key), secret: s, head-start-seconds: 60}
              - {id: oa, kind: official-account, app-id: wx1, token: t, encoding-aes-key: \(Self.key), secret: s}
              - {id: clear, kind: official-account, mode: plain, app-id: wx1, token: t}
            """)
        #expect(findings.map(\.line) == [])
        #expect(registry?.receivers.keys.map(\.text).sorted() == ["app", "clear", "kf", "oa", "quiet"])
        #expect(registry?.senders.keys.map(\.text).sorted() == ["app", "kf", "oa"])
        #expect(registry?.fetched.keys.map(\.text) == ["kf"])
        #expect(registry?.fetched["kf"]?.settings.headStartSeconds == 60)
    }

    @Test(arguments: [
        ("kind: wecom-app, corp-id: ww1, agent-id: 7, token: t", "缺少 encoding-aes-key"),
        ("kind: wecom-app, corp-id: ww1, token: t, encoding-aes-key: KEY", "缺少 agent-id"),
        ("kind: wecom-app, corp-id: ww1, agent-id: seven, token: t, encoding-aes-key: KEY", "agent-id 应当是正整数"),
        ("kind: wecom-app, corp-id: ww1, agent-id: 7, token: t, encoding-aes-key: short", "的 encoding-aes-key 不对"),
        ("kind: wecom-kf, corp-id: ww1, token: t, encoding-aes-key: KEY", "缺少 secret"),
        ("kind: official-account, app-id: wx1, token: t", "的 encoding-aes-key 不对"),
        ("kind: official-account, mode: open, app-id: wx1, token: t", "mode 只能是 plain、compatible、safe"),
        ("kind: official-account, mode: plain, app-id: wx1, token: t, check-receiver: maybe", "应当是 true 或 false"),
        ("kind: official-account, mode: plain, app-id: wx1, token: t, menu: {A: }", "menu 的 A"),
        ("kind: official-account, mode: plain, app-id: wx1, token: t, agent-id: 7", "不认识的键 agent-id"),
    ])
    func `a wrong field is found where it stands, and no secret is shown`(_ fields: String, _ words: String) throws {
        let entry = fields.replacing("KEY", with: Self.key)
        let (_, findings) = try read("  - {id: a, \(entry)}\n")

        #expect(findings.contains { $0.line.contains(words) && $0.location.line == 2 }, "\(findings.map(\.line))")
        #expect(!findings.contains { $0.line.contains(Self.key) || $0.line.contains("short") })
    }
}
