import Domain
import Testing

@testable import Channels

struct ConditionTests {
    private let event: JSONValue = [
        "room": "1@chatroom", "flag": true, "word": "true", "type": 1, "me": "a", "you": "a", "gone": .null, "list": [],
    ]

    @Test(arguments: [
        (Condition("room", .present), true), (Condition("gone", .present), false), (Condition("list", .present), true),
        (Condition("flag", .isOneOf(["true"])), true), (Condition("word", .isOneOf(["true"])), true),
        (Condition("type", .isOneOf(["2", "1"])), true), (Condition("list", .isOneOf([""])), false),
        (Condition("room", .endsWithOneOf(["@chatroom"])), true), (Condition("room", .beginsWithOneOf(["gh_"])), false),
        (Condition("me", .equals("you")), true), (Condition("me", .equals("room")), false),
        (Condition("nowhere", .equals("nowhere")), false),
        (Condition("nowhere", .isOneOf(["1"]), isNegated: true), true),
        (Condition("type", .isOneOf(["1"]), isNegated: true), false),
    ])
    func `a condition asks one place`(_ condition: Condition, _ holds: Bool) {
        #expect(condition.holds(for: event) == holds)
    }

    @Test func `milliseconds and lists of ids are understood`() throws {
        var map = FieldMap(
            messageID: "id", text: "text", conversationID: "room", senderID: "who", isGroup: Condition("room", .present)
        )
        map.sentAt = FieldMap.Moment("at", .milliseconds)
        map.mention = .listed("ats")
        map.quoteID = "quoted.id"
        map.quoteText = "quoted.text"
        map.senderName = "name"
        var settings = MappedSettings(map: map, authentication: .open)
        settings.botIDs = ["7"]
        let channel = MappedChannel(id: "m", settings)
        let body = """
            {"id":"1","text":"在吗","room":"r","who":"w","at":"1789000000123","ats":[6,7],"quoted":{"id":5,"text":"原话"},\
            "name":"\\u0007老\\u200b赵"}
            """
        let message = try #require(
            try channel.open(channel.seal(Array(body.utf8), at: Fixture.now), at: Fixture.now).message)

        #expect(message.sentAt?.milliseconds == 1_789_000_000_123)
        #expect(message.mentionsBot)
        #expect(message.quote?.messageID == "5" && message.quote?.text == "原话")
        #expect(message.senderName == "老\u{200b}赵")
    }
}
