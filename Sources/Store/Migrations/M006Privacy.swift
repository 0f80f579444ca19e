/// Persons become keyed hashes, what is needed to answer them is sealed, and erasing leaves a record.
///
/// `personKey`, `chatKey` and `sealed` are those of `VaultFunctions`.
enum M006Privacy {
    static let name = "006 privacy"

    static let sql = """
        ALTER TABLE interaction DROP COLUMN replyMention;
        -- Whether the reply mentions the asker; whom else it could mention nobody has ever written.
        ALTER TABLE interaction ADD COLUMN mentionsAsker INTEGER NOT NULL DEFAULT 0 CHECK (mentionsAsker IN (0, 1));
        -- The words as they came, sealed; only where masking changed them, and only for as long as the rules allow.
        ALTER TABLE interaction ADD COLUMN sealed BLOB;
        -- Where an answer has to go: conversation, sender and display name, sealed; gone some time after the closing.
        ALTER TABLE legalCase ADD COLUMN askerSealed BLOB;
        -- The message, sealed while it waits; gone when it is sent.
        ALTER TABLE outbox ADD COLUMN sealed BLOB;
        ALTER TABLE dialogue ADD COLUMN erasureAskedAt INTEGER;

        UPDATE interaction SET sender = personKey(channel, sender),
            conversation = chatKey(channel, conversation, isGroup);
        UPDATE legalCase SET askerSealed = sealed(channel || char(31) || conversation || char(31) ||
            iif(isGroup, 'group', 'private') || char(31) || asker || char(31), 'case asker');
        UPDATE legalCase SET asker = personKey(channel, asker),
            conversation = chatKey(channel, conversation, isGroup);
        UPDATE outbox SET sealed = sealed(message, 'outbox message') WHERE state <> 'sent';
        UPDATE outbox SET asker = personKey(substr(destination, 1, instr(destination, '/') - 1), asker);
        UPDATE outbox SET destination = json_extract(message, '$.channel') || '/' || chatKey(
            json_extract(message, '$.channel'), json_extract(message, '$.to'), json_extract(message, '$.kind') = 'group');
        ALTER TABLE outbox DROP COLUMN message;

        DELETE FROM replyAddress;
        ALTER TABLE replyAddress DROP COLUMN url;
        ALTER TABLE replyAddress ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
        ALTER TABLE heldMessage ADD COLUMN sealed BLOB;
        UPDATE heldMessage SET sealed = sealed(message, 'outbox message'), asker = personKey(channel, asker),
            conversation = chatKey(channel, conversation, isGroup);
        ALTER TABLE heldMessage DROP COLUMN message;
        UPDATE feedback SET
            sender = personKey((SELECT channel FROM interaction WHERE interaction.id = feedback.interaction), sender);
        UPDATE takeover SET asker = personKey(channel, asker), conversation = chatKey(channel, conversation, isGroup);

        DELETE FROM dialogue;
        DELETE FROM serviceDialogue;
        DELETE FROM lastAnswer;

        CREATE INDEX interactionSealed ON interaction (receivedAt) WHERE sealed IS NOT NULL;
        CREATE INDEX legalCaseClosed ON legalCase (closedAt) WHERE closedAt IS NOT NULL;
        CREATE INDEX outboxSettled ON outbox (settledAt) WHERE state IN ('sent', 'dead', 'withheld');

        -- Which key the rows were written with, by a hash of nothing under it.
        CREATE TABLE vaultProof (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            proof TEXT NOT NULL
        ) STRICT;

        -- That somebody was forgotten, when, on whose request, and how much of it there was; not who.
        CREATE TABLE erasure (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('chat', 'command', 'console')),
            -- A keyed hash of its own: who asks again can be shown that it was done.
            proof TEXT NOT NULL,
            interactions INTEGER NOT NULL,
            cases INTEGER NOT NULL,
            messages INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX erasureAt ON erasure (at);

        -- What the retention rules took away.
        CREATE TABLE purge (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            before INTEGER NOT NULL,
            rows INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX purgeAt ON purge (at);
        """
}
