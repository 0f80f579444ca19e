import Domain
import Testing

@testable import Desk

struct IntakeGateTests {
    private let start = Timestamp(seconds: 1_800_000_000)
    private let three = IntakeLimits.Rate(perMinute: 60, burst: 3)

    private func message(_ id: Int, from sender: String = "u-1", in group: String = "g-1") -> InboundMessage {
        InboundMessage(
            conversation: Conversation(channel: "neutral", id: ConversationID(group), kind: .group),
            sender: SenderID(sender), id: MessageID("m-\(id)"), content: .text("好"))
    }

    @Test func `a burst is let in, then one each second`() {
        let gate = IntakeGate(IntakeLimits(asker: three))
        let burst = (0..<5).map { gate.wait(for: message($0), at: start) }
        let later = [1, 1, 2].enumerated().map {
            gate.wait(for: message(10 + $0), at: start.adding(seconds: Int64($1)))
        }

        #expect(burst == [nil, nil, nil, 1, 1])
        #expect(later == [nil, 1, nil])
    }

    @Test func `a repeated message costs nothing`() {
        let gate = IntakeGate(IntakeLimits(asker: three))
        let repeats = (0..<1_000).map { _ in gate.wait(for: message(1), at: start) }

        #expect(repeats.allSatisfy { $0 == nil })
        #expect((2...4).map { gate.wait(for: message($0), at: start) } == [nil, nil, 1])
    }

    @Test func `askers, groups and channels have buckets of their own`() {
        let gate = IntakeGate(
            IntakeLimits(
                channel: .init(perMinute: 60, burst: 6), conversation: .init(perMinute: 60, burst: 4), asker: three))
        for id in 0..<3 { #expect(gate.wait(for: message(id), at: start) == nil) }

        #expect(gate.wait(for: message(4), at: start) == 1)
        #expect(gate.wait(for: message(5, from: "u-2"), at: start) == nil)
        #expect(gate.wait(for: message(6, from: "u-3"), at: start) == 1)
        #expect(gate.wait(for: message(7, from: "u-3", in: "g-2"), at: start) == nil)
        #expect(gate.wait(for: message(8, from: "u-4", in: "g-3"), at: start) == nil)
        #expect(gate.wait(for: message(9, from: "u-5", in: "g-4"), at: start) == 1)
    }

    @Test func `what one bucket refuses takes nothing from the others`() {
        let gate = IntakeGate(
            IntakeLimits(conversation: .init(perMinute: 1, burst: 5), asker: .init(perMinute: 1, burst: 1)))
        _ = gate.wait(for: message(0), at: start)
        for id in 1..<50 { _ = gate.wait(for: message(id), at: start) }
        let others = (0..<5).map { gate.wait(for: message(100 + $0, from: "v-\($0)"), at: start) == nil }

        #expect(others == [true, true, true, true, false])
    }

    @Test func `without limits everything is let in and nothing remembered`() {
        let gate = IntakeGate(IntakeLimits())
        for id in 0..<100 { #expect(gate.wait(for: message(id), at: start) == nil) }

        #expect(gate.count == 0)
    }

    @Test func `a clock that is set back does not lock anybody out`() {
        let gate = IntakeGate(IntakeLimits(asker: three))
        for id in 0..<4 { _ = gate.wait(for: message(id), at: start) }

        #expect(gate.wait(for: message(5), at: start.adding(seconds: -3_600)) == nil)
        #expect(gate.wait(for: message(6), at: start.adding(seconds: 86_400)) == nil)
    }

    @Test func `full buckets are forgotten`() {
        let gate = IntakeGate(IntakeLimits(asker: three))
        for id in 0..<20_000 {
            _ = gate.wait(for: message(id, from: "u-\(id)"), at: start.adding(milliseconds: Int64(id)))
        }

        #expect(gate.count < 10_000)
    }
}
