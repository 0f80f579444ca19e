import Foundation
import Sealing
import Testing

@testable import Channels

/// A case of the WXBizMsgCrypt vectors.
struct CryptVector: Sendable, CustomTestStringConvertible {
    let fields: JSONValue

    var testDescription: String { self["id"] }

    /// A field that is text, empty when it is missing.
    subscript(key: String) -> String { fields[key]?.string ?? "" }

    /// What the other side would send; nil when the key is none.
    var crypt: WXBizMsgCrypt? {
        WXBizMsgCrypt(
            token: Secret(self["token"]), encodingAESKey: Secret(self["encodingAESKey"]),
            receiverID: fields["receiveid"]?.string)
    }

    /// The request's query.
    var query: [String: String] {
        var query = ["timestamp": self["timestamp"], "nonce": self["nonce"]]
        query["msg_signature"] = fields["msg_signature"]?.string
        return query
    }

    static let generated = cases("wxbizmsgcrypt-generated.json")
    static let negative = cases("wxbizmsgcrypt-negative.json")

    /// Constants of foreign documents, which stay outside of this package; empty where they are not at hand.
    static let published: [CryptVector] = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = package.deletingLastPathComponent().appending(path: "shared/vectors/wxbizmsgcrypt-published.json")
        guard let bytes = try? Array(Data(contentsOf: file)), let value = try? JSONReader.read(bytes) else { return [] }
        return (value["vectors"]?.array ?? []).map(CryptVector.init)
    }()

    private static func cases(_ name: String) -> [CryptVector] {
        ((try? Fixture.vectors(name)) ?? []).map(CryptVector.init)
    }
}
