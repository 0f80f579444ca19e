/// Wakes the delivery worker; many rings before it looks are one.
package struct Doorbell: Sendable {
    /// The rings, to be listened to by one worker.
    let rings: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation

    /// A silent bell.
    package init() {
        (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Wakes the worker, now or as soon as it listens.
    package func ring() { bell.yield() }

    /// Ends the listening.
    func silence() { bell.finish() }
}
