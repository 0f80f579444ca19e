import TestSupport
import Testing

@testable import Domain

struct DeliveryPolicyTests {
    private let policy = DeliveryPolicy()
    private let now = Timestamp(seconds: 1_000)

    /// The shipped policy without chance.
    private var steady: DeliveryPolicy {
        var policy = policy
        policy.jitter = 0
        return policy
    }

    @Test(
        arguments: [
            (0, 1_000), (1, 1_000), (2, 2_000), (3, 4_000), (4, 8_000), (9, 256_000), (10, 300_000), (11, 300_000),
            (64, 300_000), (200, 300_000), (Int.max, 300_000),
        ] as [(Int, Int64)])
    func `pauses double up to the cap`(_ attempt: Int, _ milliseconds: Int64) {
        #expect(steady.pause(afterAttempt: attempt, chance: 0.9) == milliseconds)
    }

    @Test func `numbers from a config file cannot overflow a pause`() {
        var policy = steady
        policy.baseMilliseconds = 100_000_000_000
        policy.capMilliseconds = 200_000_000_000

        #expect(policy.pause(afterAttempt: 29, chance: 0.5) == 200_000_000_000)
        policy.capMilliseconds = 10
        #expect(policy.pause(afterAttempt: 1, chance: 0.5) == 10)
    }

    @Test func `chance stays within the jitter`() {
        var chance = SeededGenerator(seed: 2)
        for attempt in 1...40 {
            let plain = Double(steady.pause(afterAttempt: attempt, chance: 0))
            for _ in 0..<50 {
                let pause = Double(
                    policy.pause(afterAttempt: attempt, chance: Double.random(in: 0..<1, using: &chance)))
                #expect(pause >= (plain * (1 - policy.jitter)).rounded(.down))
                #expect(pause <= plain * (1 + policy.jitter))
            }
        }
        #expect(policy.pause(afterAttempt: 1, chance: 0) < policy.pause(afterAttempt: 1, chance: 0.99))
    }

    @Test func `what arrived is settled, even at the last attempt`() {
        #expect(policy.step(after: .delivered, attempt: 1, at: now, chance: 0.5) == .settle)
        #expect(policy.step(after: .delivered, attempt: policy.maximumAttempts, at: now, chance: 0.5) == .settle)
    }

    @Test func `what can never arrive is buried at once`() {
        #expect(policy.step(after: .giveUp(reason: "403"), attempt: 1, at: now, chance: 0.5) == .bury("403"))
    }

    @Test func `what failed is tried again after the pause`() {
        let step = steady.step(after: .retry(reason: "timeout"), attempt: 3, at: now, chance: 0.5)

        #expect(step == .retry(at: now.adding(milliseconds: 4_000), reason: "timeout"))
    }

    @Test func `attempts are used up in the end`() {
        let last = policy.maximumAttempts
        for verdict in [DeliveryVerdict.retry(reason: "down"), .wait(seconds: 5, reason: "down")] {
            guard case .retry = policy.step(after: verdict, attempt: last - 1, at: now, chance: 0.5) else {
                Issue.record("the attempt before the last must be tried again")
                continue
            }
            #expect(policy.step(after: verdict, attempt: last, at: now, chance: 0.5) == .bury("attempts used up: down"))
        }
    }

    @Test(
        arguments: [
            (1, 60, 60_000),  // longer than the pause
            (10, 60, 300_000),  // shorter than the pause
            (1, 0, 1_000), (1, -5, 1_000),
        ] as [(Int, Int, Int64)])
    func `a wait is kept, and is never shorter than the pause`(_ attempt: Int, _ seconds: Int, _ milliseconds: Int64) {
        let step = steady.step(after: .wait(seconds: seconds, reason: "429"), attempt: attempt, at: now, chance: 0.5)

        #expect(step == .retry(at: now.adding(milliseconds: milliseconds), reason: "429"))
    }

    @Test func `what a person must mend is tried every ten minutes, what is closed waits for its asker`() {
        #expect(
            steady.step(after: .alarm(reason: "errcode 40013"), attempt: 1, at: now, chance: 0.5)
                == .retry(at: now.adding(seconds: 600), reason: "errcode 40013"))
        #expect(steady.step(after: .closed(reason: "errcode 45015"), attempt: 1, at: now, chance: 0.5) == .hold)
        #expect(
            policy.step(
                after: .alarm(reason: "x"), attempt: policy.maximumAttempts, at: now, chance: 0.5)
                == .bury("attempts used up: x"))
    }

    // The number comes from somebody else's `Retry-After`.
    @Test(arguments: [Int.max, Int.min, 1_000_000_000_000])
    func `no receiver can make us wait for ever, or stop us`(_ seconds: Int) {
        let step = policy.step(after: .wait(seconds: seconds, reason: "429"), attempt: 1, at: now, chance: 0.5)
        guard case .retry(let moment, _) = step else {
            Issue.record("a wait is tried again")
            return
        }

        #expect(moment > now)
        #expect(moment <= now.adding(seconds: Int64(policy.longestWaitSeconds)))
    }
}
