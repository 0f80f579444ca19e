package import Domain

extension WeComKF {
    /// One page of what was written to an account.
    package struct Page: Equatable, Sendable {
        /// The messages of users, in their order.
        package var messages: [InboundMessage]
        /// What else was in it, by its kind: what staff said, and events.
        package var ignored: [String]
        /// Where the next page begins.
        package var cursor: String
        /// Whether there is another page now.
        package var hasMore: Bool
    }

    /// An answer that is no page.
    package struct Refused: Error, Hashable, Sendable {
        /// What it means, as for a message that is sent.
        package let verdict: DeliveryVerdict
    }

    /// The most messages of one page, which is the platform's limit.
    private static let pageLimit: Int64 = 1_000

    /// The call that fetches a page; a nil cursor begins three days ago.
    package func fetch(_ account: String, from cursor: String?, token: String?) -> HTTPCall {
        .json(
            WeComAPI.url(settings.apiURL, "kf/sync_msg"),
            [
                "cursor": .string(cursor ?? ""), "token": .string(token ?? ""), "limit": .number("\(Self.pageLimit)"),
                "voice_format": 0, "open_kfid": .string(account),
            ])
    }

    /// Reads a page; what is no message of a user is passed over, so that nothing can block what comes after it.
    package func page(in reply: HTTPReply, of account: String) throws(Refused) -> Page {
        let verdict = PlatformCode.verdict(on: reply, of: .weCom)
        guard verdict == .delivered else { throw Refused(verdict: verdict) }
        guard let answer = try? JSONReader.read(reply.body), let cursor = answer["next_cursor"]?.string,
            cursor.utf8.count <= 1_024, let list = (answer["msg_list"] ?? []).array
        else { throw Refused(verdict: .retry(reason: "unreadable page")) }
        var page = Page(messages: [], ignored: [], cursor: cursor, hasMore: answer["has_more"]?.integer == 1)
        for entry in list {
            // 3 is a user, 4 the platform, 5 a member of staff.
            guard entry["origin"]?.integer == 3 else {
                let kind = entry["event"]?["event_type"]?.string ?? "origin-\(entry["origin"]?.scalar ?? "none")"
                page.ignored.append(Identity.kind(kind))
                continue
            }
            if let message = try? message(entry, of: account) {
                page.messages.append(message)
            } else {
                page.ignored.append("unreadable")
            }
        }
        return page
    }

    private func message(_ entry: JSONValue, of account: String) throws(ChannelError) -> InboundMessage {
        let user = try Identity.require(entry["external_userid"]?.string)
        guard let type = entry["msgtype"]?.string, let sentAt = entry["send_time"] else { throw .malformed }
        let content: InboundMessage.Content
        if type == "text" {
            guard let words = entry["text"]?["content"]?.string else { throw .malformed }
            content = .text(MentionText.strip([], from: words))
        } else {
            content = .unsupported(kind: Identity.kind(type))
        }
        let conversation = try Identity.require("\(account)/\(user)")
        return InboundMessage(
            conversation: Conversation(channel: id, id: ConversationID(conversation), kind: .private),
            sender: SenderID(user), id: MessageID(try Identity.require(entry["msgid"]?.string)), content: content,
            sentAt: try sentAt.requireMoment(), recipient: account)
    }
}
