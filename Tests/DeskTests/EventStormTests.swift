import Channels
import Desk
import Domain
import Store
import TestSupport
import Testing

/// Heartbeats, joins and recalls come by the thousand; none may cost a row.
struct EventStormTests {
    @Test(arguments: [
        #"{"time":1,"self_id":1,"post_type":"meta_event","meta_event_type":"heartbeat"}"#,
        #"{"time":1,"self_id":1,"post_type":"notice","notice_type":"group_increase","group_id":2,"user_id":3}"#,
        #"{"time":1,"self_id":1,"post_type":"notice","notice_type":"group_recall","group_id":2,"user_id":3}"#,
    ])
    func `an event that is no message never reaches the database`(_ event: String) async throws {
        let office = try SmallOffice(channels: [ChannelSettings(id: "onebot", kind: .onebot11(OneBot11Settings()))])
        // Whatever wrote now would fail, and be answered with 503.
        try office.database.spoil()
        let receiver = try #require(office.channels.receivers["onebot"])
        let envelope = receiver.seal(Array(event.utf8), at: office.clock.now)
        for _ in 0..<1_000 {
            let outcome = await office.intake.receive(envelope, on: "onebot")
            guard outcome.reply.status == 204 else {
                Issue.record("answered with \(outcome.reply.status)")
                return
            }
        }
    }

    @Test func `a message does reach it`() async throws {
        let office = try SmallOffice()
        try office.database.spoil()

        #expect(try await office.say("老板欠我工资咋个办", id: "m-1").reply.status == 503)
    }
}
