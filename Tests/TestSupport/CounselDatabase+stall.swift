import Dispatch
import GRDB

@testable import Store

extension CounselDatabase {
    /// Keeps the one writer busy, as a slow disk would, until what is returned is called; once it is busy indeed.
    package func stall() async -> @Sendable () -> Void {
        let gate = DispatchSemaphore(value: 0)
        await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { _ in
                continuation.resume()
                gate.wait()
            }
        }
        return { gate.signal() }
    }
}
