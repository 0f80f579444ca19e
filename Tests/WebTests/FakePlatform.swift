import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import TestSupport

@testable import Web

/// A platform on loopback: hands out tokens, refuses old ones, takes calls, and answers as a test wants it.
final class FakePlatform: Sendable {
    /// A call as it arrived.
    struct Call: Sendable {
        let path: String
        let token: String?
        let body: [UInt8]
    }

    private struct State {
        var calls: [Call] = []
        var scripted: [String: [HTTPReply]] = [:]
        var tokens = 0
    }

    /// Where it listens.
    let base: String
    private let state = Mutex(State())

    private init(base: String) { self.base = base }

    /// The calls of one kind, such as `kf/send_msg`.
    func calls(_ name: String) -> [Call] { state.withLock { $0.calls.filter { $0.path == "/cgi-bin/" + name } } }

    /// Has the next calls of a kind answered so; afterwards they succeed.
    func answer(_ name: String, _ replies: HTTPReply...) {
        state.withLock { $0.scripted["/cgi-bin/" + name, default: []] += replies }
    }

    /// Makes every token void that was handed out.
    func forgetTokens() { state.withLock { $0.tokens += 1 } }

    private func reply(to call: Call) -> HTTPReply {
        state.withLock { state in
            state.calls.append(call)
            if var script = state.scripted[call.path], !script.isEmpty {
                let reply = script.removeFirst()
                state.scripted[call.path] = script
                return reply
            }
            if call.path.hasSuffix("token") {
                state.tokens += 1
                return .code(0, #""access_token":"T\#(state.tokens)","expires_in":7200"#)
            }
            return call.token == "T\(state.tokens)" ? .code(0) : .code(40_014)
        }
    }

    /// Calls `body` while the platform listens.
    static func open(_ body: @Sendable (FakePlatform) async throws -> Void) async throws {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let listening = Listener()
        let router = Router()
        let handle: @Sendable (Request, BasicRequestContext) async throws -> Response = { request, _ in
            let bytes = Array(buffer: try await request.body.collect(upTo: 1 << 20))
            let token = request.uri.queryParameters["access_token"].map(String.init)
            let call = Call(path: request.uri.path, token: token, body: bytes)
            return (listening.platform?.reply(to: call) ?? HTTPReply(status: 503)).response
        }
        router.get("/cgi-bin/**", use: handle)
        router.post("/cgi-bin/**", use: handle)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) }, logger: .quiet)
        try await withThrowingTaskGroup { group in
            group.addTask { try await application.run() }
            for await number in ports {
                let platform = FakePlatform(base: "http://127.0.0.1:\(number)")
                listening.platform = platform
                try await body(platform)
                break
            }
            group.cancelAll()
        }
    }
}

/// The platform once its port is known.
private final class Listener: Sendable {
    private let held = Mutex<FakePlatform?>(nil)

    var platform: FakePlatform? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}

extension HTTPReply {
    /// An answer with an error number, as the platforms write it, and what else belongs to it.
    static func code(_ code: Int, _ more: String = "") -> HTTPReply {
        .json(200, Array(#"{"errcode":\#(code),"errmsg":"x"\#(more.isEmpty ? "" : ",")\#(more)}"#.utf8))
    }
}
