import Domain

/// Why a decision came out as it did, in Chinese sentences with the numbers that it was measured by.
struct DecisionGrounds {
    let sentences: [String]

    init(_ decision: Decision, _ heard: Interpretation, _ policy: ServicePolicy) {
        let number = Explanation.hundredths
        func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
        let best = heard.candidates.first
        let rival = heard.candidates.dropFirst().first { $0.topic != best?.topic }
        /// How far the best is ahead of the next of another topic.
        func lead(_ needed: Double) -> String {
            guard let best, let rival else { return "没有别的主题来争" }
            let share = best.weight > 0 ? (best.weight - rival.weight) / best.weight : 0
            return "比别的主题里最像的 \(rival.intent) 领先 \(percent(share))（要 \(percent(needed))）"
        }
        func height(_ needed: Double) -> String {
            best.map { "最像的 \($0.intent) 得 \(number($0.score))（要 \(number(needed))）" } ?? "没有碰上哪个意图"
        }
        switch decision.reason {
        case .clear: sentences = [height(policy.answerScore), lead(policy.answerLead)]
        case .overheardClear, .overheard:
            let isLegal = heard.signals.contains(.legalVague)
            let question = heard.isQuestion ? "是在问问题" : "没有听出是在问问题，或者是在转述、讲往事、通知、开玩笑"
            sentences = [
                "没有@小助手，\(question)",
                height(isLegal ? policy.overheardScore : policy.overheardPlainScore)
                    + (isLegal ? "，说到了法律上的词" : "，没说到法律上的词"),
                lead(policy.overheardLead),
            ]
        case .alreadyAnswered: sentences = ["\(policy.repeatMinutes) 分钟内在这个群答过同一篇，只指个路"]
        case .sensitive: sentences = ["这篇答案标着 private，群里不说全文"]
        case .stale: sentences = ["这篇答案已到复核日，先转顾问确认"]
        case .close:
            sentences = [
                height(policy.answerScore), lead(policy.answerLead),
                "有 \(decision.choices.count) 个过了 \(number(policy.offerScore))，给选项",
            ]
        case .vague: sentences = ["听得出是法律上的事，但不够具体：" + height(policy.answerScore) + "；先追问一次"]
        case .unknown: sentences = [height(policy.offerScore), "没有够像的，也不追问第二次"]
        case .menuChoice: sentences = ["回的是菜单里的号码"]
        case .menuExpired: sentences = ["回的是号码，但没有等着选的菜单（\(policy.menuMinutes) 分钟就作废）"]
        case .askedForHuman: sentences = ["要求找人"]
        case .contact: sentences = ["问顾问是谁、怎么联系"]
        case .solved: sentences = ["说解决了"]
        case .unsolved: sentences = ["说没解决"]
        case .erase: sentences = ["要求删掉记录，先问一遍是不是当真"]
        case .erased: sentences = ["确认要删，已经删了"]
        case .withdrawn: sentences = ["说不问了"]
        case .rated: sentences = ["说满不满意"]
        case .casework: sentences = ["顾问或司法所在办案"]
        case .danger: sentences = ["有正在发生的危险：\(heard.emergency?.rule ?? "")；紧急先于一切"]
        case .takenOver: sentences = ["顾问已经接了这个人的案子，机器人不插话"]
        case .staff: sentences = ["说话的是顾问或司法所，没有@小助手"]
        case .greeting: sentences = ["除了@，什么也没说"]
        case .thanks: sentences = ["只是道谢"]
        case .unsupported: sentences = ["消息里没有文字"]
        case .serviceAsked: sentences = ["要登记一样服务，一次问一样（\(policy.intakeMinutes) 分钟没有回话就作废）"]
        case .serviceTaken: sentences = ["登记的几样都问完了，记成一件"]
        case .serviceCancelled: sentences = ["登记到一半，说不办了"]
        }
    }
}
