/// One index where there were two: it recognises a repeated message and finds what a sender wrote.
///
/// Each index on `interaction` is one more page that every message writes.
enum M008SeenIndex {
    static let name = "008 seen index"

    static let sql = """
        DROP INDEX interactionMessage;
        DROP INDEX interactionSender;
        -- A platform's retry meets this index: sender, conversation and channel too, since message ids alone collide.
        CREATE UNIQUE INDEX interactionSeen ON interaction (sender, messageId, conversation, channel);
        """
}
