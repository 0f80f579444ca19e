import Domain
import TestSupport
import Testing

@testable import Channels

/// What every receiver owes, whatever it speaks.
struct ChannelConformance {
    @Test(arguments: ConformanceSubject.all)
    func `a good message is read`(_ subject: ConformanceSubject) throws {
        let message = try #require(try subject.open(subject.good).message)

        #expect(message.text == "老板欠我工钱咋个办")
        #expect(message.conversation.kind == .group)
        #expect(message.conversation.channel == subject.receiver.id)
    }

    @Test(arguments: ConformanceSubject.all)
    func `a repeated message reads the same`(_ subject: ConformanceSubject) throws {
        #expect(try subject.open(subject.good) == subject.open(subject.good))
    }

    @Test(arguments: ConformanceSubject.signed)
    func `one flipped bit breaks the signature`(_ subject: ConformanceSubject) {
        let sealed = subject.seal(subject.good)
        for index in sealed.body.indices {
            var body = sealed.body
            body[index] ^= 1 << UInt8(index % 8)
            #expect(throws: ChannelError.badSignature) {
                try subject.receiver.open(sealed.replacing(body: body), at: Fixture.now)
            }
        }
    }

    @Test(arguments: ConformanceSubject.all)
    func `a body cut short anywhere is malformed, even when it is signed`(_ subject: ConformanceSubject) {
        for length in subject.good.indices {
            #expect(throws: ChannelError.malformed) { try subject.open(Array(subject.good[..<length])) }
        }
    }

    @Test(arguments: ConformanceSubject.timed)
    func `an event from 301 seconds ago starts nothing, one from 300 does`(_ subject: ConformanceSubject) throws {
        let sealed = subject.seal(subject.good)
        let late = Fixture.now.adding(seconds: 301)

        #expect(try subject.receiver.open(sealed, at: Fixture.now.adding(seconds: 300)).message != nil)
        if subject.staleness == .refused {
            #expect(throws: ChannelError.stale) { try subject.receiver.open(sealed, at: late) }
        } else {
            #expect(try subject.receiver.open(sealed, at: late).ignoredKind == "stale")
        }
    }

    @Test(arguments: ConformanceSubject.all)
    func `64 KiB are read, one byte more is refused`(_ subject: ConformanceSubject) throws {
        let padding = [UInt8](repeating: 0x20, count: 65_536 - subject.good.count)

        #expect(try subject.open(subject.good + padding).message != nil)
        #expect(throws: ChannelError.tooLarge) { try subject.open(subject.good + padding + [0x20]) }
    }

    @Test(arguments: ConformanceSubject.all)
    func `an unknown kind is not a text`(_ subject: ConformanceSubject) throws {
        switch try subject.open(Array(subject.unknownKind.utf8)) {
        case .message(let message):
            guard case .unsupported(let kind) = message.content else {
                Issue.record("read as text")
                return
            }
            #expect(["hologram", "4711"].contains(kind))
        case .ignored(let kind, let reply):
            #expect(["dream", "other-event"].contains(kind))
            #expect((200...299).contains(reply.status))
        case .handshake, .entered, .awaited, .feedback: Issue.record("read as something else")
        }
    }

    @Test(arguments: ConformanceSubject.all)
    func `what is not clean text is malformed`(_ subject: ConformanceSubject) {
        let marked = subject.body("<>", "\"m-1\"").utf8
        let parts = marked.split(separator: UInt8(ascii: "<"), maxSplits: 1)
        let tail = parts[1].dropFirst()
        let dirt: [[UInt8]] = [
            [0xFF], [0xC0, 0x80], [0xE6, 0xB3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x00], [0x0A],
            Array(#"\u0000"#.utf8), Array(#"\ud800"#.utf8), Array(#"\udc00\ud800"#.utf8), Array(#"\x"#.utf8),
        ]
        for bytes in dirt {
            #expect(throws: ChannelError.malformed) { try subject.open(Array(parts[0]) + bytes + tail) }
        }
    }

    @Test(arguments: ConformanceSubject.all)
    func `ten thousand nested arrays are refused`(_ subject: ConformanceSubject) {
        let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        let inside = "{\"deep\":\(deep)," + String(decoding: subject.good.dropFirst(), as: UTF8.self)

        #expect(throws: ChannelError.malformed) { try subject.open(Array(deep.utf8)) }
        #expect(throws: ChannelError.malformed) { try subject.open(Array(inside.utf8)) }
    }

    @Test(arguments: ConformanceSubject.all, ["a", "法", "[", "@", "《", "&"])
    func `60 KB of one character are read as they are`(_ subject: ConformanceSubject, _ character: String) throws {
        let text = String(repeating: character, count: 60_000 / character.utf8.count)

        #expect(try subject.open(Array(subject.body(text, "\"m-1\"").utf8)).message?.text == text)
    }

    @Test(arguments: ConformanceSubject.naming)
    func `an id beyond 2^53 keeps its last digit`(_ subject: ConformanceSubject) throws {
        for id in ["9007199254740993", "8449132831264840264", "-1234567"] {
            #expect(try subject.open(Array(subject.body("在吗", id).utf8)).message?.id.text == id)
        }
    }

    @Test(arguments: ConformanceSubject.naming, ["\"\"", "null", "1.5", "1e3", "true", "[]", #""a\nb""#])
    func `an id that is none is malformed`(_ subject: ConformanceSubject, _ id: String) {
        #expect(throws: ChannelError.malformed) { try subject.open(Array(subject.body("在吗", id).utf8)) }
    }

    @Test(arguments: ConformanceSubject.naming)
    func `an id has at most 128 bytes`(_ subject: ConformanceSubject) throws {
        let longest = "\"" + String(repeating: "x", count: 128) + "\""

        #expect(try subject.open(Array(subject.body("在吗", longest).utf8)).message != nil)
        #expect(throws: ChannelError.malformed) {
            try subject.open(Array(subject.body("在吗", "\"x" + longest.dropFirst()).utf8))
        }
    }

    @Test(arguments: ConformanceSubject.all)
    func `only a POST of JSON is looked at`(_ subject: ConformanceSubject) {
        let sealed = subject.seal(subject.good)
        let get = WebhookEnvelope(method: .get, query: sealed.query, headers: sealed.headers, body: [])

        #expect(throws: ChannelError.wrongMethod) { try subject.receiver.open(get, at: Fixture.now) }
        #expect(throws: ChannelError.unsupportedMediaType) {
            try subject.receiver.open(sealed.setting(header: "content-type", "text/xml"), at: Fixture.now)
        }
    }

    @Test(arguments: ConformanceSubject.all)
    func `ten thousand members or the same key twice are decided quickly`(_ subject: ConformanceSubject) throws {
        let good = String(decoding: subject.good.dropFirst(), as: UTF8.self)
        let many = (0..<7_000).map { "\"\($0)\":1," }.joined()

        #expect(try subject.open(Array(("{" + many + good).utf8)).message != nil)
        #expect(throws: ChannelError.malformed) { try subject.open(Array(("{" + many + "\"6999\":1," + good).utf8)) }
    }

    @Test(arguments: ConformanceSubject.all)
    func `a spoilt body never yields a spoilt id`(_ subject: ConformanceSubject) {
        var dice = SeededGenerator(seed: 7)
        for _ in 0..<1_000 {
            var body = subject.good
            for _ in 0...Int.random(in: 0...3, using: &dice) {
                body[Int.random(in: body.indices, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
            }
            guard let message = try? subject.open(body).message else { continue }
            for id in [message.id.text, message.sender.text, message.conversation.id.text] {
                #expect(Identity.isValid(id))
            }
        }
    }

    @Test(arguments: ConformanceSubject.all, ChannelError.allCases)
    func `a refusal names its code and nothing more`(_ subject: ConformanceSubject, _ error: ChannelError) {
        let reply = subject.receiver.refuse(error)

        #expect(reply.status == error.status)
        #expect(reply.json == ["error": ["code": .string(error.code), "message": .string(error.message)]])
    }
}
