import Channels
import Domain
import Metrics

/// What the office counts; labels come from fixed sets, never from what people write.
package struct OfficeMeter: Sendable {
    /// Counts into whatever metrics system was started.
    package init() {}

    func decided(_ acknowledgement: Acknowledgement, on channel: ChannelID) {
        Counter(
            label: "counsel_messages_total",
            dimensions: [
                ("channel", channel.text), ("decision", acknowledgement.decision.rawValue),
                ("duplicate", acknowledgement.isDuplicate ? "yes" : "no"),
            ]
        ).increment()
    }

    func ignored(_ kind: String, on channel: ChannelID) {
        Counter(label: "counsel_events_ignored_total", dimensions: [("channel", channel.text)]).increment()
    }

    func refused(_ error: ChannelError, on channel: ChannelID) {
        Counter(
            label: "counsel_webhooks_refused_total", dimensions: [("channel", channel.text), ("code", error.code)]
        ).increment()
    }

    func notStored(on channel: ChannelID) {
        Counter(label: "counsel_commit_failures_total", dimensions: [("channel", channel.text)]).increment()
    }

    func missedDeadline(on channel: ChannelID) {
        Counter(label: "counsel_late_replies_total", dimensions: [("channel", channel.text)]).increment()
    }

    func alarmed(on channel: ChannelID) {
        Counter(label: "counsel_channel_alarms_total", dimensions: [("channel", channel.text)]).increment()
    }

    func judged(_ verdict: ReplyFeedback.Verdict, isKnown: Bool, on channel: ChannelID) {
        Counter(
            label: "counsel_feedback_total",
            dimensions: [("channel", channel.text), ("verdict", isKnown ? verdict.rawValue : "unknown-reply")]
        ).increment()
    }

    func overrun(_ rule: String) {
        Counter(label: "counsel_pattern_overruns_total", dimensions: [("rule", rule)]).increment()
    }

    func delivered(_ step: DeliveryPolicy.Step, on channel: ChannelID) {
        let result =
            switch step {
            case .settle: "sent"
            case .retry: "retry"
            case .bury: "dead"
            case .reroute: "rerouted"
            case .hold: "held"
            }
        Counter(
            label: "counsel_deliveries_total", dimensions: [("channel", channel.text), ("result", result)]
        ).increment()
    }

    func alarmed(_ alarm: CaseChange.Alarm) {
        Counter(label: "counsel_case_alarms_total", dimensions: [("alarm", alarm.rawValue)]).increment()
    }
}
