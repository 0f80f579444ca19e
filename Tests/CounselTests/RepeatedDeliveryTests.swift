import Channels
import Content
import Desk
import Domain
import Foundation
import Store
import TestSupport
import Testing

/// Platforms deliver again what they believe was lost: each configured way in must take that calmly.
struct RepeatedDeliveryTests {
    private static let channels = ChannelAssembly(random: steadyBytes, into: FindingLog())
        .registry(ProjectFiles.settings.channels)

    /// The ways in whose webhooks carry the message itself; customer service only sends a notice of it.
    private static let ways: [ChannelID] = {
        let fetched = Set(ProjectFiles.settings.channels.filter { $0.kind == "wecom-kf" }.map(\.id))
        return (channels?.receivers.keys.filter { !fetched.contains($0) } ?? []).sorted { $0.text < $1.text }
    }()

    private static let steps: [Sample.Step] = {
        let folder = ProjectFiles.root + "webhook-samples"
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().flatMap { name -> [Sample.Step] in
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { return [] }
            return (try? Sample(path: name, bytes: Array(data)))?.steps ?? []
        }
    }()

    @Test(arguments: ways)
    func `a message delivered three times is one interaction and the same words three times`(way: ChannelID)
        async throws
    {
        let channels = try #require(Self.channels)
        let receiver = try #require(channels.receivers[way])
        var tried = 0
        for step in Self.steps where step.channel == way && !step.isPause {
            let intake = Intake(
                channels: channels, knowledge: ProjectFiles.holder, database: try .inMemory(),
                policy: ProjectFiles.settings.policy, clock: { step.at }, doorbell: Doorbell(), meter: OfficeMeter())
            let envelope = step.envelope(at: step.at, through: receiver)
            guard let first = await intake.receive(envelope, on: way).acknowledgement, first.reply != nil else {
                continue
            }
            for _ in 0..<2 {
                let again = try #require(await intake.receive(envelope, on: way).acknowledgement)
                #expect(again.isDuplicate)
                #expect(again.interaction == first.interaction)
                #expect(again.reply == first.reply)
            }
            tried += 1
        }
        #expect(tried > 0, "no sample of \(way) is answered")
    }
}
