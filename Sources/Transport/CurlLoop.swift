import Domain
import Foundation

/// The work of the one thread that drives libcurl: takes jobs, moves bytes, answers callers.
///
/// Handles are not thread-safe, so none ever leaves this object, and this object never leaves its thread.
final class CurlLoop {
    private struct Transfer {
        let job: Job
        let handle: CurlHandle
        var redirects = 0
    }

    private let multi: CurlMulti
    private let mailbox: Mailbox
    private let limits: TransportLimits
    /// Jobs for which there is no room yet, oldest first.
    private var waiting: [Job] = []
    private var running: [UnsafeMutableRawPointer: Transfer] = [:]
    /// Handles for the next jobs; the connections belong to the set, not to them.
    private var idle: [CurlHandle] = []

    private init(_ multi: CurlMulti, _ mailbox: Mailbox, within limits: TransportLimits) {
        self.multi = multi
        self.mailbox = mailbox
        self.limits = limits
    }

    /// Works on the calling thread until the mailbox is closed.
    static func run(_ mailbox: Mailbox, within limits: TransportLimits) {
        CurlMulti.blockBrokenPipes()
        guard let multi = mailbox.multi else { return }
        CurlLoop(multi, mailbox, within: limits).run()
    }

    private func run() {
        while true {
            let post = mailbox.collect()
            waiting += post.jobs
            guard !post.isClosed else { return failAll(TransportError(.shutdown)) }
            cancel(post.cancelled)
            admit(at: .now)
            do throws(TransportError) {
                try multi.perform()
                while let (easy, failure) = multi.nextFinished() { settle(easy, failure) }
                try multi.poll(milliseconds: patience(at: .now))
            } catch {
                failAll(error)
                Thread.sleep(forTimeInterval: 0.1)  // a lasting fault, such as no memory, must not spin
            }
        }
    }

    // MARK: From waiting to running

    /// Fails what waited too long and starts what there is room for.
    private func admit(at now: ContinuousClock.Instant) {
        guard !waiting.isEmpty else { return }
        let expired = waiting.filter { $0.deadline <= now }
        if !expired.isEmpty { waiting.removeAll { $0.deadline <= now } }
        for job in expired { answer(job, .failure(TransportError(.timeout, "no room in time"))) }

        let admitted = waiting.prefix(room)
        waiting.removeFirst(admitted.count)
        for job in admitted {
            do throws(TransportError) {
                let handle = try freshHandle()
                try handle.prepare(job.call, within: limits, milliseconds: job.millisecondsLeft(at: now))
                try start(Transfer(job: job, handle: handle))
            } catch {
                answer(job, .failure(error))
            }
        }
    }

    private func freshHandle() throws(TransportError) -> CurlHandle {
        guard let handle = idle.popLast() else { return try CurlHandle() }
        return handle
    }

    private func start(_ transfer: Transfer) throws(TransportError) {
        try multi.add(transfer.handle)
        running[transfer.handle.easy] = transfer
    }

    private var room: Int { max(0, max(1, limits.maximumInFlight) - running.count) }

    /// Milliseconds that may be slept; running transfers have libcurl's own timers.
    private func patience(at now: ContinuousClock.Instant) -> Int32 {
        guard let next = waiting.map(\.deadline).min() else { return Self.longestPoll }
        guard room == 0 else { return 0 }
        return Int32(clamping: now.millisecondsUntil(next))
    }

    private static let longestPoll: Int32 = 60_000

    // MARK: From running to answered

    private func settle(_ easy: UnsafeMutableRawPointer, _ failure: TransportError?) {
        guard var transfer = running.removeValue(forKey: easy) else { return }
        let (job, handle) = (transfer.job, transfer.handle)
        do throws(TransportError) {
            try multi.remove(handle)
            if let failure { throw handle.explain(failure) }
            let reply = try handle.reply()
            let target = try Redirection.next(
                after: reply, to: handle.redirectTarget(), for: job, followed: transfer.redirects,
                limit: limits.maximumRedirects)
            guard let target else {
                handle.reset()
                idle.append(handle)
                return answer(job, .success(reply))
            }
            transfer.redirects += 1
            try handle.redirect(to: target, within: limits, milliseconds: job.millisecondsLeft(at: .now))
            try start(transfer)
        } catch {
            answer(job, .failure(error))  // the handle is not used again: what it holds is unknown
        }
    }

    private func cancel(_ ids: Set<UInt64>) {
        guard !ids.isEmpty else { return }
        fail(TransportError(.interrupted, "cancelled")) { ids.contains($0.id) }
    }

    private func failAll(_ error: TransportError) { fail(error) { _ in true } }

    private func fail(_ error: TransportError, where isMeant: (Job) -> Bool) {
        let dropped = waiting.filter(isMeant)
        waiting.removeAll(where: isMeant)
        let aborted = running.values.filter { isMeant($0.job) }
        for transfer in aborted {
            running[transfer.handle.easy] = nil
            // If the set no longer knows the handle, freeing it is all that is left to do.
            try? multi.remove(transfer.handle)
        }
        for job in dropped + aborted.map(\.job) { answer(job, .failure(error)) }
    }

    private func answer(_ job: Job, _ outcome: Result<HTTPReply, TransportError>) {
        job.caller.resume(returning: outcome)
    }
}
