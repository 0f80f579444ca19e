package import Domain
import Synchronization

/// A way out that goes nowhere: answers by a script and remembers what was sent.
package final class RecordingTransport: HTTPTransport {
    private struct State {
        var script: [Result<HTTPReply, TransportError>]
        var calls: [HTTPCall] = []
    }

    private let state: Mutex<State>

    /// Takes the answers in their order; a call beyond them is remembered and fails as `.other`.
    package init(_ script: [Result<HTTPReply, TransportError>] = []) { state = Mutex(State(script: script)) }

    /// What was sent so far.
    package var calls: [HTTPCall] { state.withLock { $0.calls } }

    /// Adds an answer to the script.
    package func answer(_ reply: Result<HTTPReply, TransportError>) { state.withLock { $0.script.append(reply) } }

    /// Remembers the call and gives the next answer.
    package func send(_ call: HTTPCall) async throws(TransportError) -> HTTPReply {
        let answer = state.withLock { state -> Result<HTTPReply, TransportError> in
            state.calls.append(call)
            return state.script.isEmpty ? .failure(TransportError(.other, "not scripted")) : state.script.removeFirst()
        }
        return try answer.get()
    }
}

extension HTTPReply {
    /// What a WeCom robot answers when it has the message.
    package static let robotOK = HTTPReply.json(200, Array(#"{"errcode":0,"errmsg":"ok"}"#.utf8))
}
