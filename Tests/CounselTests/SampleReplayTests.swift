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
            #expect(await player.play(step).complaints == [], "step \(number + 1)")
        }
    }

    @Test func `there are samples of every way in`() {
        let folders = Set(Self.files.compactMap { $0.split(separator: "/").first.map(String.init) })
        #expect(folders.isSuperset(of: ["neutral", "onebot", "gewechat"]))
    }
}
