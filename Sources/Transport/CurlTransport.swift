package import Domain
import Foundation
import Synchronization

/// The way out over libcurl: any number of callers, one thread of its own that never blocks Swift's.
///
/// A transport that is dropped without `shutdown()` ends its thread by itself.
package final class CurlTransport: HTTPTransport {
    /// Milliseconds beyond which a timeout would not fit into a C `long` of 32 bits; about 24 days.
    private static let longestTimeout = Int(Int32.max)

    private let mailbox: Mailbox
    private let lastID = Atomic<UInt64>(0)

    /// Starts the thread; throws `.other` when libcurl cannot be set up.
    package init(_ limits: TransportLimits = TransportLimits()) throws(TransportError) {
        let mailbox = Mailbox(waking: try CurlMulti(maximumConnections: max(1, limits.maximumInFlight)))
        self.mailbox = mailbox
        // The thread holds the mailbox but not the transport, which can therefore be dropped.
        let thread = Thread {
            CurlLoop.run(mailbox, within: limits)
            mailbox.end()
        }
        thread.name = "counsel-curl"
        thread.start()
    }

    deinit { mailbox.close() }

    /// Makes the exchange; cancelling the task aborts it with `.interrupted`, but the other side may have acted.
    package func send(_ call: HTTPCall) async throws(TransportError) -> HTTPReply {
        let origin = try call.check()
        let deadline = ContinuousClock.now + .milliseconds(min(max(call.timeoutMilliseconds, 0), Self.longestTimeout))
        let id = lastID.add(1, ordering: .relaxed).newValue
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { caller in
                mailbox.post(Job(id: id, call: call, origin: origin, deadline: deadline, caller: caller))
                // The handler may have run before there was a job to cancel.
                if Task.isCancelled { mailbox.cancel(id) }
            }
        } onCancel: {
            mailbox.cancel(id)
        }
        return try outcome.get()
    }

    /// Fails what is in flight with `.shutdown`, refuses what comes later, and waits for the thread's end.
    package func shutdown() async {
        mailbox.close()
        await mailbox.ended()
    }
}
