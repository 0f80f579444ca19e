/// What only the machine can tell about the place where the service runs.
package struct MachineFacts: Sendable {
    /// A file as the operating system sees it.
    package struct File: Sendable {
        /// The permission bits, such as 0o600.
        package var mode: UInt32

        /// Takes the permission bits.
        package init(mode: UInt32) { self.mode = mode }

        /// Whether anybody but the owner and the group may read it.
        package var isOpenToAll: Bool { mode & 0o004 != 0 }
        /// Whether the group or anybody else may read or write it.
        package var isShared: Bool { mode & 0o066 != 0 }
    }

    /// The config file, nil where there is none.
    package var config: File?
    /// The database file, nil before the first start.
    package var database: File?
    /// The file of the console's users, nil where there is none.
    package var users: File?
    /// Bytes free where the database lies, nil when that cannot be told.
    package var freeBytes: Int64?
    /// Whether the kernel's clock is kept right by a time server, nil when nobody can tell.
    package var clockIsSynchronized: Bool?

    /// Takes the parts.
    package init(config: File?, database: File?, users: File? = nil, freeBytes: Int64?, clockIsSynchronized: Bool?) {
        self.config = config
        self.database = database
        self.users = users
        self.freeBytes = freeBytes
        self.clockIsSynchronized = clockIsSynchronized
    }
}
