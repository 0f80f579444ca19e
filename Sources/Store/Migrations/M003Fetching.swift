/// How far the messages of accounts were fetched whose webhook only gives notice.
enum M003Fetching {
    static let name = "003 fetching"

    static let sql = """
        CREATE TABLE fetching (
            channel TEXT NOT NULL,
            account TEXT NOT NULL,
            -- Where the platform's list goes on; NULL before the first page was handled.
            cursor TEXT,
            -- What came with the newest notice, which lets us fetch often for a while.
            token TEXT,
            firstNoticeAt INTEGER NOT NULL,
            -- How many notices came, and how many of them were fetched to the end.
            notices INTEGER NOT NULL,
            fetched INTEGER NOT NULL,
            PRIMARY KEY (channel, account)
        ) STRICT, WITHOUT ROWID;
        """
}
