import Foundation

/// `openssl s_server` with a fresh self-signed certificate for the name localhost; it answers any GET with a page.
struct OpenSSLServer: Sendable {
    /// The tool, nil where it is not installed.
    static let tool = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first(where: FileManager.default.isExecutableFile)

    struct Failure: Error {}

    let port: Int
    /// The certificate's PEM file.
    let certificate: String
    private let folder: URL
    private let server: Child

    init() throws {
        guard let tool = Self.tool else { throw Failure() }
        folder = FileManager.default.temporaryDirectory.appending(path: "counsel-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let key = folder.appending(path: "key.pem").path
        certificate = folder.appending(path: "cert.pem").path

        try Child(
            tool,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key,
                "-out", certificate,
            ]
        ).wait()
        server = try Child(
            tool, ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"])
        guard let port = Self.port(from: server) else {
            server.wait(killing: SIGKILL)
            throw Failure()
        }
        self.port = port
    }

    /// Ends the process and removes its files.
    func stop() {
        server.wait(killing: SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }

    /// Reads up to the line "ACCEPT 127.0.0.1:34567".
    private static func port(from server: Child) -> Int? {
        var text = ""
        while true {
            let more = server.read()
            guard !more.isEmpty else { return nil }
            text += more
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            guard let line = lines.first(where: { $0.hasPrefix("ACCEPT") }) else { continue }
            return line.split(separator: ":").last.flatMap { Int($0) }
        }
    }
}
