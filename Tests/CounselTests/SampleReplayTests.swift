import Content
import Desk
import Domain
import Foundation
import Store
import TestSupport
import Testing

struct SampleReplayTests {
    private static let files: [String] = {
        let folder = ProjectFiles.root + "webhook-samples"
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }()

    @Test(arguments: files)
    func `a sample comes out as it says`(name: String) async throws {
        let path = ProjectFiles.root + "webhook-samples/" + name
        let sample = try Sample(path: name, bytes: Array(try Data(contentsOf: URL(filePath: path))))
        let channels = try #require(
            ChannelAssembly(random: steadyBytes, into: FindingLog()).registry(ProjectFiles.settings.channels))
        let player = SamplePlayer(
            channels: channels, knowledge: ProjectFiles.holder, database: try .inMemory(),
            policy: ProjectFiles.settings.policy)
        for (number, step) in sample.steps.enumerated() {
            let played = try await player.play(step, scripted: sample.isScripted)
            #expect(played.complaints == [], "step \(number + 1)")
        }
    }

    @Test func `a day that is cut off between any two steps ends in the same history`() async throws {
        let path = ProjectFiles.root + "webhook-samples/neutral/scripted-day.json"
        let sample = try Sample(path: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
        let channels = try #require(
            ChannelAssembly(random: steadyBytes, into: FindingLog()).registry(ProjectFiles.settings.channels))
        for cut in 1..<sample.steps.count {
            let folder = try TemporaryFolder()
            var database = try CounselDatabase(path: folder.path + "/day.sqlite", vault: .sample)
            for (number, step) in sample.steps.enumerated() {
                if number == cut {
                    // What was claimed and not settled stays claimed, as after a crash.
                    _ = try await database.claimDue(at: step.at, limit: 100) { _ in nil }
                    try database.close()
                    database = try CounselDatabase(path: folder.path + "/day.sqlite", vault: .sample)
                    _ = try await database.releaseClaims()
                }
                // A new player knows nothing that is not in the database.
                let player = SamplePlayer(
                    channels: channels, knowledge: ProjectFiles.holder, database: database,
                    policy: ProjectFiles.settings.policy)
                let played = try await player.play(step, scripted: true)
                #expect(played.complaints == [], "cut before step \(cut + 1), at step \(number + 1)")
            }
            try database.close()
        }
    }

    @Test func `there are samples of every way in`() {
        let folders = Set(Self.files.compactMap { $0.split(separator: "/").first.map(String.init) })
        #expect(folders.isSuperset(of: ["neutral", "onebot", "gewechat"]))
    }
}
