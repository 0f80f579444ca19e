import Domain
import Foundation
import GRDB
import Sealing
import TestSupport
import Testing

@testable import Store

struct PrivacyTests {
    let folder: TemporaryFolder
    let database: CounselDatabase
    let now = Timestamp(seconds: 1_795_400_000)

    init() throws {
        folder = try TemporaryFolder()
        database = try CounselDatabase(path: folder.path + "/c.sqlite", vault: .sample)
    }

    private func text(_ sql: String) throws -> String? {
        try database.writer.read { try String.fetchOne($0, sql: sql) }
    }

    private func count(_ sql: String) throws -> Int {
        try database.writer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(sql)") ?? -1 }
    }

    /// Asks for a human with a phone number in the words, in a group or alone.
    private func ask(
        _ words: String = "老板王大锤欠我工资，电话13912345678", id: MessageID = "m-1", sender: SenderID = "villager-zhang",
        kind: Conversation.Kind = .group, at seconds: Int64 = 1_795_400_000
    ) async throws -> Acknowledgement {
        let conversation: ConversationID = kind == .group ? "g-1" : ConversationID("chat-of-\(sender)")
        var record = InboundRecord.sample(words, id: id, sender: sender, kind: kind, at: seconds)
        record.message.conversation = Conversation(channel: "neutral", id: conversation, kind: kind)
        record.message.senderName = "张大姐"
        let asked = record
        return try await database.commitInbound(
            asked, decide: { _ in .human },
            compose: { _, reference, _ in
                guard let reference, reference.file == nil else { return .reply("补充收到") }
                var effects = InboundEffects.opening(reference.number, record: asked)
                effects.steps[0].change.file.summary = Masking.summary(words)
                effects.steps[0].outbox = [
                    OutboxDraft(
                        OutboundMessage(
                            channel: "neutral", to: conversation.text, kind: kind,
                            text: "张大姐：\(Masking.summary(words))", mentions: [sender.text]), for: .word, asker: sender)
                ]
                return effects
            })
    }

