import Domain
import Sealing
import Testing

@testable import Channels

struct WeComRobotTests {
    private let robot = WeComRobot(
        id: "wecom",
        .weCom(["advisers": GroupRobot(url: Secret("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY-1"))]))

    @Test func `a ping is the sample's`() throws {
        let call = try robot.call(
            for: ping("【待接咨询】三组张三：宅基地被占半米", ["advisorchen", "13800138000"]), at: Fixture.now)

        #expect(call.url == "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY-1")
        #expect(try call.json == Fixture.json("c01-webhook-text.json"))
        #expect(!String(decoding: call.body, as: UTF8.self).contains("\\u"))
    }

    @Test func `a call to all is the sample's`() throws {
        let call = try robot.call(for: ping("有紧急咨询无人接办", ["@all"]), at: Fixture.now)

        #expect(try call.json == Fixture.json("c02-webhook-text-all.json"))
    }

    @Test func `a phone number is told from a user id`() throws {
        let text = try robot.call(
            for: ping("x", ["+8613800138000", "12800138000", "1380013800", "138001380000"]), at: Fixture.now
        ).json?["text"]

        #expect(text?["mentioned_mobile_list"] == ["13800138000"])
        #expect(text?["mentioned_list"] == ["12800138000", "1380013800", "138001380000"])
        #expect(try robot.call(for: ping("x", []), at: Fixture.now).json?["text"] == ["content": "x"])
    }

    @Test func `an unknown robot is an error that names no address`() {
        var stray = ping("x", [])
        stray.to = "KEY-1"

        #expect(throws: ChannelError.unknownDestination) { try robot.call(for: stray, at: Fixture.now) }
        #expect(!"\(robot) \(String(reflecting: robot))".contains("KEY-1"))
    }

    @Test func `2048 bytes fit, more is split`() throws {
        let fits = String(repeating: "法", count: 682) + "ab"

        #expect(throws: Never.self) { try robot.call(for: ping(fits, []), at: Fixture.now) }
        #expect(throws: ChannelError.textTooLong) { try robot.call(for: ping(fits + "c", []), at: Fixture.now) }
        #expect(robot.parts(of: ping(fits + "c", ["a"])).map(\.mentions) == [["a"], []])
        #expect(robot.capabilities.perMinute == 20 && robot.capabilities.hearing == .nothing)
    }

    @Test(
        arguments: [
            ("c10-webhook-response-ok.json", .delivered),
            ("c11-webhook-response-93000.json", .giveUp(reason: "errcode 93000")),
            ("c12-webhook-response-45009.json", .wait(seconds: 60, reason: "errcode 45009")),
        ] as [(String, DeliveryVerdict)])
    func `the samples are judged`(_ sample: String, _ verdict: DeliveryVerdict) throws {
        #expect(robot.verdict(on: HTTPReply(status: 200, body: try Fixture.sample(sample))) == verdict)
    }

    @Test(
        arguments: [
            (200, #"{"errcode":-1}"#, .retry(reason: "errcode -1")),
            (200, #"{"errcode":130101}"#, .wait(seconds: 60, reason: "errcode 130101")),
            (200, #"{"errcode":93017}"#, .giveUp(reason: "errcode 93017")),
            (200, #"{"errcode":40008}"#, .giveUp(reason: "errcode 40008")),
            (200, #"{"errcode":44004}"#, .giveUp(reason: "errcode 44004")),
            (200, #"{"errcode":45033}"#, .retry(reason: "errcode 45033")),
            (200, "", .retry(reason: "unreadable answer")),
            (200, #"{"errmsg":"ok"}"#, .retry(reason: "unreadable answer")),
            (502, "", .retry(reason: "http 502")), (429, "", .wait(seconds: 60, reason: "http 429")),
            (404, "", .giveUp(reason: "http 404")),
        ] as [(Int, String, DeliveryVerdict)])
    func `the error number decides, after the status`(_ status: Int, _ body: String, _ verdict: DeliveryVerdict) {
        #expect(robot.verdict(on: HTTPReply(status: status, body: Array(body.utf8))) == verdict)
    }

    private func ping(_ text: String, _ mentions: [String]) -> OutboundMessage {
        OutboundMessage(channel: "wecom", to: "advisers", text: text, mentions: mentions)
    }
}
