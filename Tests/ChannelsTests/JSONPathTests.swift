import Testing

@testable import Channels

struct JSONPathTests {
    private let event: JSONValue = [
        "data": ["room": ["id": "g-1"], "items": [["text": "一"], ["text": "二"]]],
        "grid": [[.number("1"), .number("2")]],
    ]

    @Test(
        arguments: [
            ("data.room.id", "g-1"), ("data.items[0].text", "一"), ("data.items[1].text", "二"), ("grid[0][1]", "2"),
        ] as [(JSONPath, String)])
    func `a path leads to its value`(_ path: JSONPath, _ text: String) {
        #expect(event[path: path]?.scalar == text)
    }

    @Test(
        arguments: ["data.rooms", "data.room.id.x", "data.items[2]", "data[0]", "grid.a", "grid[0][1][0]"] as [JSONPath]
    )
    func `a path past the end leads nowhere`(_ path: JSONPath) {
        #expect(event[path: path] == nil)
    }

    @Test(arguments: ["", ".", "a.", ".a", "a..b", "a[", "a[]", "a[x]", "a[-1]", "a[+1]", "a[1", "a]", "[0]", "a[1]b"])
    func `a path that cannot be followed is none`(_ text: String) {
        #expect(JSONPath(text) == nil)
    }

    @Test(arguments: ["a", "data.items[0].text", "a[0][12].b"])
    func `a path prints as it was written`(_ text: String) {
        #expect(JSONPath(text)?.description == text)
    }
}
