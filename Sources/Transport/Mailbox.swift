import Domain
import Synchronization

/// A call on its way: what is wanted, until when, and who waits for it.
struct Job: Sendable {
    let id: UInt64
    let call: HTTPCall
    let origin: Origin
    let deadline: ContinuousClock.Instant
    let caller: CheckedContinuation<Result<HTTPReply, TransportError>, Never>

    /// Milliseconds until the deadline.
    func millisecondsLeft(at now: ContinuousClock.Instant) -> Int { now.millisecondsUntil(deadline) }
}

extension ContinuousClock.Instant {
    /// Milliseconds until a later instant, rounded up so that nobody wakes just before it; 0 once it has passed.
    func millisecondsUntil(_ instant: Self) -> Int {
        let left = duration(to: instant)
        return left > .zero ? Int((left / .milliseconds(1)).rounded(.up)) : 0
    }
}

/// Where callers of any thread leave work for the one thread that drives libcurl.
final class Mailbox: Sendable {
    /// What was left since the last look.
    struct Post: Sendable {
        var jobs: [Job] = []
        var cancelled: Set<UInt64> = []
        var isClosed = false
    }

    private struct State {
        var post = Post()
        /// Held here so that a wakeup, made under the lock, never meets a freed set.
        var multi: CurlMulti?
        var hasEnded = false
        var awaitingEnd: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(waking multi: CurlMulti) {
        state = Mutex(State(multi: multi))
    }

    /// Leaves a job, or answers it at once when the thread takes no more.
    func post(_ job: Job) {
        let isAccepted = change { post in
            guard !post.isClosed else { return false }
            post.jobs.append(job)
            return true
        }
        if !isAccepted { job.caller.resume(returning: .failure(TransportError(.shutdown))) }
    }

    /// Asks that a job be given up; without effect once it is answered.
    func cancel(_ id: UInt64) {
        change { post in
            if !post.isClosed { post.cancelled.insert(id) }
        }
    }

    /// Asks the thread to fail what it has and to end.
    func close() { change { $0.isClosed = true } }

    /// Takes all that was left; what arrives from now on ends the next poll.
    func collect() -> Post {
        state.withLock { state in
            let post = state.post
            state.post = Post(isClosed: post.isClosed)
            return post
        }
    }

    /// The set of transfers for the thread to drive, nil once it has ended.
    var multi: CurlMulti? { state.withLock { $0.multi } }

    /// Frees the set with its connections, then tells those who wait for the end.
    func end() {
        release()
        let waiting = state.withLock { state in
            state.hasEnded = true
            return state.awaitingEnd
        }
        for waiter in waiting { waiter.resume() }
    }

    /// Waits until the thread has let go of everything.
    func ended() async {
        await withCheckedContinuation { waiter in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.awaitingEnd.append(waiter) }
                return state.hasEnded
            }
            if hasEnded { waiter.resume() }
        }
    }

    /// Lets go of the set outside of the lock, since closing connections may take a moment.
    private func release() {
        let multi = state.withLock { state in
            let multi = state.multi
            state.multi = nil
            return multi
        }
        withExtendedLifetime(multi) {}
    }

    /// Changes what the thread will find, and wakes it unless it has been woken for it already.
    @discardableResult
    private func change<Value: Sendable>(_ change: (inout Post) -> Value) -> Value {
        state.withLock { state in
            let wasEmpty = state.post.jobs.isEmpty && state.post.cancelled.isEmpty
            let value = change(&state.post)
            if wasEmpty { state.multi?.wakeup() }
            return value
        }
    }
}
