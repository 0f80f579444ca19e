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
        #expect(message.conversation.kind == subject.kind)
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
            let spoilt = sealed.replacing(body: body)
            guard subject.isSealed else {
                #expect(throws: ChannelError.badSignature) { try subject.receiver.open(spoilt, at: Fixture.now) }
                continue
            }
            // What stands around the ciphertext is not signed: spoiling it refuses the body, or changes nothing.
            do {
                #expect(try subject.receiver.open(spoilt, at: Fixture.now) == subject.open(subject.good))
            } catch {
                #expect([.badSignature, .malformed].contains(error))
            }
        }
    }

    @Test(arguments: ConformanceSubject.all)
    func `a body cut short anywhere is malformed, even when it is signed`(_ subject: ConformanceSubject) {
        for length in subject.good.indices { #expect(subject.findsMalformed(Array(subject.good[..<length]))) }
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
        let fits = subject.request(ofBytes: 65_536)
        let exceeds = subject.request(ofBytes: 65_537)

        #expect(try subject.receiver.open(fits, at: Fixture.now).message != nil)
        #expect(throws: ChannelError.tooLarge) { try subject.receiver.open(exceeds, at: Fixture.now) }
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
        case .handshake, .entered, .joined, .awaited, .noticed, .feedback: Issue.record("read as something else")
        }
    }

    @Test(arguments: ConformanceSubject.all)
    func `what is not clean text is malformed`(_ subject: ConformanceSubject) {
        let marked = subject.body("{}", subject.wire.literal("m-1"))
        guard let mark = marked.firstRange(of: "{}") else {
            Issue.record("the text is not in the body")
            return
        }
        for bytes in subject.wire.dirt {
            let body = Array(marked[..<mark.lowerBound].utf8) + bytes + marked[mark.upperBound...].utf8
            #expect(subject.findsMalformed(body))
        }
    }

    @Test(arguments: ConformanceSubject.all)
    func `ten thousand nested parts are refused`(_ subject: ConformanceSubject) {
        for body in subject.wire.deep(subject.good) {
            #expect(throws: ChannelError.malformed) { try subject.open(body) }
        }
    }

    @Test(arguments: ConformanceSubject.all, ["a", "法", "[", "@", "《", "&"])
    func `60 KB of one character are read as they are`(_ subject: ConformanceSubject, _ character: String) throws {
        // Base64 makes four bytes of three.
        let text = String(repeating: character, count: (subject.isSealed ? 45_000 : 60_000) / character.utf8.count)
        let body = subject.body(text, subject.wire.literal("m-1"))

        #expect(try subject.open(Array(body.utf8)).message?.text == text)
    }

    @Test(arguments: ConformanceSubject.naming)
    func `an id beyond 2^53 keeps its last digit`(_ subject: ConformanceSubject) throws {
        for id in ["9007199254740993", "8449132831264840264", "-1234567"] {
            #expect(try subject.open(Array(subject.body("在吗", id).utf8)).message?.id.text == id)
        }
    }

    @Test(arguments: ConformanceSubject.naming)
    func `an id that is none is malformed`(_ subject: ConformanceSubject) {
        for id in subject.wire.badIDs {
            #expect(throws: ChannelError.malformed) { try subject.open(Array(subject.body("在吗", id).utf8)) }
        }
    }

    @Test(arguments: ConformanceSubject.naming)
    func `an id has at most 128 bytes`(_ subject: ConformanceSubject) throws {
        let longest = String(repeating: "x", count: 128)
        let body = { (id: String) in Array(subject.body("在吗", subject.wire.literal(id)).utf8) }

        #expect(try subject.open(body(longest)).message != nil)
        #expect(throws: ChannelError.malformed) { try subject.open(body("x" + longest)) }
    }

    @Test(arguments: ConformanceSubject.all)
    func `only a POST of the right type is looked at`(_ subject: ConformanceSubject) {
        let sealed = subject.seal(subject.good)
        let get = WebhookEnvelope(method: .get, query: sealed.query, headers: sealed.headers, body: [])

        #expect(throws: subject.strayGet) { try subject.receiver.open(get, at: Fixture.now) }
        #expect(throws: ChannelError.unsupportedMediaType) {
            try subject.receiver.open(
                sealed.setting(header: "content-type", subject.wire.strangeType), at: Fixture.now)
        }
    }

    @Test(arguments: ConformanceSubject.all)
    func `ten thousand members or the same key twice are decided quickly`(_ subject: ConformanceSubject) throws {
        let count = subject.isSealed ? 4_000 : 6_000

        #expect(try subject.open(subject.wire.crowded(subject.good, by: count, twice: false)).message != nil)
        #expect(throws: ChannelError.malformed) {
            try subject.open(subject.wire.crowded(subject.good, by: count, twice: true))
        }
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
        guard subject.wire == .json, subject.speaksOnRefusal else {
            // The platforms read no words, and a stranger needs none.
            #expect(reply.body.isEmpty)
            return
        }
        #expect(reply.json == ["error": ["code": .string(error.code), "message": .string(error.message)]])
    }
}
