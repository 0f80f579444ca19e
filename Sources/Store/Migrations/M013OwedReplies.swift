/// Replies that answers to webhooks are to carry, until they did.
enum M013OwedReplies {
    static let name = "013 owed replies"

    static let sql = """
        -- Lives for seconds; without a sender of its own, since its interaction has one.
        CREATE TABLE owedReply (
            interaction INTEGER PRIMARY KEY REFERENCES interaction (id),
            -- The messages, sealed as in the outbox.
            sealed BLOB NOT NULL,
            dueAt INTEGER NOT NULL
        ) STRICT;
        """
}
