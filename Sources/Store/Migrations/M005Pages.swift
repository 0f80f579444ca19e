/// What the pages and the advisers' own records need: links taken back, service records, services' intake, logins.
enum M005Pages {
    static let name = "005 pages"

    static let sql = """
        -- A link to a case is void for this person when it was made before the moment.
        CREATE TABLE linkRevocation (
            caseNumber INTEGER NOT NULL REFERENCES legalCase (number),
            person TEXT NOT NULL,
            madeBefore INTEGER NOT NULL,
            PRIMARY KEY (caseNumber, person)
        ) STRICT, WITHOUT ROWID;

        -- What an adviser did outside the cases. A correction is a new row that names the one it replaces.
        CREATE TABLE serviceRecord (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person TEXT NOT NULL,
            village TEXT,
            kind TEXT NOT NULL CHECK (kind IN ('visit', 'lecture', 'contract', 'meeting', 'mediation', 'other')),
            servedOn INTEGER NOT NULL,
            minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
            title TEXT NOT NULL,
            photo TEXT,
            recordedAt INTEGER NOT NULL,
            source TEXT NOT NULL,
            corrects INTEGER UNIQUE REFERENCES serviceRecord (id)
        ) STRICT;
        CREATE INDEX serviceRecordPerson ON serviceRecord (person, servedOn);
        CREATE INDEX serviceRecordVillage ON serviceRecord (village, servedOn);
        CREATE INDEX serviceRecordServedOn ON serviceRecord (servedOn);
        -- The same webhook twice, or the same form twice, is the same record.
        CREATE UNIQUE INDEX serviceRecordSource ON serviceRecord (source);
        CREATE TRIGGER serviceRecordStays BEFORE DELETE ON serviceRecord
            BEGIN SELECT raise(ABORT, 'a service record is never deleted'); END;
        CREATE TRIGGER serviceRecordIsFixed BEFORE UPDATE ON serviceRecord
            BEGIN SELECT raise(ABORT, 'a service record is corrected by a new row'); END;

        -- A service's questions that one asker is being asked.
        CREATE TABLE serviceDialogue (
            channel TEXT NOT NULL,
            conversation TEXT NOT NULL,
            isGroup INTEGER NOT NULL CHECK (isGroup IN (0, 1)),
            asker TEXT NOT NULL,
            service TEXT NOT NULL,
            step INTEGER NOT NULL,
            answers TEXT NOT NULL,
            expiresAt INTEGER NOT NULL,
            PRIMARY KEY (channel, conversation, isGroup, asker)
        ) STRICT, WITHOUT ROWID;

        -- What was asked and answered when a service took up a case, masked.
        CREATE TABLE caseIntake (
            caseNumber INTEGER PRIMARY KEY REFERENCES legalCase (number),
            service TEXT NOT NULL,
            answers TEXT NOT NULL,
            verdict TEXT
        ) STRICT;
        CREATE INDEX caseIntakeService ON caseIntake (service, caseNumber);

        -- Who is logged in; the key is the digest of what the browser holds.
        CREATE TABLE loginSession (
            key TEXT PRIMARY KEY,
            user TEXT NOT NULL,
            startedAt INTEGER NOT NULL,
            seenAt INTEGER NOT NULL,
            expiresAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX loginSessionUser ON loginSession (user);
        CREATE INDEX loginSessionExpiry ON loginSession (expiresAt);

        CREATE TABLE loginAttempt (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            user TEXT NOT NULL,
            address TEXT NOT NULL,
            succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1))
        ) STRICT;
        CREATE INDEX loginAttemptUser ON loginAttempt (user, at);
        CREATE INDEX loginAttemptAddress ON loginAttempt (address, at);

        -- Who looked at which case, and where.
        CREATE TABLE caseAccess (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            viewer TEXT NOT NULL,
            way TEXT NOT NULL CHECK (way IN ('link', 'console', 'export')),
            caseNumber INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX caseAccessCase ON caseAccess (caseNumber, id);
        CREATE INDEX caseAccessViewer ON caseAccess (viewer, at);
        """
}
