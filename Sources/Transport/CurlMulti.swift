import CCurl
import Domain

/// libcurl's set of running transfers, their connections, names and TLS sessions.
///
/// `@unchecked` because one thread makes all calls but `wakeup`, the one that any thread may make (libcurl-thread(3)).
final class CurlMulti: @unchecked Sendable {
    private let multi: UnsafeMutableRawPointer

    /// Allocates a set that keeps so many idle connections; throws `.other`.
    init(maximumConnections: Int) throws(TransportError) {
        try check(Self.started)
        guard let multi = curl_multi_init() else { throw TransportError(CURLE_FAILED_INIT) }
        self.multi = multi
        try check(counsel_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, maximumConnections))
    }

    deinit { curl_multi_cleanup(multi) }

    /// Starts a prepared handle, which must stay alive until it is removed.
    func add(_ handle: CurlHandle) throws(TransportError) { try check(curl_multi_add_handle(multi, handle.easy)) }

    /// Takes a handle out, which aborts what it was doing.
    func remove(_ handle: CurlHandle) throws(TransportError) { try check(curl_multi_remove_handle(multi, handle.easy)) }

    /// Reads and writes whatever can be read and written without waiting.
    func perform() throws(TransportError) {
        var running: Int32 = 0
        try check(curl_multi_perform(multi, &running))
    }

    /// Waits for the sockets, libcurl's own timers, `wakeup`, or so many milliseconds.
    func poll(milliseconds: Int32) throws(TransportError) {
        try check(curl_multi_poll(multi, nil, 0, milliseconds, nil))
    }

    /// Ends the current `poll`, or the next one, from any thread.
    func wakeup() {
        // It fails only when the set has no pair of sockets for this, which its first poll would report.
        _ = curl_multi_wakeup(multi)
    }

    /// The next handle that has ended, with its failure if it has one.
    func nextFinished() -> (easy: UnsafeMutableRawPointer, failure: TransportError?)? {
        var remaining: Int32 = 0
        while let message = curl_multi_info_read(multi, &remaining) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let result = counsel_curl_result(message)
            return (easy, result == CURLE_OK ? nil : TransportError(result))
        }
        return nil
    }

    /// Keeps SIGPIPE from the calling thread: with CURLOPT_NOSIGNAL, OpenSSL's write to a closed peer would raise it.
    static func blockBrokenPipes() {
        let failure = counsel_curl_block_sigpipe()
        precondition(failure == 0, "SIGPIPE is a signal that can be blocked")
    }

    /// libcurl's set-up of the process, made once.
    private static let started = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}
