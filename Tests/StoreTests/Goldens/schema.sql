CREATE TABLE caseAccess (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    viewer TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('link', 'console', 'export')),
    caseNumber INTEGER NOT NULL
) STRICT;
CREATE INDEX caseAccessAt ON caseAccess (at);
CREATE INDEX caseAccessCase ON caseAccess (caseNumber, id);
CREATE INDEX caseAccessViewer ON caseAccess (viewer, at);
CREATE TABLE caseEvent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    caseNumber INTEGER NOT NULL REFERENCES legalCase (number),
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    person TEXT,
    note TEXT
) STRICT;
CREATE INDEX caseEventCase ON caseEvent (caseNumber, id);
CREATE TABLE caseIntake (
    caseNumber INTEGER PRIMARY KEY REFERENCES legalCase (number),
    service TEXT NOT NULL,
    answers TEXT NOT NULL,
    verdict TEXT
) STRICT;
CREATE INDEX caseIntakeService ON caseIntake (service, caseNumber);
CREATE TABLE closedReport (
    month TEXT NOT NULL,
    scope TEXT NOT NULL,
    madeAt INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (month, scope)
) STRICT, WITHOUT ROWID;
CREATE TABLE dialogue (
    channel TEXT NOT NULL,
    conversation TEXT NOT NULL,
    isGroup INTEGER NOT NULL CHECK (isGroup IN (0, 1)),
    asker TEXT NOT NULL,
    menu TEXT,
    menuExpiresAt INTEGER,
    askedBackAt INTEGER, erasureAskedAt INTEGER,
    PRIMARY KEY (channel, conversation, isGroup, asker)
) STRICT, WITHOUT ROWID;
CREATE TABLE dutyHour (
    village TEXT NOT NULL,
    hour INTEGER NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 60),
    PRIMARY KEY (village, hour)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE groupNotice (
    channel TEXT NOT NULL,
    conversation TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (channel, conversation)
) STRICT, WITHOUT ROWID;
CREATE TABLE heartbeat (
    hour INTEGER PRIMARY KEY,
    beats INTEGER NOT NULL,
    lastAt INTEGER NOT NULL
) STRICT;
CREATE TABLE heldMessage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    conversation TEXT NOT NULL,
    isGroup INTEGER NOT NULL CHECK (isGroup IN (0, 1)),
    asker TEXT NOT NULL,
    heldAt INTEGER NOT NULL,
    caseNumber INTEGER REFERENCES legalCase (number)
, sealed BLOB) STRICT;
CREATE INDEX heldMessageAsker ON heldMessage (asker, conversation, channel);
CREATE TABLE interaction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    conversation TEXT NOT NULL,
    isGroup INTEGER NOT NULL CHECK (isGroup IN (0, 1)),
    sender TEXT NOT NULL,
    messageId TEXT NOT NULL,
    village TEXT,
    receivedAt INTEGER NOT NULL,
    isAddressed INTEGER NOT NULL CHECK (isAddressed IN (0, 1)),
    text TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('answer', 'clarify', 'escalate', 'emergency', 'silent')),
    reason TEXT NOT NULL,
    intent TEXT,
    topic TEXT,
    answer TEXT,
    score REAL,
    evidence TEXT,
    catalogDigest TEXT NOT NULL,
    reply TEXT,
    caseNumber INTEGER REFERENCES legalCase (number)
