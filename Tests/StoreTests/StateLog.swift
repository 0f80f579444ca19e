import Domain
import Synchronization

/// Remembers the states on which it was asked to decide.
final class StateLog: Sendable {
    private let states = Mutex<[DialogueState]>([])

    var all: [DialogueState] { states.withLock { $0 } }

    /// Answers whatever comes, and remembers.
    var answering: @Sendable (DialogueState) -> Decision {
        { state in
            self.states.withLock { $0.append(state) }
            return .wages
        }
    }
}
