package import Domain
import Sealing

/// Where the token comes from that a platform wants with every call, without sockets.
package struct AccessTokenSource: Hashable, Sendable {
    /// Where in a call the token stands.
    package enum Place: Hashable, Sendable {
        /// In the query, under a name.
        case query(String)
        /// In the field `Authorization`.
        case bearer
    }

    /// The call that fetches a token; whoever makes the same call shares it.
    package let call: HTTPCall
    /// Where in a call the token stands.
    let place: Place
    /// The answer's field with the token.
    let tokenField: String
    /// The answer's field with its seconds.
    let lifetimeField: String
    /// Error numbers that say that a token is void, so that another one helps.
    let refusals: Set<Int64>

    /// A token with the seconds that it lasts.
    package struct Token: Hashable, Sendable {
        /// The token; as good as a password while it lasts.
        package let text: String
        /// Seconds from its arrival until the platform forgets it.
        package let lifetimeSeconds: Int64
    }

    /// Reads the answer to `call`; nil when there is no token in it.
    package func token(in reply: HTTPReply) -> Token? {
        guard (200...299).contains(reply.status), let answer = try? JSONReader.read(reply.body),
            let text = answer[tokenField]?.string, !text.isEmpty, text.utf8.count <= 2_048,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        let seconds = answer[lifetimeField]?.integer ?? 7_200
        return Token(text: text, lifetimeSeconds: min(max(seconds, 0), 86_400))
    }

    /// What an answer without a token means for the message that waits for it.
    package func verdict(onRefusal reply: HTTPReply) -> DeliveryVerdict {
        if let verdict = DeliveryVerdict.byStatus(of: reply) { return verdict }
        guard let code = Self.code(of: reply), code != 0 else { return .retry(reason: "unreadable token") }
        let reason = "token \(code)"
        // A busy platform heals; whatever else is wrong with an id and a secret, a person must mend.
        switch code {
        case -1: return .retry(reason: reason)
        case 45_009, 45_011: return .wait(seconds: 60, reason: reason)
        default: return .alarm(reason: reason)
        }
    }

    /// The call with the token in it.
    package func authorize(_ call: HTTPCall, with token: Token) -> HTTPCall {
        var call = call
        switch place {
        case .query(let name):
            call.url +=
                (call.url.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + name + "=" + URLText.escaped(token.text)
        case .bearer: call.headers.append(HTTPCall.Header("Authorization", "Bearer \(token.text)"))
        }
        return call
    }

    /// Whether the answer to an authorized call says that its token is void.
    package func isTokenRefused(by reply: HTTPReply) -> Bool {
        Self.code(of: reply).map(refusals.contains) ?? false
    }

    private static func code(of reply: HTTPReply) -> Int64? {
        guard let answer = try? JSONReader.read(reply.body) else { return nil }
        return (answer["errcode"] ?? answer["code"])?.integer
    }
}