, attempts INTEGER NOT NULL DEFAULT 1, lateAt INTEGER, choices TEXT, mentionsAsker INTEGER NOT NULL DEFAULT 0 CHECK (mentionsAsker IN (0, 1)), sealed BLOB) STRICT;
CREATE INDEX interactionCase ON interaction (caseNumber) WHERE caseNumber IS NOT NULL;
CREATE INDEX interactionReceivedAt ON interaction (receivedAt);
CREATE INDEX interactionSealed ON interaction (receivedAt) WHERE sealed IS NOT NULL;
CREATE UNIQUE INDEX interactionSeen ON interaction (sender, messageId, conversation, channel);
CREATE INDEX interactionVillage ON interaction (village, receivedAt);
CREATE TABLE lastAnswer (
    channel TEXT NOT NULL,
    conversation TEXT NOT NULL,
    isGroup INTEGER NOT NULL CHECK (isGroup IN (0, 1)),
    answer TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (channel, conversation, isGroup, answer)
) STRICT, WITHOUT ROWID;
CREATE TABLE "legalCase" (
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
, askerSealed BLOB) STRICT;
CREATE INDEX legalCaseAsker ON legalCase (asker, conversation, isGroup, channel, number);
CREATE INDEX legalCaseClosed ON legalCase (closedAt) WHERE closedAt IS NOT NULL;
CREATE UNIQUE INDEX legalCaseOpen ON legalCase (asker, conversation, isGroup, channel)
    WHERE state NOT IN ('resolved', 'withdrawn');
