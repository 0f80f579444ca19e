import Domain

/// Which redirects are followed: a GET's, within its own origin, a few times.
enum Redirection {
    /// The address to go on with, nil where the reply is the answer; throws `.refusedRedirect`.
    ///
    /// Another origin is refused because whoever answers there was not chosen by us and would get our header fields.
    static func next(
        after reply: HTTPReply, to target: String?, for job: Job, followed: Int, limit: Int
    ) throws(TransportError) -> String? {
        // A POST is never sent twice on somebody's word.
        guard job.call.method == .get, [301, 302, 303, 307, 308].contains(reply.status), let target else { return nil }
        guard let origin = try? Origin(of: target), origin == job.origin else {
            throw TransportError(.refusedRedirect, "to another origin")
        }
        guard followed < limit else { throw TransportError(.refusedRedirect, "too many") }
        return target
    }
}
