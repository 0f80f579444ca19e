import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Web

/// Slow clients, in a time that the test lets pass.
struct PatienceHandlerTests {
    private let loop = EmbeddedEventLoop()
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(handler: PatienceHandler(limit: .seconds(10)), loop: loop)
        try channel.connect(to: SocketAddress(unixDomainSocketPath: "/test")).wait()
    }

    /// A read from the socket that brought these parts, or a piece of one.
    private func read(_ parts: HTTPRequestPart...) {
        for part in parts { channel.pipeline.fireChannelRead(part) }
        channel.pipeline.fireChannelReadComplete()
    }

    private func wait(seconds: Int64) { loop.advanceTime(by: .seconds(seconds)) }

    private var head: HTTPRequestPart {
        .head(HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/webhooks/neutral"))
    }

    private var piece: HTTPRequestPart { .body(ByteBuffer(string: "{")) }

    @Test func `a head that trickles is cut off`() {
        for _ in 0..<9 {
            read()
            wait(seconds: 1)
        }
        #expect(channel.isActive)
        wait(seconds: 4)
        #expect(!channel.isActive)
    }

    @Test func `a body that trickles is cut off`() {
        read(head)
        for _ in 0..<14 {
            wait(seconds: 1)
            read(piece)
        }
        #expect(!channel.isActive)
    }

    @Test func `many whole requests on one connection are nothing slow`() {
        for _ in 0..<20 {
            read(head, piece, .end(nil))
            wait(seconds: 2)
        }
        #expect(channel.isActive)
    }

    @Test func `a request whose parts come apart but in time is let through, and the next is timed anew`() {
        for _ in 0..<5 {
            read(head)
            wait(seconds: 4)
            read(piece)
            wait(seconds: 4)
            read(.end(nil))
        }
        wait(seconds: 60)
        #expect(channel.isActive)
    }

    @Test func `a connection that says nothing is left to the idle timeout, and a closed one leaves no timer`() throws {
        wait(seconds: 60)
        #expect(channel.isActive)
        read(head)
        try channel.close().wait()
        wait(seconds: 60)
        #expect(!channel.isActive)
    }
}
