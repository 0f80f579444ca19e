import CCurl
import Domain

/// One libcurl easy handle with all that it points to; used by one thread at a time, by one exchange at a time.
///
/// libcurl copies text and the body; what it does not copy, the header list and the sink, lives until the next reset.
final class CurlHandle {
    /// The CURL handle, which is also what names the exchange in libcurl's messages.
    let easy: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var sink: ReplySink?

    /// Allocates a handle; throws `.other` when there is no memory.
    init() throws(TransportError) {
        guard let easy = curl_easy_init() else { throw TransportError(CURLE_FAILED_INIT) }
        self.easy = easy
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headers)
    }

    /// Forgets the former exchange, its secrets and personal words too, but not its connection.
    func reset() {
        curl_easy_reset(easy)
        curl_slist_free_all(headers)
        headers = nil
        sink = nil
    }

    /// Makes a reset handle ready for a checked call.
    func prepare(_ call: HTTPCall, within limits: TransportLimits, milliseconds: Int) throws(TransportError) {
        try setManners()
        try setTrust(limits)
        try setLimits(limits)
        try setSinks(limits)
        try setHeaders(of: call)
        try setAddress(call.url, milliseconds: milliseconds)
        switch call.method {
        case .get: try set(CURLOPT_HTTPGET, 1)
        case .post: try setBody(call.body)
        }
    }

    /// Turns a finished exchange to another address of the same origin.
    func redirect(to url: String, within limits: TransportLimits, milliseconds: Int) throws(TransportError) {
        try setSinks(limits)
        try setAddress(url, milliseconds: milliseconds)
    }

    /// What was answered, once the exchange has ended well.
    func reply() throws(TransportError) -> HTTPReply {
        guard let sink, sink.hasWholeHead else { throw TransportError(.interrupted, "reply cut off in its head") }
        var status = 0
        var wait: curl_off_t = 0
        try check(counsel_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status))
        try check(counsel_curl_get_size(easy, CURLINFO_RETRY_AFTER, &wait))
        return HTTPReply(
            status: status, contentType: try text(CURLINFO_CONTENT_TYPE),
            retryAfterSeconds: wait > 0 ? Int(wait) : nil, body: sink.body)
    }

    /// The absolute address that a 3xx names.
    func redirectTarget() throws(TransportError) -> String? { try text(CURLINFO_REDIRECT_URL) }

    /// What a failure was; our own callbacks end a transfer under a code that says less than they know.
    func explain(_ failure: TransportError) -> TransportError {
        if sink?.hasOverflowed == true { return TransportError(.tooLarge, "reply too large") }
        if sink?.hasRefusedAddress == true { return TransportError(.connect, "address refused") }
        return failure
    }

    // MARK: Options, each on its page of the manual: curl_easy_setopt(3)

    /// Nothing comes from the environment, nothing is remembered, nothing is guessed.
    private func setManners() throws(TransportError) {
        try check(counsel_curl_set_http_only(easy))
        try check(counsel_curl_set_unwaiting(easy))
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_PROXY, "")  // empty: not even the one in the environment
        try set(CURLOPT_NETRC, 0)
        try set(CURLOPT_USERAGENT, "counsel")
    }

    private func setTrust(_ limits: TransportLimits) throws(TransportError) {
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)  // 2: the name must match; 1 is refused
        try set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        if let file = limits.authoritiesFile { try set(CURLOPT_CAINFO, file) }
    }

    private func setLimits(_ limits: TransportLimits) throws(TransportError) {
        try set(CURLOPT_CONNECTTIMEOUT_MS, limits.connectTimeoutMilliseconds)
        try set(CURLOPT_LOW_SPEED_LIMIT, limits.minimumBytesPerSecond)
        try set(CURLOPT_LOW_SPEED_TIME, limits.slowSeconds)
        // Only helps where the length is announced; the sink counts what really comes.
        try check(counsel_curl_set_size(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.maximumReplyBytes)))
    }

    private func setSinks(_ limits: TransportLimits) throws(TransportError) {
        let sink = ReplySink(within: limits)
        self.sink = sink
        let context = Unmanaged.passUnretained(sink).toOpaque()
        try check(counsel_curl_set_body_sink(easy, receiveBody, context))
        try check(counsel_curl_set_header_sink(easy, receiveHeader, context))
        if !limits.allowsPrivateAddresses {
            try check(counsel_curl_set_socket_opener(easy, openPublicSocket, context))
        }
    }

    private func setAddress(_ url: String, milliseconds: Int) throws(TransportError) {
        try set(CURLOPT_URL, url)
        // 0 would mean for ever.
        try set(CURLOPT_TIMEOUT_MS, max(milliseconds, 1))
    }

    private func setBody(_ body: [UInt8]) throws(TransportError) {
        try set(CURLOPT_POST, 1)
        let code = body.withUnsafeBytes { bytes in
            // An empty array may have no address, which would mean that the body is read from a callback.
            guard let start = bytes.baseAddress else { return counsel_curl_set_body(easy, "", 0) }
            return counsel_curl_set_body(easy, start, curl_off_t(bytes.count))
        }
        try check(code)
    }

    private func setHeaders(of call: HTTPCall) throws(TransportError) {
        // Without these two, libcurl waits for "100 Continue" before a large body and calls every body a form.
        var lines = ["Expect:"]
        if !call.headers.contains(where: { $0.name.lowercased() == "content-type" }) { lines.append("Content-Type:") }
        // "Name:" would take a field out; "Name;" sends it empty.
        lines += call.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        for line in lines {
            guard let longer = curl_slist_append(headers, line) else { throw TransportError(CURLE_OUT_OF_MEMORY) }
            headers = longer
        }
        try check(counsel_curl_set_headers(easy, headers))
    }

    private func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
        try check(counsel_curl_set_long(easy, option, value))
    }

    private func set(_ option: CURLoption, _ value: String) throws(TransportError) {
        try check(counsel_curl_set_text(easy, option, value))
    }

    private func text(_ info: CURLINFO) throws(TransportError) -> String? {
        var value: UnsafePointer<CChar>?
        try check(counsel_curl_get_text(easy, info, &value))
        return value.map { String(cString: $0) }
    }
}

// MARK: Callbacks, which libcurl makes on the thread that drives it, while the handle and so its sink are alive

private let receiveBody: counsel_curl_sink = { bytes, size, count, context in
    guard let context else { return 0 }
    let sink = Unmanaged<ReplySink>.fromOpaque(context).takeUnretainedValue()
    return sink.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

private let receiveHeader: counsel_curl_sink = { bytes, size, count, context in
    guard let context else { return 0 }
    let sink = Unmanaged<ReplySink>.fromOpaque(context).takeUnretainedValue()
    return sink.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

private let openPublicSocket: curl_opensocket_callback = { context, _, address in
    guard let context, let address else { return CURL_SOCKET_BAD }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = counsel_curl_address(address, &bytes)
    guard AddressGuard.isPublic(Array(bytes[..<count])) else {
        Unmanaged<ReplySink>.fromOpaque(context).takeUnretainedValue().hasRefusedAddress = true
        return CURL_SOCKET_BAD
    }
    return counsel_curl_open_socket(address)
}
