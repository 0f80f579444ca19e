import Foundation
import Synchronization

/// A web server of a few lines on a free loopback port; the test's script says what each request gets.
final class LoopbackServer: Sendable {
    /// One request as it came over the wire.
    struct Request: Sendable {
        let head: String
        let body: [UInt8]

        /// "GET /path"
        var line: String { head.split(separator: " ").prefix(2).joined(separator: " ") }

        /// The values of a header field; names are compared without case.
        func values(of name: String) -> [String] {
            head.split(separator: "\r\n").filter { $0.lowercased().hasPrefix("\(name.lowercased()):") }
                .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }
    }

    /// What the server saw, in order.
    enum Event: Equatable, Sendable { case connected, requested, closed }

    /// What becomes of the connection after the script.
    enum Ending: Sendable { case keep, close }

    typealias Script = @Sendable (Request, Wire) -> Ending

    private struct Log {
        var connections = 0
        var requests: [Request] = []
        var open: [Int32] = []
        var isStopped = false
    }

    let port: UInt16
    private let listener: Int32
    private let script: Script
    private let log = Mutex(Log())
    private let events: AsyncStream<Event>
    private let notes: AsyncStream<Event>.Continuation

    /// Listens at once.
    init(_ script: @escaping Script) throws {
        (listener, port) = try Wire.bound()
        guard listen(listener, 512) == 0 else { throw POSIXError(.EADDRINUSE) }
        self.script = script
        (events, notes) = AsyncStream.makeStream()
        Thread { self.accept() }.start()
    }

    /// The address of a path here.
    func url(_ path: String = "/", host: String = "127.0.0.1") -> String { "http://\(host):\(port)\(path)" }

    var connections: Int { log.withLock { $0.connections } }
    var requests: [Request] { log.withLock { $0.requests } }

    /// Waits until the server has seen something more of this kind.
    func saw(_ wanted: Event) async {
        for await event in events where event == wanted { return }
    }

    /// Closes everything, which also ends the threads.
    func stop() {
        let open = log.withLock { log in
            log.isStopped = true
            return log.open
        }
        // Shut down, not closed: each thread closes its own, so that no number is closed twice.
        for socket in open + [listener] { shutdown(socket, Int32(SHUT_RDWR)) }
        notes.finish()
    }

    private func accept() {
        while true {
            let socket = Foundation.accept(listener, nil, nil)
            guard socket >= 0 else { break }
            let isStopped = log.withLock { log in
                log.connections += 1
                log.open.append(socket)
                return log.isStopped
            }
            if isStopped { shutdown(socket, Int32(SHUT_RDWR)) }
            notes.yield(.connected)
            Thread { self.serve(socket) }.start()
        }
        close(listener)
    }

    private func serve(_ socket: Int32) {
        let wire = Wire(socket: socket)
        while let request = wire.readRequest() {
            log.withLock { $0.requests.append(request) }
            notes.yield(.requested)
            guard script(request, wire) == .keep else { break }
        }
        log.withLock { $0.open.removeAll { $0 == socket } }
        close(socket)
        notes.yield(.closed)
    }
}
