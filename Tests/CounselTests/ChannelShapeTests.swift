import Channels
import Foundation
import Testing

/// Every body that platforms send or take, as a collection beside the project holds them, against our samples and tests.
struct ChannelShapeTests {
    private static let collection = ProjectFiles.root + "../shared/channel-samples/"
    private static let isThere = FileManager.default.fileExists(atPath: collection + "index.json")

    /// What we send, and what is answered to it: each is held against our own bytes by the tests of its channel.
    private static let outbound: Set<String> = [
        "a20-aibot-reply-stream-first.json", "a21-aibot-reply-stream-final.json", "a22-aibot-reply-welcome-text.json",
        "a23-aibot-reply-template-card.json", "a24-aibot-reply-update-card.json",
        "a25-aibot-reply-stream-with-card.json", "a26-aibot-active-reply.json", "a27-aibot-reply-encrypted.json",
        "b20-app-reply-text.xml", "b21-message-send-text.json", "b22-message-send-response.json",
        "b24-appchat-send.json", "b25-gettoken-response.json", "b31-kf-sync_msg-request.json",
        "b32-kf-sync_msg-response.json", "b33-kf-send_msg.json", "d20-oa-reply-text.xml", "d21-oa-reply-success.txt",
        "d22-oa-custom-send.json", "d24-oa-stable_token-request.json", "d25-oa-token-response.json",
        "d26-oa-error-45015.json",
        "c01-webhook-text.json", "c02-webhook-text-all.json", "c10-webhook-response-ok.json",
        "c11-webhook-response-93000.json", "c12-webhook-response-45009.json", "e20-ob11-quick-reply.json",
        "e21-ob11-send_group_msg.json", "e22-ob11-api-response.json", "e23-ob11-api-failed.json",
        "e32-ob12-webhook-response.json", "f21-wechaty-webhook-reply.json", "f31-worktool-reply.json",
        "f32-worktool-send.json", "g04-feishu-send.json", "g05-feishu-custom-bot.json", "g14-dingtalk-reply.json",
    ]

    /// What we do not speak, and why.
    private static let unspoken: [String: String] = [
        "a30-aibot-long-connection.jsonl": "a WebSocket of the platform's, and one connection a robot",
        "a40-oldrobot-group-text.xml": "a closed beta that takes no new robots",
        "b23-appchat-create.json": "chats are made by people",
        "b26-external-add-msg-template.json": "nothing leaves before a person confirms it",
        "d23-oa-template-send.json": "needs a template that the account was granted",
        "c03-webhook-markdown.json": "pings are plain text, which phones show in notices",
        "c04-webhook-markdown_v2.json": "pings are plain text", "c05-webhook-news.json": "pings are plain text",
        "c06-webhook-file.json": "we send no files", "c07-webhook-image.json": "we send no pictures",
        "c08-webhook-template_card.json": "pings are plain text", "f40-ilink-getupdates-response.json": "a long poll",
        "f41-ilink-sendmessage.json": "a long poll",
    ]

    /// What the samples of the project show, by the name in the collection.
    private static let shown: [String: JSONValue] = {
        let folder = ProjectFiles.root + "webhook-samples"
        let files = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
        var shapes: [String: JSONValue] = [:]
        for file in files where file.hasSuffix(".json") {
            let bytes = FileManager.default.contents(atPath: "\(folder)/\(file)").map(Array.init) ?? []
            for step in (try? JSONReader.read(bytes))?["steps"]?.array ?? [] {
                if let shape = step["shape"]?.string { shapes[shape] = step }
            }
        }
        return shapes
    }()

    @Test(.enabled(if: isThere)) func `every shape is shown by a sample, held against our bytes, or not spoken`() throws
    {
        let bytes = Array(try Data(contentsOf: URL(filePath: Self.collection + "index.json")))
        let files = try #require(try JSONReader.read(bytes)["files"]?.array).compactMap { $0["file"]?.string }
        for file in files {
            let covered =
                Self.shown[file] != nil || Self.outbound.contains(file) || Self.unspoken[file] != nil
            #expect(covered, "\(file)")
        }
    }

    @Test(.enabled(if: isThere)) func `a sample's body is that of the collection`() throws {
        for (name, step) in Self.shown where name.hasSuffix(".json") {
            let bytes = try #require(FileManager.default.contents(atPath: Self.collection + name)).map { $0 }
            #expect(step["body"] == (try JSONReader.read(bytes)), "\(name)")
        }
        for (name, step) in Self.shown where name.hasSuffix(".xml") {
            let text = try String(contentsOfFile: Self.collection + name, encoding: .utf8)
            #expect(step["raw"]?.string == text, "\(name)")
        }
    }

    @Test func `what we send is held against a file in the tests of its channel`() throws {
        let folder = ProjectFiles.root + "Tests/ChannelsTests"
        let sources = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
        for file in Self.outbound.sorted() { #expect(sources.contains { $0.contains(file) }, "\(file)") }
    }
}