    /// Whether the bytes stand anywhere in the database's files.
    private func isOnDisk(_ text: String) throws -> Bool {
        let needle = Data(text.utf8)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = try Data(contentsOf: URL(filePath: folder.path + "/" + name))
            if bytes.range(of: needle) != nil { return true }
        }
        return false
    }

    // MARK: What is written

    @Test func `no id of a person, no number and no name reaches the disk`() async throws {
        _ = try await ask()
        _ = try await ask(id: "m-2", sender: "villager-li", kind: .private)
        try await database.emptyLog()

        for secret in ["villager-zhang", "villager-li", "13912345678", "张大姐"] {
            #expect(try !isOnDisk(secret), "\(secret)")
        }
        #expect(try isOnDisk("139****5678"))
    }

    @Test func `words are sealed only where masking changed them, and open with the key`() async throws {
        _ = try await ask("老板欠我工资", id: "m-1")
        _ = try await ask("我电话13912345678", id: "m-2")

        let sealed = try await database.writer.read {
            try (Data?).fetchAll($0, sql: "SELECT sealed FROM interaction ORDER BY id")
        }
        #expect(sealed[0] == nil)
        #expect(sealed[1].flatMap { Vault.sample.open(Array($0), for: SealedUse.words) } == "我电话13912345678")
    }

    @Test func `a case keeps where its answer has to go, sealed, and is read with it`() async throws {
        let number = try #require(try await ask(kind: .private).caseNumber)

        let file = try #require(try await database.history(of: number)?.file)
        #expect(file.asker == "villager-zhang")
        #expect(file.conversation == Conversation(channel: "neutral", id: "chat-of-villager-zhang", kind: .private))
        #expect(try text("SELECT asker FROM legalCase")?.hasPrefix("~") == true)
    }

    @Test func `a repeated message is known by its hash, and mentions its sender again`() async throws {
        let first = try await ask()
        let again = try await ask()

        #expect(again.isDuplicate)
        #expect(again.reply?.text == first.reply?.text)
        #expect(again.reply?.mentions == ["villager-zhang"])
    }

    @Test func `what waits to be sent comes out as it went in, and is gone once it is sent`() async throws {
        _ = try await ask(kind: .private)
        let items = try await database.claimDue(at: now, limit: 9) { _ in nil }
        let item = try #require(items.first)
        #expect(item.message.to == "chat-of-villager-zhang")
        #expect(item.message.mentions == ["villager-zhang"])

        try await database.settle(item.id, .settle, at: now)
        #expect(try count("outbox WHERE sealed IS NULL AND state = 'sent'") == 1)
    }

    @Test func `what waits in vain for its asker goes with the outbox's time`() async throws {
        _ = try await ask(kind: .private)
        let item = try #require(try await database.claimDue(at: now, limit: 1) { _ in nil }.first)
        try await database.settle(item.id, .hold, at: now)
        #expect(try count("heldMessage") == 1)

        _ = try await database.purge(by: RetentionPolicy(), at: now.adding(seconds: 29 * 86_400))
        #expect(try count("heldMessage") == 1)
        _ = try await database.purge(by: RetentionPolicy(), at: now.adding(seconds: 31 * 86_400))
        #expect(try count("heldMessage") == 0)
    }

    @Test func `a row that cannot be read does not hold up the others`() async throws {
        _ = try await ask(id: "m-1")
        try await database.writer.write { try $0.execute(sql: "UPDATE outbox SET sealed = x'00'") }
        _ = try await ask("再问一次", id: "m-2", sender: "villager-li")

        #expect(try await database.claimDue(at: now, limit: 9) { _ in nil }.isEmpty)
        #expect(try await database.claimDue(at: now, limit: 9) { _ in nil }.count == 1)
        #expect(try count("outbox WHERE state = 'dead'") == 1)
    }

    @Test func `another key is refused, since under it nobody would be known again`() throws {
        try database.close()
        let path = folder.path + "/c.sqlite"
        #expect(throws: CounselDatabase.OpenError.otherKey(path: path)) {
            try CounselDatabase(path: path, vault: Vault(Secret("another secret of thirty-two letters")))
        }
        _ = try CounselDatabase(path: path, vault: .sample)
    }

    // MARK: Erasing

    @Test func `after an erasure no byte of the person is in the file or its log, and the counts stay`() async throws {
        for number in 1...40 {
            _ = try await ask(
                "第\(number)次问：屋后那棵歪脖子核桃树归谁", id: MessageID("m-\(number)"), at: 1_795_400_000 + Int64(number))
            _ = try await ask("隔壁老李也问一句\(number)", id: MessageID("n-\(number)"), sender: "villager-li")
        }
        let hash = Vault.sample.personKey("neutral", "villager-zhang")
        #expect(try isOnDisk("歪脖子核桃树"))
        #expect(try isOnDisk(hash))

        let erasure = try await database.erase(.sender("villager-zhang", "neutral"), origin: .command, at: now)
        try await database.rewrite()

        #expect(erasure.interactions == 40)
        #expect(erasure.cases == 1)
        #expect(try !isOnDisk("歪脖子核桃树"))
        #expect(try !isOnDisk(hash))
        #expect(try isOnDisk("隔壁老李也问一句7"))
        #expect(try count("interaction") == 80)
        #expect(try await database.erasures(limit: 9) == [erasure])
    }

    @Test func `erasing withdraws the open case, voids its promise and stops what was to be sent`() async throws {
        let number = try #require(try await ask().caseNumber)
        _ = try await database.erase(.asker(ofCase: number), origin: .command, at: now)

        #expect(try text("SELECT state FROM legalCase") == "withdrawn")
        #expect(try count("promise WHERE endedAt IS NULL") == 0)
        #expect(try await database.claimDue(at: now, limit: 9) { _ in nil }.isEmpty)
        #expect(try count("outbox WHERE sealed IS NOT NULL") == 0)
    }

    @Test func `nobody can be erased by a case twice, or by one that is not there`() async throws {
        let number = try #require(try await ask().caseNumber)
        _ = try await database.erase(.asker(ofCase: number), origin: .command, at: now)

        await #expect(throws: StoreError.notFound) {
            try await database.erase(.asker(ofCase: number), origin: .command, at: now)
        }
        await #expect(throws: StoreError.notFound) {
            try await database.erase(.asker(ofCase: 7), origin: .command, at: now)
        }
    }

    @Test func `who says so in the chat is forgotten in the same transaction, and a retry is still recognised`()
        async throws
    {
        _ = try await ask("我屋后那棵歪脖子核桃树归谁")
        var effects = InboundEffects.reply("已经删了")
        effects.erases = true
        let confirmation = effects
        let decision = Decision(.answer, because: .erased, say: .line(.erased))
        let record = InboundRecord.sample("确认删除", id: "m-2", sender: "villager-zhang", at: 1_795_400_060)
        _ = try await database.commitInbound(record, decide: { _ in decision }, compose: { _, _, _ in confirmation })
        let again = try await database.commitInbound(
            record, decide: { _ in .human }, compose: { _, _, _ in InboundEffects() })

        #expect(again.isDuplicate)
        #expect(again.reply?.text == "已经删了")
        #expect(try text("SELECT text FROM interaction WHERE id = 1") == "[已删除]")
        #expect(try await database.erasures(limit: 1).first?.origin == .chat)
    }

    // MARK: Retention

    @Test func `a case that is open or can be reopened keeps its words and its asker, however short the rules`()
        async throws
    {
        let number = try #require(try await ask().caseNumber)
        var policy = RetentionPolicy()
        for kind in RetentionPolicy.Kind.allCases { policy.days[kind] = 1 }
        policy.reopenDays = 10
        let kept = """
            interaction JOIN legalCase ON number = caseNumber WHERE sealed IS NOT NULL AND askerSealed IS NOT NULL
                AND text NOT LIKE '[%' AND summary NOT LIKE '[%' AND sender NOT IN ('expired', 'erased')
            """
        _ = try await database.purge(by: policy, at: now.adding(minutes: 100 * 1_440))
        #expect(try count(kept) == 1)
        let closed = now.adding(minutes: 100 * 1_440)
        try await database.writer.write {
            try $0.execute(
                sql: "UPDATE legalCase SET state = 'resolved', closedAt = ? WHERE number = ?",
                arguments: [closed.milliseconds, number])
        }
        _ = try await database.purge(by: policy, at: closed.adding(minutes: 10 * 1_440))
        #expect(try count(kept) == 1)
        _ = try await database.purge(by: policy, at: closed.adding(minutes: 10 * 1_440 + 1))
        #expect(try count(kept) == 0)
        #expect(try count("interaction WHERE sealed IS NULL AND text = '[已到期]' AND sender = 'expired'") == 1)
        #expect(try count("legalCase WHERE askerSealed IS NULL AND summary = '[已到期]'") == 1)
    }

    @Test func `each kind is taken away after its days and not before`() async throws {
        let number = try #require(try await ask().caseNumber)
        try await database.writer.write {
            try $0.execute(
                sql: "UPDATE legalCase SET state = 'resolved', closedAt = ? WHERE number = ?",
                arguments: [Timestamp(seconds: 1_795_400_000).milliseconds, number])
        }
        var policy = RetentionPolicy()
        policy.days[.rawText] = 30
        let almost = now.adding(minutes: 30 * 24 * 60)
        #expect(try await database.purge(by: policy, at: almost).first { $0.kind == .rawText }?.rows == 0)
        let later = almost.adding(seconds: 1)
        #expect(try await database.purge(by: policy, at: later).first { $0.kind == .rawText }?.rows == 1)
        #expect(try count("legalCase WHERE askerSealed IS NULL") == 1)
        #expect(try count("interaction WHERE sender = 'expired'") == 0)

        let years = now.adding(minutes: 6 * 366 * 24 * 60)
        _ = try await database.purge(by: policy, at: years)
        try await database.rewrite()
        #expect(try count("interaction WHERE sender = 'expired' AND text = '[已到期]' AND topic IS NULL") == 1)
        #expect(try text("SELECT summary FROM legalCase") == "[已到期]")
        for word in ["王大锤", "139****5678", "老板"] { #expect(try !isOnDisk(word), "\(word)") }
    }

    @Test func `what is kept for good is kept`() async throws {
        _ = try await ask()
        var policy = RetentionPolicy()
        policy.days = [:]
        #expect(try await database.purge(by: policy, at: now.adding(minutes: 9_999_999)).isEmpty)
        #expect(try count("interaction WHERE sealed IS NOT NULL") == 1)
    }

    @Test func `more rows than one batch are all taken`() async throws {
        try await database.writer.write { db in
            for number in 1...(PurgeSQL.batch + 5) {
                try db.execute(
                    sql: "INSERT INTO overheard (hour, channel, conversation, messages) VALUES (?, 'c', 'g', 1)",
                    arguments: [number])
            }
        }
        let steps = try await database.purge(by: RetentionPolicy(), at: now)
        #expect(steps.first { $0.kind == .overheard }?.rows == PurgeSQL.batch + 5)
        #expect(try count("overheard") == 0)
    }
}
