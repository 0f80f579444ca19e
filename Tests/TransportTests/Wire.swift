import Foundation

/// The server's end of one connection.
struct Wire: Sendable {
    let socket: Int32

    /// A socket on a free loopback port that does not listen yet.
    static func bound() throws -> (socket: Int32, port: UInt16) {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(socket, pointer, size) == 0 ? getsockname(socket, pointer, &size) : -1
            }
        }
        guard result == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
        return (socket, UInt16(bigEndian: address.sin_port))
    }

    /// Reads head and body, nil once the other side has gone.
    func readRequest() -> LoopbackServer.Request? {
        var bytes: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let head = bytes.firstRange(of: end) {
                let text = String(decoding: bytes[..<head.lowerBound], as: UTF8.self)
                let length = LoopbackServer.Request(head: text, body: []).values(of: "Content-Length").first
                while bytes.count < head.upperBound + (length.flatMap { Int($0) } ?? 0) {
                    guard let more = read() else { return nil }
                    bytes += more
                }
                return LoopbackServer.Request(head: text, body: Array(bytes[head.upperBound...]))
            }
            guard let more = read() else { return nil }
            bytes += more
        }
    }

    /// Sends text; false once the other side has gone.
    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// Sends bytes; false once the other side has gone.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    /// A whole reply with its length.
    func reply(_ status: String = "200 OK", _ fields: [String] = [], body: String = "") {
        let head = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + fields
        write(head.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// Says nothing until the other side goes.
    func wait() { while read() != nil {} }

    /// Whether the other side is still there, asked for so many milliseconds.
    func isQuiet(milliseconds: Int32) -> Bool {
        var wanted = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&wanted, 1, milliseconds) == 0
    }

    private func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }
}
