import Domain
import Sealing
import TestSupport
import Testing

@testable import Channels

struct ChannelRegistryTests {
    @Test func `each channel is found where it belongs`() throws {
        let registry = try ChannelRegistry(
            [
                ChannelSettings(id: "n", kind: .neutral(NeutralSettings(secret: Secret("s")))),
                ChannelSettings(id: "q", kind: .onebot11(OneBot11Settings(apiURL: "http://127.0.0.1:5700"))),
                ChannelSettings(
                    id: "w", kind: .wecomRobot(.weCom(["a": GroupRobot(url: Secret("https://x.example/k"))]))),
            ], random: steadyBytes)

        #expect(Set(registry.receivers.keys) == ["n", "q"])
        #expect(Set(registry.senders.keys) == ["q", "w"])
        #expect(registry.capabilities(of: "n")?.pushes == false)
        #expect(registry.capabilities(of: "w")?.perMinute == 20)
        #expect(registry.capabilities(of: "x") == nil)
    }

    @Test(
        arguments: [
            (.neutral(NeutralSettings(secret: Secret(""))), "c.secret 是空的"),
            (
                .neutral(NeutralSettings(secret: Secret("s"), pushURL: "gateway/push")),
                "c.pushURL 不是 http 或 https 网址"
            ),
            (.neutral(NeutralSettings(secret: Secret("s"), maximumBytes: 3)), "c.maximumBytes 太小，放不下一个字"),
            (.onebot11(OneBot11Settings(secret: Secret(""))), "c.secret 是空的"),
            (.onebot11(OneBot11Settings(apiURL: "https://")), "c.apiURL 不是 http 或 https 网址"),
            (.wecomRobot(.weCom(["a": GroupRobot(url: Secret("KEY"))])), "c.robots.a 不是 http 或 https 网址"),
        ] as [(ChannelKind, String)])
    func `a setting that cannot work is named without its value`(_ kind: ChannelKind, _ description: String) {
        let problem = #expect(throws: SettingsProblem.self) {
            try ChannelRegistry([ChannelSettings(id: "c", kind: kind)], random: steadyBytes)
        }
        #expect(problem?.description == description)
    }

    @Test func `two channels cannot share a name`() {
        let one = ChannelSettings(id: "c", kind: .onebot11(OneBot11Settings()))
        let other = ChannelSettings(id: "c", kind: .wecomRobot(.weCom([:])))
        let problem = #expect(throws: SettingsProblem.self) { try ChannelRegistry([one, other], random: steadyBytes) }

        #expect(problem?.field == "id")
    }

    @Test func `errors know their status`() {
        let statuses = ChannelError.allCases.map { "\($0.code) \($0.status)" }

        #expect(
            statuses == [
                "malformed 400", "bad-signature 401", "stale 401", "replayed 401", "bad-encoding 400",
                "bad-padding 400",
                "bad-layout 400", "wrong-receiver 400", "unknown-channel 404", "wrong-method 405",
                "too-large 413", "unsupported-media-type 415", "too-many 429", "unknown-destination 422",
                "text-too-long 422",
                "cannot-push 422",
            ])
    }
}
