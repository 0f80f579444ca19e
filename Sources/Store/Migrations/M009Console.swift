/// What the console's lists are found by.
enum M009Console {
    static let name = "009 console"

    static let sql = """
        CREATE INDEX caseAccessAt ON caseAccess (at);
        CREATE INDEX loginAttemptAt ON loginAttempt (at);
        CREATE INDEX unboundGroupSeen ON unboundGroup (lastSeenAt);
        """
}
