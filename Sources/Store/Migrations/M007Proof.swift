/// The proof that the service was there, and what the office does on its own: pushes, warnings, screenings, reports.
enum M007Proof {
    static let name = "007 proof"

    static let sql = """
        -- How often the running service said so, by hours since 1970 in China's zone; once a minute, so at most 60.
        CREATE TABLE heartbeat (
            hour INTEGER PRIMARY KEY,
            beats INTEGER NOT NULL,
            lastAt INTEGER NOT NULL
        ) STRICT;

        -- A stretch without heartbeats, found at the next start or beat.
        CREATE TABLE outage (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            startedAt INTEGER NOT NULL,
            endedAt INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX outageStarted ON outage (startedAt);

        -- For how many minutes of an hour somebody was on duty for a village, by the roster as it was then.
        CREATE TABLE dutyHour (
            village TEXT NOT NULL,
            hour INTEGER NOT NULL,
            minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 60),
            PRIMARY KEY (village, hour)
        ) STRICT, WITHOUT ROWID;

        -- What was published where; a planned push has no outbox row yet.
        CREATE TABLE push (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            campaign TEXT NOT NULL,
            target TEXT NOT NULL,
            village TEXT,
            dueOn INTEGER NOT NULL,
            text TEXT NOT NULL,
            approvedBy TEXT,
            approvedAt INTEGER,
            sentAt INTEGER,
            UNIQUE (campaign, target, dueOn)
        ) STRICT;
        CREATE INDEX pushDue ON push (dueOn, village);
        CREATE INDEX pushVillage ON push (village, dueOn);

        -- A dispute that may be coming, by the rule that saw it, and what the office made of it.
        CREATE TABLE warning (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            rule TEXT NOT NULL,
            level TEXT NOT NULL CHECK (level IN ('blue', 'yellow', 'orange', 'red')),
            village TEXT,
            topic TEXT,
            period INTEGER NOT NULL,
            at INTEGER NOT NULL,
            questions INTEGER NOT NULL,
            verdict TEXT CHECK (verdict IN ('real', 'false')),
            judge TEXT,
            judgedAt INTEGER,
            UNIQUE (rule, village, topic, period)
        ) STRICT;
        CREATE INDEX warningAt ON warning (at);
        CREATE INDEX warningVillage ON warning (village, at);

        -- A report of a closed month as it was first made, so that it comes out the same for good.
        CREATE TABLE closedReport (
            month TEXT NOT NULL,
            scope TEXT NOT NULL,
            madeAt INTEGER NOT NULL,
            document TEXT NOT NULL,
            PRIMARY KEY (month, scope)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX legalCaseOpened ON legalCase (openedAt);
        """
}
