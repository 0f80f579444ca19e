/// A piece of a OneBot 11 message: words, a mention, a picture …
package struct MessageSegment: Hashable, Sendable {
    /// One parameter of a segment.
    package struct Parameter: Hashable, Sendable {
        /// Its name.
        package let name: String
        /// Its value; numbers as written.
        package let value: String

        /// Takes name and value.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The kind, such as `text` or `at`.
    package let type: String
    /// The parameters in their order.
    package let data: [Parameter]

    /// Takes kind and parameters.
    package init(_ type: String, _ data: [Parameter] = []) {
        self.type = type
        self.data = data
    }

    /// The parameter of that name.
    package subscript(name: String) -> String? { data.first { $0.name == name }?.value }

    /// Words.
    package static func text(_ words: String) -> MessageSegment { MessageSegment("text", [Parameter("text", words)]) }

    /// A mention of somebody.
    package static func at(_ id: String) -> MessageSegment { MessageSegment("at", [Parameter("qq", id)]) }

    /// A quotation of a message.
    package static func reply(_ id: String) -> MessageSegment { MessageSegment("reply", [Parameter("id", id)]) }
}

extension MessageSegment {
    /// Reads `{"type","data"}`; parameters that are no scalars are left out.
    init(_ value: JSONValue) throws(ChannelError) {
        guard let type = value["type"]?.string else { throw .malformed }
        let members = value["data"]?.nonNull?.object ?? []
        self.init(type, members.compactMap { member in member.value.scalar.map { Parameter(member.key, $0) } })
    }

    /// Writes `{"type","data"}`.
    var json: JSONValue {
        ["type": .string(type), "data": .object(data.map { JSONValue.Member($0.name, .string($0.value)) })]
    }
}
