import Content
import Desk
import Domain
import Store

/// One line of a month's plan, as commands print it.
struct CampaignOutput: Encodable {
    let day: String
    let campaign: String
    let theme: String
    let title: String
    let places: Int
    let approved: Int
    let sent: Int
    let failed: Int
    let unreachable: [String]

    init(_ push: PlannedPush, _ desk: CampaignDesk, _ pushes: [Push]) {
        let own = pushes.filter { $0.campaign == push.campaign.id && $0.dueOn == push.day }
        let addresses = desk.addresses(of: push.campaign)
        day = push.day.description
        campaign = push.campaign.id
        theme = push.campaign.theme
        title = desk.title(of: push)
        places = addresses.count
        approved = own.count
        sent = own.count { $0.state == .sent }
        failed = own.count { $0.failure != nil }
        unreachable = addresses.filter { $0.failure != nil }.map(\.name)
    }
}

/// A text before it is approved, as commands print it.
struct PreviewOutput: Encodable {
    struct Missing: Encodable {
        let name: String
        let why: String
    }

    let title: String
    let text: String
    let reached: [String]
    let unreachable: [Missing]

    init(_ preview: CampaignDesk.Preview) {
        title = preview.title
        text = preview.text
        reached = preview.addresses.filter { $0.failure == nil }.map(\.target)
        unreachable = preview.addresses.compactMap { address in
            address.failure.map { Missing(name: address.name, why: $0) }
        }
    }
}

/// A suggestion, as commands print it.
struct SuggestionOutput: Encodable {
    let answer: String
    let title: String
    let questions: Int
    let villages: Int

    init(_ suggestion: CampaignSuggestion) {
        answer = suggestion.answer.text
        title = suggestion.title
        questions = suggestion.questions
        villages = suggestion.villages
    }
}
