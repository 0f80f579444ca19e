package import Channels
package import Content
import Domain

/// What the configured channels can do, as a table for the people who choose between them.
package struct CapabilityTable: Sendable {
    /// The names of the columns.
    package static let columns = [
        "通道", "种类", "群里听得到", "当场回复", "过后再回复", "主动发", "私信群成员", "@人", "一条最多（字节）", "每分钟最多",
    ]

    /// One row a channel, in the order of the config file.
    package let rows: [[String]]

    /// Takes the entries of the config file and the channels built from them.
    package init(_ entries: [Settings.ChannelEntry], _ channels: ChannelRegistry) {
        rows = entries.compactMap { entry in
            channels.capabilities(of: entry.id).map { Self.row(entry, $0) }
        }
    }

    /// The table in Markdown.
    package var markdown: String {
        let lines = [Self.columns, Self.columns.map { _ in "---" }] + rows
        return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n") + "\n"
    }

    private static func row(_ entry: Settings.ChannelEntry, _ can: ChannelCapabilities) -> [String] {
        [
            entry.id.text, entry.kind, words(can.hearing), inline(can), words(can.lateReply), yes(can.pushes),
            yes(can.repliesPrivately), yes(can.mentions), "\(can.maximumBytes)",
            can.perMinute.map { "\($0) 条" } ?? "不限",
        ]
    }

    private static func words(_ hearing: ChannelCapabilities.Hearing) -> String {
        switch hearing {
        case .everything: "所有的话"
        case .mentions: "只有@它的"
        case .privateChats: "没有群，只有私聊"
        case .nothing: "不听，只发"
        }
    }

    private static func inline(_ can: ChannelCapabilities) -> String {
        guard can.repliesInline else { return "不行" }
        return can.inlineSeconds.map { "\($0) 秒内" } ?? "行"
    }

    private static func words(_ late: ChannelCapabilities.LateReply) -> String {
        switch late {
        case .never: "不行"
        case .always: "随时"
        case .within(let seconds) where seconds % 3_600 == 0: "\(seconds / 3_600) 小时内"
        case .within(let seconds): "\(seconds / 60) 分钟内"
        }
    }

    private static func yes(_ can: Bool) -> String { can ? "行" : "不行" }
}
