import Content
import Domain
import Store
import TestSupport
import Testing

@testable import Desk

struct DoctorTests {
    private let healthy = MachineFacts(
        config: .init(mode: 0o640), database: .init(mode: 0o600), freeBytes: 50 << 30, clockIsSynchronized: true)

    private func examine(
        _ machine: MachineFacts? = nil, _ settings: Settings = Settings(), findings: [Finding] = [],
        transport: RecordingTransport = RecordingTransport()
    ) async -> [Diagnosis] {
        await Doctor(
            settings: settings, findings: findings, machine: machine ?? healthy, transport: transport,
            clock: ManualClock().clock
        ).examine()
    }

    private func verdict(_ subject: String, _ diagnoses: [Diagnosis]) -> Diagnosis.Verdict? {
        diagnoses.first { $0.subject == subject }?.verdict
    }

    @Test func `a healthy machine has nothing to complain of`() async {
        let diagnoses = await examine()

        #expect(diagnoses.count == 6)
        #expect(diagnoses.allSatisfy { $0.verdict == .well }, "\(diagnoses)")
    }

    @Test(arguments: [
        (nil, Diagnosis.Verdict.doubtful), ("li:office:town:\(Self.hash)\n", .doubtful),
        ("wang:district::\(Self.hash)\n", .well),
        ("wang:district::\(Self.hash)\nwang:district::\(Self.hash)\n", .ill), ("wang:boss::\(Self.hash)\n", .ill),
    ])
    func `a users file that lets nobody in is told of`(_ text: String?, _ expected: Diagnosis.Verdict) async throws {
        let folder = try TemporaryFolder()
        if let text { try folder.write(text, to: "users") }
        var settings = Settings()
        #expect(verdict("后台账号", await examine(nil, settings)) == nil)
        settings.users = folder.path + "/users"
        #expect(verdict("后台账号", await examine(nil, settings)) == expected)

        var machine = healthy
        machine.users = .init(mode: 0o644)
        #expect(verdict("文件权限", await examine(machine, settings)) == .doubtful)
    }

    private static let hash =
        "$scrypt$ln=10,r=1,p=1$AAECAwQFBgcICQoLDA0ODw$CiqAvfSjxI29ZCkqMHRstL_NmbFlPxk7eVFRNg9UVtQ"

    @Test(arguments: [(Int64(50) << 30, Diagnosis.Verdict.well), (1 << 30, .doubtful), (100 << 20, .ill)])
    func `the fuller the disk, the louder the word`(free: Int64, expected: Diagnosis.Verdict) async {
        var machine = healthy
        machine.freeBytes = free

        #expect(verdict("磁盘", await examine(machine)) == expected)
    }

    @Test func `a clock without a time server and files that others may read are doubtful`() async {
        var machine = healthy
        machine.clockIsSynchronized = false
        #expect(verdict("时钟", await examine(machine)) == .doubtful)

        machine.database = .init(mode: 0o644)
        #expect(verdict("文件权限", await examine(machine)) == .doubtful)

        machine.database = .init(mode: 0o600)
        machine.config = .init(mode: 0o644)
        #expect(verdict("文件权限", await examine(machine)) == .doubtful)
    }

    @Test func `an error in a file is ill, a warning doubtful`() async {
        let place = Location(path: "a.yaml")
        let warning = Finding(.warning, at: place, "", rule: "r")

        #expect(verdict("配置、目录和知识库", await examine(findings: [warning])) == .doubtful)
        #expect(
            verdict("配置、目录和知识库", await examine(findings: [warning, Finding(.error, at: place, "", rule: "r")])) == .ill)
    }

    @Test func `demo secrets and an open door without a token are named, the secret itself never`() async {
        var settings = Settings()
        settings.host = "0.0.0.0"
        settings.channels = [entry([("secret", "demo-neutral-secret")])]
        let diagnoses = await examine(nil, settings)

        #expect(verdict("密钥", diagnoses) == .doubtful)
        #expect(verdict("监听地址", diagnoses) == .doubtful)
        #expect(!"\(diagnoses)".contains("demo-neutral-secret"))
    }

    @Test func `each platform is asked once, and only by its origin`() async {
        let transport = RecordingTransport()
        transport.answer(.success(HTTPReply(status: 404)))
        transport.answer(.failure(TransportError(.connect)))
        var settings = Settings()
        settings.channels = [
            entry([
                ("push-url", "https://a.example/send?key=geheim"), ("api-url", "https://a.example/api"),
                ("robot", "http://b.example:81/x"),
            ])
        ]
        let diagnoses = await examine(nil, settings, transport: transport)

        #expect(transport.calls.map(\.url) == ["https://a.example/", "http://b.example:81/"])
        #expect(diagnoses.suffix(2).map(\.verdict) == [.well, .doubtful])
        #expect(!"\(diagnoses)".contains("geheim"))
    }

    @Test func `a database that cannot be opened is ill, and one that can is tried`() async throws {
        let doctor = Doctor(
            settings: Settings(), findings: [], machine: healthy, transport: RecordingTransport(),
            clock: ManualClock().clock)
        struct Broken: Error {}

        #expect(await doctor.examine { throw Broken() }.map(\.verdict) == [.ill])
        #expect(await doctor.examine { try .inMemory() }.map(\.verdict) == [.well, .well])
    }

    private func entry(_ fields: [(String, String)]) -> Settings.ChannelEntry {
        let place = Location(path: "a.yaml")
        return Settings.ChannelEntry(
            id: "n", kind: "neutral", fields: .map(fields.map { ($0.0, .text($0.1, place)) }, place))
    }
}
