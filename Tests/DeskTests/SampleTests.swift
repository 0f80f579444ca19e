import Channels
import Desk
import Domain
import Foundation
import TestSupport
import Testing

struct SampleTests {
    @Test func `a sample is signed for its moment and its now is filled in`() throws {
        let sample = try Sample(
            path: "a.json",
            bytes: Array(
                #"{"title":"t","steps":[{"channel":"neutral","at":"2026-11-23T10:00:00+08:00","body":{"time":"{{now}}"},"expect":{"status":200,"silent":true}}]}"#
                    .utf8))
        let step = try #require(sample.steps.first)
        let receiver = try #require(try SmallOffice().channels.receivers["neutral"])
        let envelope = step.envelope(at: step.at, through: receiver)

        #expect(String(decoding: envelope.body, as: UTF8.self) == #"{"time":1795399200}"#)
        #expect(envelope.headers["x-counsel-timestamp"] == "1795399200")
        #expect(step.complaints(about: HTTPReply(status: 204), nil) == ["status 204 instead of 200"])
    }

    @Test(arguments: [#"{"decison":"answer"}"#, #"{"decision":"answr"}"#])
    func `an expectation that cannot fail is no sample`(expect: String) {
        let at = #""channel":"neutral","at":"2026-11-23T10:00:00+08:00","body":{}"#
        let text = #"{"title":"t","steps":[{\#(at),"expect":\#(expect)}]}"#
        #expect(throws: Sample.Malformed.self) { try Sample(path: "a.json", bytes: Array(text.utf8)) }
    }

    @Test(arguments: ["", "[]", #"{"title":"t"}"#, #"{"title":"t","steps":[{"channel":"x"}]}"#])
    func `a file that is no sample says what it lacks`(text: String) {
        #expect(throws: Sample.Malformed.self) { try Sample(path: "a.json", bytes: Array(text.utf8)) }
    }

    @Test func `words are found in every channel's answer`() {
        let neutral = HTTPReply.json(200, Array(#"{"reply":{"text":"好","mentions":[]}}"#.utf8))
        let onebot = HTTPReply.json(
            200, Array(#"{"reply":[{"type":"at","data":{"qq":"1"}},{"type":"text","data":{"text":" 好"}}]}"#.utf8))
        let silent = HTTPReply.json(200, Array(#"{"reply":null}"#.utf8))
        #expect(SpokenWords.of(neutral) == "好")
        #expect(SpokenWords.of(onebot) == "好")
        #expect(SpokenWords.of(silent) == nil)
        #expect(SpokenWords.of(HTTPReply(status: 204)) == nil)
    }
}
