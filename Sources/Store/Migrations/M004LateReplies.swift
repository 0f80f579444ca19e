/// Replies that miss their deadline, addresses that platforms give with a message, and verdicts on replies.
enum M004LateReplies {
    static let name = "004 late replies"

    static let sql = """
        -- How often the platform delivered the message; whoever came last owes the reply.
        ALTER TABLE interaction ADD COLUMN attempts INTEGER NOT NULL DEFAULT 1;
        -- When the reply went to the outbox because the answer to the webhook came too late to carry it.
        ALTER TABLE interaction ADD COLUMN lateAt INTEGER;
        -- The names behind the numbers of a menu, one a line, for channels with buttons.
        ALTER TABLE interaction ADD COLUMN choices TEXT;
        -- The interaction whose late reply the message is; nil for everything else.
        ALTER TABLE outbox ADD COLUMN lateReplyTo INTEGER REFERENCES interaction (id);
        CREATE INDEX outboxLateReply ON outbox (lateReplyTo) WHERE lateReplyTo IS NOT NULL;

        -- Addresses that came with messages, to which a reply can be posted until they expire.
        CREATE TABLE replyAddress (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            channel TEXT NOT NULL,
            conversation TEXT NOT NULL,
            isGroup INTEGER NOT NULL CHECK (isGroup IN (0, 1)),
            asker TEXT NOT NULL,
            messageId TEXT NOT NULL,
            url TEXT NOT NULL,
            isSingleUse INTEGER NOT NULL CHECK (isSingleUse IN (0, 1)),
            expiresAt INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX replyAddressAsker ON replyAddress (asker, conversation, channel, expiresAt);
        CREATE INDEX replyAddressExpiry ON replyAddress (expiresAt);

        -- Messages that found no way to their asker and wait until the asker writes again.
        CREATE TABLE heldMessage (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            channel TEXT NOT NULL,
            conversation TEXT NOT NULL,
            isGroup INTEGER NOT NULL CHECK (isGroup IN (0, 1)),
            asker TEXT NOT NULL,
            message TEXT NOT NULL,
            heldAt INTEGER NOT NULL,
            caseNumber INTEGER REFERENCES legalCase (number)
        ) STRICT;
        CREATE INDEX heldMessageAsker ON heldMessage (asker, conversation, channel);

        -- What people think of a reply, by the platform's thumbs.
        CREATE TABLE feedback (
            interaction INTEGER NOT NULL REFERENCES interaction (id),
            sender TEXT NOT NULL,
            at INTEGER NOT NULL,
            isHelpful INTEGER NOT NULL CHECK (isHelpful IN (0, 1)),
            reasons TEXT,
            words TEXT,
            PRIMARY KEY (interaction, sender)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX feedbackAt ON feedback (at);
        """
}
