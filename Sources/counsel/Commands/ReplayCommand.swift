import ArgumentParser
import Channels
import Content
import Desk
import Domain
import Foundation
import Store
import Transport

/// `counsel replay`: webhook samples, signed and sent.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Plays webhook samples in process, or against a server; exits with 1 when one comes out otherwise.")

    @OptionGroup var options: ConfigOptions

    @Argument(help: "Sample files, or folders of them.")
    var paths: [String]

    @Option(help: "The server, such as http://127.0.0.1:8080; without one the samples are played in process.")
    var to: String?

    @Option(help: "Keep what scripted samples do in this database file instead of in memory; one sample only.")
    var database: String?

    @Option(help: "Of a scripted sample, start at this step, counted from 1.")
    var from = 1

    @Option(help: "Of a scripted sample, stop after this step and wait to be killed.")
    var hold: Int?

    @Flag(help: "Print one JSON object a step.")
    var json = false

    private struct Line: Encodable {
        let sample: String
        let step: Int
        let channel: String
        let status: Int
        let reply: String?
        let complaints: [String]
    }

    func run() async throws {
        let settings = try options.loadOrExit()
        let samples = try Self.samples(paths)
        let assembly = try Assembly(settings, database: .inMemory(), clock: System.clock)
        let play = try player(assembly)
        var failed = 0
        var skipped = 0
        for sample in samples {
            if !json { print("── \(sample.title)（\(sample.path)）") }
            if sample.isScripted && to != nil {
                // A server's clock cannot be moved from here.
                skipped += sample.steps.count
                continue
            }
            let play = sample.isScripted ? try script(assembly) : play
            for (index, step) in sample.steps.enumerated() where !sample.isScripted || index + 1 >= from {
                if step.isFrozen && to != nil {
                    // It was signed for its own moment.
                    skipped += 1
                    continue
                }
                let played = try await play(step)
                if !played.complaints.isEmpty { failed += 1 }
                try show(played, of: step, index + 1, in: sample)
                if sample.isScripted, hold == index + 1 { try await waitToBeKilled() }
            }
        }
        if !json {
            let total = samples.reduce(0) { $0 + $1.steps.count } - skipped
            print("\(total - failed) passed, \(failed) failed" + (skipped > 0 ? ", \(skipped) skipped" : ""))
        }
        if failed > 0 { throw ExitCode(1) }
    }

    private func player(_ assembly: Assembly) throws -> (Sample.Step) async throws -> SamplePlayer.Played {
        guard let to else {
            let player = SamplePlayer(
                channels: assembly.channels, knowledge: assembly.holder, database: assembly.database,
                policy: assembly.settings.policy)
            return { try await player.play($0) }
        }
        let remote = RemotePlayer(server: to, channels: assembly.channels, transport: try CurlTransport())
        return { await remote.play($0, at: System.clock()) }
    }

    /// A player with a database and a clock of its own.
    private func script(_ assembly: Assembly) throws -> (Sample.Step) async throws -> SamplePlayer.Played {
        let player = SamplePlayer(
            channels: assembly.channels, knowledge: assembly.holder,
            database: try database.map { try assembly.settings.openDatabase($0) } ?? .inMemory(),
            policy: assembly.settings.policy)
        return { try await player.play($0, scripted: true) }
    }

    /// Says that the step is done and does nothing more.
    private func waitToBeKilled() async throws {
        print("holding")
        fflush(nil)
        try await Task.sleep(for: .seconds(600))
    }

    private func show(_ played: SamplePlayer.Played, of step: Sample.Step, _ number: Int, in sample: Sample) throws {
        let words = SpokenWords.of(played.reply)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let line = Line(
                sample: sample.path, step: number, channel: step.channel.text, status: played.reply.status,
                reply: words, complaints: played.complaints)
            print(String(decoding: try encoder.encode(line), as: UTF8.self))
            return
        }
        if let asked = step.words { print("   问：\(asked)") }
        for message in played.sent {
            print("   → \(message.destination)：\(message.text.replacing("\n", with: "\n       "))")
        }
        if !step.isPause {
            print("   答：\((words ?? "（不说话，\(played.reply.status)）").replacing("\n", with: "\n       "))")
        }
        for complaint in played.complaints { print("   ✗ \(complaint)") }
    }

    private static func samples(_ paths: [String]) throws -> [Sample] {
        try paths.flatMap { path -> [Sample] in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw ValidationError("there is no \(path)")
            }
            let files =
                isFolder.boolValue
                ? (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? [])
                    .filter { $0.hasSuffix(".json") }.sorted().map { path + "/" + $0 } : [path]
            return try files.map { file in
                try Sample(path: file, bytes: Array(FileManager.default.contents(atPath: file) ?? Data()))
            }
        }
    }
}

/// Sends samples to a running server, signed for the present.
private struct RemotePlayer {
    let server: String
    let channels: ChannelRegistry
    let transport: CurlTransport

    func play(_ step: Sample.Step, at now: Timestamp) async -> SamplePlayer.Played {
        guard let receiver = channels.receivers[step.channel] else {
            return SamplePlayer.Played(
                reply: HTTPReply(status: 404), complaints: ["no channel \(step.channel) is configured"])
        }
        let envelope = step.envelope(at: now, through: receiver)
        var url = server + "/webhooks/" + step.channel.text
        if !envelope.query.isEmpty {
            var components = URLComponents()
            components.queryItems = envelope.query.sorted { $0.key < $1.key }.map { URLQueryItem(name: $0, value: $1) }
            url += "?" + (components.percentEncodedQuery ?? "")
        }
        let headers = envelope.headers.sorted { $0.key < $1.key }.map { HTTPCall.Header($0.key, $0.value) }
        do {
            let reply = try await transport.send(HTTPCall(url: url, headers: headers, body: envelope.body))
            let plain = receiver.unseal(reply)
            return SamplePlayer.Played(reply: plain, complaints: step.complaints(about: plain, nil))
        } catch {
            return SamplePlayer.Played(reply: HTTPReply(status: 0), complaints: ["no answer: \(error)"])
        }
    }
}

extension Sample.Step {
    /// The villager's words, for the screen.
    fileprivate var words: String? {
        guard let body = try? JSONReader.read(body) else { return nil }
        return body["text"]?.string ?? body["raw_message"]?.string ?? body["Data"]?["Content"]?["string"]?.string
    }
}
