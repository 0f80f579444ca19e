import Domain
import Sealing
import Testing

@testable import Channels

struct PlatformCodeTests {
    @Test(
        arguments: [
            (-1, .retry, .retry), (40_001, .alarm, .retry), (40_003, .giveUp, .giveUp), (40_008, .giveUp, .giveUp),
            (40_013, .alarm, .alarm), (40_014, .retry, .retry), (40_033, .giveUp, .giveUp),
            (40_035, .giveUp, .giveUp), (40_058, .giveUp, .giveUp), (40_091, .alarm, .alarm),
            (40_164, .alarm, .alarm), (41_001, .giveUp, .giveUp), (42_001, .retry, .retry),
            (43_004, .giveUp, .giveUp), (44_004, .giveUp, .giveUp), (45_002, .giveUp, .giveUp),
            (45_009, .wait(seconds: 60), .wait(seconds: 60)), (45_011, .wait(seconds: 60), .wait(seconds: 60)),
            (45_015, .closed, .closed), (45_033, .retry, .retry), (45_047, .closed, .closed),
            (48_001, .alarm, .alarm), (48_002, .alarm, .giveUp), (60_020, .alarm, .alarm),
            (60_111, .giveUp, .giveUp), (81_013, .giveUp, .giveUp), (82_001, .giveUp, .giveUp),
            (86_001, .alarm, .alarm), (86_220, .alarm, .alarm), (93_000, .giveUp, .giveUp),
            (93_008, .giveUp, .giveUp), (301_002, .alarm, .alarm), (77_777, .retry, .retry),
        ] as [(Int64, PlatformCode.Remedy, PlatformCode.Remedy)])
    func `every number of the platforms' tables has its remedy`(
        _ code: Int64, _ weCom: PlatformCode.Remedy, _ account: PlatformCode.Remedy
    ) {
        #expect(PlatformCode.remedy(for: code, on: .weCom) == weCom)
        #expect(PlatformCode.remedy(for: code, on: .officialAccount) == account)
    }

    @Test func `customer service waits for the user, or for the person who talks with them`() {
        #expect(PlatformCode.remedy(for: 95_001, on: .weCom) == .closed)
        #expect(PlatformCode.remedy(for: 95_018, on: .weCom) == .wait(seconds: 600))
    }
}

struct AccessTokenSourceTests {
    private let source = WeComAPI.tokens(at: "http://127.0.0.1/", corpID: "w w", secret: Secret("a&b=中"))

    @Test func `what is asked for is escaped`() {
        #expect(
            source.call.url == "http://127.0.0.1/cgi-bin/gettoken?corpid=w%20w&corpsecret=a%26b%3D%E4%B8%AD")
    }

    @Test(
        arguments: [
            (200, #"{"errcode":40001}"#, .alarm(reason: "token 40001")),
            (200, #"{"errcode":-1}"#, .retry(reason: "token -1")),
            (200, #"{"errcode":45009}"#, .wait(seconds: 60, reason: "token 45009")),
            (200, #"{"errcode":0,"access_token":""}"#, .retry(reason: "unreadable token")),
            (200, "", .retry(reason: "unreadable token")), (502, "", .retry(reason: "http 502")),
        ] as [(Int, String, DeliveryVerdict)])
    func `an answer without a token says what helps`(_ status: Int, _ body: String, _ verdict: DeliveryVerdict) {
        let reply = HTTPReply.json(status, Array(body.utf8))

        #expect(source.token(in: reply) == nil)
        #expect(source.verdict(onRefusal: reply) == verdict)
    }

    @Test(arguments: [#"{"access_token":"a b"}"#, #"{"access_token":"a\nb"}"#, #"{"access_token":"中"}"#])
    func `a token that could break an address is none`(_ body: String) {
        #expect(source.token(in: .json(200, Array(body.utf8))) == nil)
    }

    @Test(arguments: [(40_014, true), (42_001, true), (40_001, false), (45_009, false), (0, false)])
    func `only void tokens are thrown away`(_ code: Int, _ isVoid: Bool) {
        #expect(source.isTokenRefused(by: .json(200, Array("{\"errcode\":\(code)}".utf8))) == isVoid)
    }
}
