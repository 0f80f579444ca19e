import Foundation

/// `openssl s_server` with a fresh self-signed certificate for the name localhost; it answers any GET with a page.
final class OpenSSLServer: Sendable {
    /// The tool, nil where it is not installed.
    static let tool = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first(where: FileManager.default.isExecutableFile)

    let port: Int
    /// The certificate's PEM file.
    let certificate: String
    private let folder: URL
    private let pid: pid_t

    struct Failure: Error {}

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "counsel-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder
        let (key, certificate) = (folder.appending(path: "key.pem").path, folder.appending(path: "cert.pem").path)
        self.certificate = certificate

        let maker = try Self.launch([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
        ]).process
        maker.waitUntilExit()

        let (server, output) = try Self.launch([
            "s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www",
        ])
        pid = server.processIdentifier
        guard let port = Self.port(from: output) else {
            Self.end(pid, folder)
            throw Failure()
        }
        self.port = port
    }

    /// Ends the process and removes its files.
    func stop() { Self.end(pid, folder) }

    private static func end(_ pid: pid_t, _ folder: URL) {
        // Not SIGTERM: a child of one of Swift's threads inherits their mask, which blocks it.
        kill(pid, SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }

    private static func launch(_ arguments: [String]) throws -> (process: Process, output: FileHandle) {
        guard let tool else { throw Failure() }
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: tool)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, pipe.fileHandleForReading)
    }

    /// Reads until the line "ACCEPT 127.0.0.1:34567".
    private static func port(from output: FileHandle) -> Int? {
        var text = ""
        while true {
            let data = output.availableData
            guard !data.isEmpty else { return nil }
            text += String(decoding: data, as: UTF8.self)
            for line in text.split(separator: "\n").dropLast(text.hasSuffix("\n") ? 0 : 1)
            where line.hasPrefix("ACCEPT") {
                return line.split(separator: ":").last.flatMap { Int($0) }
            }
        }
    }
}
