/// What a warning is made of and whom it told, rounds of looking for disputes, pushes as they went out, greeted groups.
enum M010Prevention {
    static let name = "010 prevention"

    static let sql = """
        -- What the office said about it, masked.
        ALTER TABLE warning ADD COLUMN note TEXT;
        ALTER TABLE warning ADD COLUMN askers INTEGER NOT NULL DEFAULT 0;
        -- How many such questions there were in as many days before.
        ALTER TABLE warning ADD COLUMN before INTEGER NOT NULL DEFAULT 0;
        -- Null is unlike null in the table's own constraint.
        CREATE UNIQUE INDEX warningOnce ON warning (rule, coalesce(village, ''), coalesce(topic, ''), period);
        CREATE INDEX warningRule ON warning (rule, village, at);

        -- The questions that a warning counts; their words stay in the log, where they can be erased.
        CREATE TABLE warningQuestion (
            warning INTEGER NOT NULL REFERENCES warning (id),
            interaction INTEGER NOT NULL REFERENCES interaction (id),
            PRIMARY KEY (warning, interaction)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX warningQuestionOf ON warningQuestion (interaction);

        -- Who was told of a warning in which message of the outbox, whose row may be gone by now.
        CREATE TABLE warningPing (
            outbox INTEGER PRIMARY KEY,
            warning INTEGER NOT NULL REFERENCES warning (id),
            person TEXT NOT NULL,
            -- Which of the person's contact ways, from 0.
            way INTEGER NOT NULL,
            -- When it was delivered, or another way was tried instead.
            endedAt INTEGER
        ) STRICT;
        CREATE INDEX warningPingOf ON warningPing (warning);
        CREATE INDEX warningPingOpen ON warningPing (outbox) WHERE endedAt IS NULL;

        -- Rounds of looking for disputes, written down when their days begin.
        CREATE TABLE screening (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            level TEXT NOT NULL CHECK (level IN ('village', 'township', 'district')),
            -- The village's or the township's id; empty for the district.
            place TEXT NOT NULL,
            -- The first and the last day, in days since 1970.
            startsOn INTEGER NOT NULL,
            dueOn INTEGER NOT NULL,
            person TEXT NOT NULL,
            remindedAt INTEGER,
            doneAt INTEGER,
            doneBy TEXT,
            found INTEGER,
            -- What was said about it, masked.
            note TEXT,
            UNIQUE (level, place, startsOn)
        ) STRICT;
        CREATE INDEX screeningDue ON screening (dueOn);
        CREATE INDEX screeningOpen ON screening (dueOn) WHERE doneAt IS NULL;
        CREATE INDEX screeningPerson ON screening (person, dueOn);
        CREATE INDEX screeningPlace ON screening (place, dueOn);

        ALTER TABLE push ADD COLUMN title TEXT NOT NULL DEFAULT '';
        -- Its last message in the outbox, whose row may be gone by now; null until it is queued.
        ALTER TABLE push ADD COLUMN outbox INTEGER;
        -- Why it did not arrive, or never can.
        ALTER TABLE push ADD COLUMN failure TEXT;
        CREATE INDEX pushOutbox ON push (outbox) WHERE outbox IS NOT NULL;
        CREATE INDEX pushWaiting ON push (dueOn) WHERE outbox IS NULL AND sentAt IS NULL AND failure IS NULL;

        -- Groups that were told what the bot is when it joined.
        CREATE TABLE groupNotice (
            channel TEXT NOT NULL,
            conversation TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (channel, conversation)
        ) STRICT, WITHOUT ROWID;
        """
}
