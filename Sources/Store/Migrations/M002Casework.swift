/// What casework needs, after `M004LateReplies`: every state, promises with their outcome, pings, takeovers, and groups nobody has bound yet.
enum M002Casework {
    static let name = "002 casework"

    static let sql = """
        CREATE TABLE legalCase2 (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            channel TEXT NOT NULL,
            conversation TEXT NOT NULL,
            isGroup INTEGER NOT NULL CHECK (isGroup IN (0, 1)),
            asker TEXT NOT NULL,
            village TEXT,
            openedAt INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'notified', 'reassigned', 'reopened', 'acknowledged',
                'asked-back', 'answered', 'resolved', 'withdrawn')),
            urgency TEXT NOT NULL CHECK (urgency IN ('normal', 'emergency')),
            danger TEXT,
            topic TEXT,
            answer TEXT,
            summary TEXT NOT NULL,
            owner TEXT,
            -- Who must never see it, by space.
            excluded TEXT NOT NULL DEFAULT '',
            reopenings INTEGER NOT NULL DEFAULT 0,
            rating INTEGER CHECK (rating BETWEEN 1 AND 5),
            closedAt INTEGER,
            -- Counts every change.
            version INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        INSERT INTO legalCase2 (number, channel, conversation, isGroup, asker, village, openedAt, state, urgency, topic,
                summary, owner, closedAt)
            SELECT number, channel, conversation, isGroup, asker, village, openedAt, state, urgency, topic, summary,
                owner, closedAt FROM legalCase;
        DROP TABLE legalCase;
        ALTER TABLE legalCase2 RENAME TO legalCase;
        -- One open case an asker and conversation; some platforms give a group and a person the same number.
        CREATE UNIQUE INDEX legalCaseOpen ON legalCase (asker, conversation, isGroup, channel)
            WHERE state NOT IN ('resolved', 'withdrawn');
        CREATE INDEX legalCaseAsker ON legalCase (asker, conversation, isGroup, channel, number);
        CREATE INDEX legalCaseState ON legalCase (state, openedAt);
        CREATE INDEX legalCaseOwner ON legalCase (owner, number) WHERE state NOT IN ('resolved', 'withdrawn');
        CREATE INDEX legalCaseVillage ON legalCase (village, openedAt);

        CREATE TABLE promise2 (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            caseNumber INTEGER NOT NULL REFERENCES legalCase (number),
            kind TEXT NOT NULL,
            -- Who is expected to act; null for everybody or nobody.
            person TEXT,
            round INTEGER NOT NULL DEFAULT 0,
            madeAt INTEGER NOT NULL,
            dueAt INTEGER NOT NULL,
            endedAt INTEGER,
            outcome TEXT CHECK (outcome IN ('kept', 'lapsed', 'void'))
        ) STRICT;
        INSERT INTO promise2 (id, caseNumber, kind, person, madeAt, dueAt, endedAt, outcome)
            SELECT id, caseNumber, kind, owner, openedAt, dueAt, keptAt, iif(keptAt IS NULL, NULL, 'kept')
            FROM promise JOIN legalCase ON number = caseNumber;
        DROP TABLE promise;
        ALTER TABLE promise2 RENAME TO promise;
        CREATE INDEX promiseCase ON promise (caseNumber);
        CREATE INDEX promiseDue ON promise (dueAt) WHERE endedAt IS NULL;

        CREATE TABLE outbox2 (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            destination TEXT NOT NULL,
            message TEXT NOT NULL,
            -- Why it is sent: the bot's reply, a person's words to the asker, a ping, or a notice.
            purpose TEXT NOT NULL DEFAULT 'reply' CHECK (purpose IN ('reply', 'word', 'ping', 'notice')),
            -- Whose question it answers, so that it can be withheld when a human speaks.
            asker TEXT,
            createdAt INTEGER NOT NULL,
            notBefore INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'claimed', 'sent', 'dead', 'withheld')),
            attempts INTEGER NOT NULL DEFAULT 0,
            lastError TEXT,
            settledAt INTEGER,
            -- The platform's name of what was sent, which a quote of it carries.
            receipt TEXT,
            -- When somebody was told that it was given up.
            reportedAt INTEGER,
            caseNumber INTEGER REFERENCES legalCase (number),
            -- The interaction whose late reply the message is; null for everything else.
            lateReplyTo INTEGER REFERENCES interaction (id)
        ) STRICT;
        INSERT INTO outbox2 (id, destination, message, purpose, createdAt, notBefore, state, attempts, lastError,
                settledAt, reportedAt, caseNumber, lateReplyTo)
            SELECT id, destination, message, iif(caseNumber IS NULL, 'reply', 'notice'), createdAt, notBefore, state,
                attempts, lastError, settledAt, settledAt, caseNumber, lateReplyTo FROM outbox;
        DROP TABLE outbox;
        ALTER TABLE outbox2 RENAME TO outbox;
        CREATE INDEX outboxWaiting ON outbox (destination, id) WHERE state IN ('pending', 'claimed');
        CREATE INDEX outboxSent ON outbox (destination, settledAt) WHERE state = 'sent';
        CREATE INDEX outboxDead ON outbox (id) WHERE state = 'dead';
        CREATE INDEX outboxUnreported ON outbox (id) WHERE state = 'dead' AND purpose = 'word' AND reportedAt IS NULL;
        CREATE INDEX outboxCase ON outbox (caseNumber) WHERE caseNumber IS NOT NULL;
        CREATE INDEX outboxLateReply ON outbox (lateReplyTo) WHERE lateReplyTo IS NOT NULL;
        CREATE INDEX outboxReceipt ON outbox (receipt) WHERE receipt IS NOT NULL;

        -- Who was told about which case in which message; a message can be a list of cases.
        CREATE TABLE ping (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            outbox INTEGER NOT NULL REFERENCES outbox (id),
            caseNumber INTEGER NOT NULL REFERENCES legalCase (number),
            person TEXT NOT NULL,
            reason TEXT NOT NULL,
            -- Which of the person's contact ways, from 0.
            way INTEGER NOT NULL,
            at INTEGER NOT NULL,
            -- When it was delivered, or the next way was tried instead.
            endedAt INTEGER
        ) STRICT;
        CREATE INDEX pingOutbox ON ping (outbox);
        CREATE INDEX pingPerson ON ping (person, at);
        CREATE INDEX pingCase ON ping (caseNumber);
        CREATE INDEX pingOpen ON ping (outbox) WHERE endedAt IS NULL;

        -- The stretches in which a human speaks with an asker and the bot does not.
        CREATE TABLE takeover (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            channel TEXT NOT NULL,
            conversation TEXT NOT NULL,
            isGroup INTEGER NOT NULL CHECK (isGroup IN (0, 1)),
            asker TEXT NOT NULL,
            person TEXT NOT NULL,
            caseNumber INTEGER REFERENCES legalCase (number),
            startedAt INTEGER NOT NULL,
            quietAt INTEGER NOT NULL,
            endedAt INTEGER,
            endReason TEXT
        ) STRICT;
        CREATE UNIQUE INDEX takeoverActive ON takeover (asker, conversation, isGroup, channel) WHERE endedAt IS NULL;
        CREATE INDEX takeoverQuiet ON takeover (quietAt) WHERE endedAt IS NULL;

        -- Groups that speak to the bot and belong to no village yet.
        CREATE TABLE unboundGroup (
            channel TEXT NOT NULL,
            conversation TEXT NOT NULL,
            firstSeenAt INTEGER NOT NULL,
            lastSeenAt INTEGER NOT NULL,
            PRIMARY KEY (channel, conversation)
        ) STRICT, WITHOUT ROWID;
        """
}
