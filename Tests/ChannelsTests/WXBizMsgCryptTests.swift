import Domain
import Sealing
import Testing

@testable import Channels

struct WXBizMsgCryptTests {
    @Test(arguments: CryptVector.generated)
    func `the generated cases open`(_ vector: CryptVector) throws {
        let crypt = try #require(vector.crypt)

        #expect(try crypt.open(vector["encrypt"], query: vector.query) == Array(vector["plaintext"].utf8))
    }

    @Test(arguments: CryptVector.generated)
    func `with their random bytes the generated cases come out byte for byte`(_ vector: CryptVector) throws {
        let crypt = try #require(vector.crypt)
        let sealed = crypt.seal(
            Array(vector["plaintext"].utf8), random: try #require(Hexadecimal.bytes(of: vector["random16_hex"])),
            timestamp: vector["timestamp"], nonce: vector["nonce"])

        // One sender of the cases pads to 16, which we read and do not write.
        if vector["id"] != "g16-pad-to-16-tolerated" {
            #expect(sealed.encrypted == vector["encrypt"])
            #expect(sealed.signature == vector["msg_signature"])
        }
        #expect(sealed.timestamp == vector["timestamp"] && sealed.nonce == vector["nonce"])
    }

    @Test(arguments: CryptVector.negative.filter { $0.fields["encrypt"] != nil })
    func `every broken envelope gets its class of refusal`(_ vector: CryptVector) throws {
        let crypt = try #require(vector.crypt)
        let refusal = #expect(throws: ChannelError.self) {
            let message = try crypt.open(vector["encrypt"], query: vector.query)
            // The last stage is the channel's own: what was decrypted must be JSON.
            do { _ = try JSONReader.read(message) } catch { throw ChannelError.malformed }
        }
        let expected: ChannelError? =
            switch vector.fields[path: "expect.ierror"]?.integer {
            case -40_001: .badSignature
            case -40_002: .malformed
            case -40_005: .wrongReceiver
            case -40_007: .badPadding
            case -40_008: .badLayout
            case -40_010: .badEncoding
            default: nil
            }
        #expect(refusal == expected)
        #expect([400, 401].contains(refusal?.status))
    }

    @Test(arguments: CryptVector.negative.filter { $0.fields[path: "expect.ierror"]?.integer == -40_004 })
    func `a key that is none builds nothing`(_ vector: CryptVector) { #expect(vector.crypt == nil) }

    @Test(.enabled(if: !CryptVector.published.isEmpty, "the published constants are not at hand"))
    func `the published constants open and come out byte for byte`() throws {
        for vector in CryptVector.published {
            let crypt = try #require(vector.crypt)
            let sealed = crypt.seal(
                Array(vector["plaintext"].utf8), random: try #require(Hexadecimal.bytes(of: vector["random16_hex"])),
                timestamp: vector["timestamp"], nonce: vector["nonce"])

            #expect(sealed.encrypted == vector["encrypt"], "\(vector["id"])")
            // Two of them are published without what was signed.
            guard vector.fields["signature_recomputed_ok"]?.bool == true else { continue }
            #expect(sealed.signature == vector["msg_signature"], "\(vector["id"])")
            #expect(try crypt.open(vector["encrypt"], query: vector.query) == Array(vector["plaintext"].utf8))
        }
    }

    @Test func `every size of message survives the way there and back`() throws {
        let crypt = try #require(CryptVector.generated.first?.crypt)
        for count in [0, 1, 11, 12, 13, 31, 32, 33, 1_000, 60_000] {
            let message =
                Array(String(repeating: "𰻝", count: count / 4).utf8) + [UInt8](repeating: 65, count: count % 4)
            let sealed = crypt.seal(
                message, random: [UInt8](repeating: 9, count: 16), timestamp: "1", nonce: "2")

            #expect(try crypt.open(sealed.encrypted, query: sealed.query) == message)
        }
    }

    @Test func `a receiver id that is not configured is taken as it comes`() throws {
        let key = Secret("pgyWLXysfSWq9x08vMpgiF9y2cl2cuNlUxFyr5v6OD8")
        let theirs = try #require(WXBizMsgCrypt(token: Secret("t"), encodingAESKey: key, receiverID: "ww1"))
        let any = try #require(WXBizMsgCrypt(token: Secret("t"), encodingAESKey: key, receiverID: nil))
        let robot = try #require(WXBizMsgCrypt(token: Secret("t"), encodingAESKey: key, receiverID: ""))
        let sealed = theirs.seal(
            Array("好".utf8), random: [UInt8](repeating: 0, count: 16), timestamp: "1", nonce: "2")

        #expect(try any.open(sealed.encrypted, query: sealed.query) == Array("好".utf8))
        #expect(throws: ChannelError.wrongReceiver) { try robot.open(sealed.encrypted, query: sealed.query) }
    }

    @Test(arguments: [" \u{9}KEY\r\n", "KEY"])
    func `blanks pasted around a key do not matter`(_ text: String) {
        let key = text.replacing("KEY", with: "p2ecBc5f1oR8EV8LTJIbtCXpIbwn21NxEVuoFOOJsXZ")
        #expect(WXBizMsgCrypt(token: Secret("t"), encodingAESKey: Secret(key), receiverID: "") != nil)
    }

    @Test func `padding has the size of the table`() throws {
        let table = try #require(try Fixture.file("vectors/pkcs7-block32.json")["table"]?.array)
        for row in table {
            let count = Int(try #require(row["data_bytes"]?.integer))
            let padded = BlockPadding(block: 32).padded([UInt8](repeating: 0, count: count))

            #expect(padded.last.map(Int64.init) == row["pad_byte"]?.integer)
            #expect(Int64(padded.count) == row["padded_bytes"]?.integer)
        }
        #expect(table.count > 60)
    }
}

struct SortedSignatureTests {
    @Test func `the signature cases of the Official Account are verified`() throws {
        let vectors = try Fixture.vectors("oa-signature.json")
        for vector in vectors {
            let text = { (key: String) in vector[key]?.string ?? "" }
            let isGood = vector[path: "expect.outcome"]?.string == "ok"
            let signature = SortedSignature(token: Secret(text("token")))

            #expect(
                signature.verify(text("signature"), of: text("timestamp"), text("nonce")) == isGood, "\(text("id"))")
            #expect((signature.hex(of: text("timestamp"), text("nonce")) == text("signature")) == isGood)
        }
        #expect(vectors.count == 11)
    }

    @Test func `no signature is no signature`() {
        #expect(!SortedSignature(token: Secret("t")).verify(nil, of: "1", "2"))
    }
}

extension WXBizMsgCrypt.Sealed {
    /// The query with which it is sent.
    var query: [String: String] { ["msg_signature": signature, "timestamp": timestamp, "nonce": nonce] }
}
