import GRDB
import Synchronization

/// Puts the writes of concurrent messages into shared transactions: one fsync serves all that wait for it.
///
/// A write is appended under a lock; the first one wakes the writer, which takes whatever has gathered, commits, and
/// looks again. Nothing waits for a timer, and under load the batches grow by themselves.
///
/// A batch runs without savepoints, which cost a message more than its own statements do. When a body throws, the whole
/// transaction is undone and run once more with a savepoint around each body.
final class GroupCommit: Sendable {
    private struct State {
        var waiting: [Write] = []
        var isRunning = false
    }

    /// One write: `run` returns what to call once its transaction is on disk, and may be called again after an undoing.
    private struct Write: Sendable {
        let run: @Sendable (Database) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private let state = Mutex(State())
    private let writer: any DatabaseWriter
    /// The most writes in one transaction, so that one batch stays short of the slowest client's patience.
    private static let batchLimit = 256
    /// The most writes that may wait; beyond it callers are told to come back.
    private static let queueLimit = 8_192

    init(_ writer: any DatabaseWriter) { self.writer = writer }

    /// Runs `body` in a transaction shared with others and returns once that is on disk.
    ///
    /// A body that throws undoes only its own changes; a commit that fails fails all bodies in it. A body may run twice,
    /// the first time to be undone.
    func perform<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            enqueue(
                Write(
                    run: { db in
                        let value = try body(db)
                        return { continuation.resume(returning: value) }
                    },
                    fail: { continuation.resume(throwing: $0) }))
        }
    }

    private func enqueue(_ write: Write) {
        enum Next { case wait, wake, refuse }
        let next = state.withLock { state -> Next in
            guard state.waiting.count < Self.queueLimit else { return .refuse }
            state.waiting.append(write)
            if state.isRunning { return .wait }
            state.isRunning = true
            return .wake
        }
        switch next {
        case .wait: break
        case .wake: writer.asyncWriteWithoutTransaction { [self] db in drain(db) }
        case .refuse: write.fail(StoreError.overloaded)
        }
    }

    private func drain(_ db: Database) {
        while let batch = takeBatch() {
            do {
                try commit(batch, db)
            } catch is BodyFailure {
                commitSeparately(batch, db)
            } catch {
                // The transaction could not begin or commit: nothing in it happened.
                for write in batch { write.fail(error) }
            }
        }
    }

    /// A body threw, which undid the whole transaction.
    private struct BodyFailure: Error {}

    /// Runs the batch in one transaction, all or nothing.
    private func commit(_ batch: [Write], _ db: Database) throws {
        var done: [@Sendable () -> Void] = []
        done.reserveCapacity(batch.count)
        try db.inTransaction(.immediate) {
            for write in batch {
                do {
                    done.append(try write.run(db))
                } catch {
                    throw BodyFailure()
                }
            }
            #if DEBUG
                if PlantedBug.repliesBeforeCommit {
                    for resume in done { resume() }
                    done = []
                    PlantedBug.linger()
                }
            #endif
            return .commit
        }
        for resume in done { resume() }
    }

    /// Runs the batch in one transaction with a savepoint for each body.
    private func commitSeparately(_ batch: [Write], _ db: Database) {
        var succeeded: [@Sendable () -> Void] = []
        var failed: [(Write, any Error)] = []
        var open: [Write] = []
        do {
            try db.inTransaction(.immediate) {
                for write in batch {
                    do {
                        try db.inSavepoint {
                            succeeded.append(try write.run(db))
                            return .commit
                        }
                        open.append(write)
                    } catch {
                        // A full disk makes SQLite roll the whole transaction back by itself.
                        guard db.isInsideTransaction else { throw error }
                        failed.append((write, error))
                    }
                }
                return .commit
            }
            for resume in succeeded { resume() }
        } catch {
            // The transaction could not begin or commit: nothing in it happened.
            let settled = failed.count + open.count
            for write in open + batch.dropFirst(settled) { write.fail(error) }
        }
        for (write, error) in failed { write.fail(error) }
    }

    private func takeBatch() -> [Write]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isRunning = false
                return nil
            }
            let batch = Array(state.waiting.prefix(Self.batchLimit))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }
}

/// Why the store did not take something.
package enum StoreError: Error, Equatable {
    /// Too much waits already.
    case overloaded
    /// There is no such row.
    case notFound
}