CREATE INDEX legalCaseOpened ON legalCase (openedAt);
CREATE INDEX legalCaseOwner ON legalCase (owner, number) WHERE state NOT IN ('resolved', 'withdrawn');
CREATE INDEX legalCaseState ON legalCase (state, openedAt);
CREATE INDEX legalCaseVillage ON legalCase (village, openedAt);
CREATE TABLE linkRevocation (
    caseNumber INTEGER NOT NULL REFERENCES legalCase (number),
    person TEXT NOT NULL,
    madeBefore INTEGER NOT NULL,
    PRIMARY KEY (caseNumber, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE loginAttempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    user TEXT NOT NULL,
    address TEXT NOT NULL,
    succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1))
) STRICT;
CREATE INDEX loginAttemptAddress ON loginAttempt (address, at);
CREATE INDEX loginAttemptAt ON loginAttempt (at);
CREATE INDEX loginAttemptUser ON loginAttempt (user, at);
CREATE TABLE loginSession (
    key TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    startedAt INTEGER NOT NULL,
    seenAt INTEGER NOT NULL,
    expiresAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX loginSessionExpiry ON loginSession (expiresAt);
CREATE INDEX loginSessionUser ON loginSession (user);
CREATE TABLE outage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    startedAt INTEGER NOT NULL,
    endedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX outageStarted ON outage (startedAt);
CREATE TABLE "outbox" (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    destination TEXT NOT NULL,
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
, sealed BLOB) STRICT;
CREATE INDEX outboxCase ON outbox (caseNumber) WHERE caseNumber IS NOT NULL;
CREATE INDEX outboxDead ON outbox (id) WHERE state = 'dead';
CREATE INDEX outboxLateReply ON outbox (lateReplyTo) WHERE lateReplyTo IS NOT NULL;
CREATE INDEX outboxReceipt ON outbox (receipt) WHERE receipt IS NOT NULL;
CREATE INDEX outboxSent ON outbox (destination, settledAt) WHERE state = 'sent';
CREATE INDEX outboxSettled ON outbox (settledAt) WHERE state IN ('sent', 'dead', 'withheld');
CREATE INDEX outboxUnreported ON outbox (id) WHERE state = 'dead' AND purpose = 'word' AND reportedAt IS NULL;
CREATE INDEX outboxWaiting ON outbox (destination, id) WHERE state IN ('pending', 'claimed');
CREATE TABLE overheard (
    hour INTEGER NOT NULL,
    channel TEXT NOT NULL,
    conversation TEXT NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (hour, channel, conversation)
) STRICT, WITHOUT ROWID;
CREATE TABLE owedReply (
    interaction INTEGER PRIMARY KEY REFERENCES interaction (id),
    -- The messages, sealed as in the outbox.
    sealed BLOB NOT NULL,
    dueAt INTEGER NOT NULL
) STRICT;
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
CREATE INDEX pingCase ON ping (caseNumber);
CREATE INDEX pingOpen ON ping (outbox) WHERE endedAt IS NULL;
CREATE INDEX pingOutbox ON ping (outbox);
CREATE INDEX pingPerson ON ping (person, at);
CREATE TABLE probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
) STRICT;
CREATE TABLE "promise" (
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
CREATE INDEX promiseCase ON promise (caseNumber);
CREATE INDEX promiseDue ON promise (dueAt) WHERE endedAt IS NULL;
CREATE TABLE purge (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    before INTEGER NOT NULL,
    rows INTEGER NOT NULL
) STRICT;
CREATE INDEX purgeAt ON purge (at);
CREATE TABLE push (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    campaign TEXT NOT NULL,
    target TEXT NOT NULL,
    village TEXT,
    dueOn INTEGER NOT NULL,
    text TEXT NOT NULL,
    approvedBy TEXT,
    approvedAt INTEGER,
    sentAt INTEGER, title TEXT NOT NULL DEFAULT '', outbox INTEGER, failure TEXT,
    UNIQUE (campaign, target, dueOn)
) STRICT;
CREATE INDEX pushDue ON push (dueOn, village);
CREATE INDEX pushOutbox ON push (outbox) WHERE outbox IS NOT NULL;
CREATE INDEX pushVillage ON push (village, dueOn);
CREATE INDEX pushWaiting ON push (dueOn) WHERE outbox IS NULL AND sentAt IS NULL AND failure IS NULL;
CREATE TABLE replyAddress (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    conversation TEXT NOT NULL,
    isGroup INTEGER NOT NULL CHECK (isGroup IN (0, 1)),
    asker TEXT NOT NULL,
    messageId TEXT NOT NULL,
    isSingleUse INTEGER NOT NULL CHECK (isSingleUse IN (0, 1)),
    expiresAt INTEGER NOT NULL
, sealed BLOB NOT NULL DEFAULT x'') STRICT;
CREATE INDEX replyAddressAsker ON replyAddress (asker, conversation, channel, expiresAt);
CREATE INDEX replyAddressExpiry ON replyAddress (expiresAt);
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
CREATE TRIGGER serviceRecordIsFixed BEFORE UPDATE ON serviceRecord
    BEGIN SELECT raise(ABORT, 'a service record is corrected by a new row'); END;
CREATE INDEX serviceRecordPerson ON serviceRecord (person, servedOn);
CREATE INDEX serviceRecordServedOn ON serviceRecord (servedOn);
CREATE UNIQUE INDEX serviceRecordSource ON serviceRecord (source);
CREATE TRIGGER serviceRecordStays BEFORE DELETE ON serviceRecord
    BEGIN SELECT raise(ABORT, 'a service record is never deleted'); END;
CREATE INDEX serviceRecordVillage ON serviceRecord (village, servedOn);
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
CREATE TABLE unboundGroup (
    channel TEXT NOT NULL,
    conversation TEXT NOT NULL,
    firstSeenAt INTEGER NOT NULL,
    lastSeenAt INTEGER NOT NULL,
    PRIMARY KEY (channel, conversation)
) STRICT, WITHOUT ROWID;
CREATE INDEX unboundGroupSeen ON unboundGroup (lastSeenAt);
CREATE TABLE vaultProof (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    proof TEXT NOT NULL
) STRICT;
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
    judgedAt INTEGER, note TEXT, askers INTEGER NOT NULL DEFAULT 0, before INTEGER NOT NULL DEFAULT 0,
    UNIQUE (rule, village, topic, period)
) STRICT;
CREATE INDEX warningAt ON warning (at);
CREATE UNIQUE INDEX warningOnce ON warning (rule, coalesce(village, ''), coalesce(topic, ''), period);
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
CREATE TABLE warningQuestion (
    warning INTEGER NOT NULL REFERENCES warning (id),
    interaction INTEGER NOT NULL REFERENCES interaction (id),
    PRIMARY KEY (warning, interaction)
) STRICT, WITHOUT ROWID;
CREATE INDEX warningQuestionOf ON warningQuestion (interaction);
CREATE INDEX warningRule ON warning (rule, village, at);
CREATE INDEX warningVillage ON warning (village, at);
