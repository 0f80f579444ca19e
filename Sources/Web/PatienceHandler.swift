import Logging
import NIOCore
import NIOHTTPTypes

/// Closes a connection on which one request takes too long to arrive, from its first byte to its last.
///
/// The idle timeout alone lets a client hold a connection for days by sending a byte now and then.
final class PatienceHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart

    private let limit: TimeAmount
    /// Whether a request's head came and its end did not.
    private var isInside = false
    /// Whether the present read brought any part at all; one that did not holds a piece of a head.
    private var hasPart = false
    /// When the unfinished request was first seen.
    private var begun: NIODeadline?
    private var look: RepeatedTask?

    init(limit: TimeAmount) { self.limit = limit }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let pause = TimeAmount.nanoseconds(max(1, limit.nanoseconds / 4))
        look = context.eventLoop.scheduleRepeatedTask(initialDelay: pause, delay: pause) { _ in
            let (handler, context) = bound.value
            handler.closeIfSlow(context)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasPart = true
        switch unwrapInboundIn(data) {
        case .head: isInside = true
        case .body: break
        case .end: isInside = false
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isInside || !hasPart {
            begun = begun ?? context.eventLoop.now
        } else {
            begun = nil
        }
        hasPart = false
        context.fireChannelReadComplete()
    }

    private func closeIfSlow(_ context: ChannelHandlerContext) {
        guard let begun, context.eventLoop.now - begun >= limit else { return }
        stop()
        context.close(promise: nil)
    }

    /// Ends the timer, which would keep a closed connection in memory.
    private func stop() {
        look?.cancel()
        look = nil
        begun = nil
    }
}
