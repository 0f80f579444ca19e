import Domain
import Foundation

extension SmallOffice {
    /// Writes a catalog and a directory that are complete and without findings.
    package static func writeFiles(to folder: TemporaryFolder) throws {
        try folder.write(intents, to: "intents/intents.yaml")
        try folder.write(words, to: "intents/words.yaml")
        try folder.write(intakes, to: "intents/intakes.yaml")
        let lines = Decision.Line.allCases.map { "  \($0.rawValue): 话术-\($0.rawValue) {{case.number}}{{choices}}" }
        try folder.write("replies:\n" + lines.joined(separator: "\n") + "\n", to: "intents/replies.yaml")
        // The office's own people read the shipped lines.
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        try folder.write(
            String(contentsOf: root.appending(path: "intents/staff.yaml"), encoding: .utf8), to: "intents/staff.yaml")
        for (name, title, sensitivity) in [
            ("wages", "拖欠工资怎么要", "public"), ("divorce", "怎么离婚", "public"), ("violence", "家里打人", "private"),
            ("danger", "马上报警", "public"),
        ] {
            try folder.write(answer(name, title, sensitivity), to: "faq/a/\(name).md")
        }
        try folder.write(directory, to: "directory/directory.yaml")
    }

    private static func answer(_ name: String, _ title: String, _ sensitivity: String) -> String {
        """
        ---
        id: a/\(name)
        title: \(title)
        cites: [试验法 1]
        reviewed: 2026-11-20
        review-by: 2027-11-20
        sensitivity: \(sensitivity)
        next: [hotline]
        ---
        短答\(name)，打{{service.hotline.phone}}。

        ## 怎么办
        1. 找{{adviser.name}}。
        """
    }

    private static let intents = """
        intents:
          - id: labor.wages
            topic: labor
            name: 拖欠工资
            answer: a/wages
            keywords: ["{boss} + 欠 + 工资", 讨薪]
            patterns: ['工资.{0,6}(不给|不发)']
            examples: [老板欠我工资怎么办, 工资一直不发, 怎么讨薪]
            counterexamples: [怎么离婚]
          - id: marriage.divorce
            topic: marriage
            name: 离婚
            answer: a/divorce
            keywords: [离婚 + 手续, 想离婚]
            examples: [想离婚怎么办, 离婚手续怎么办, 我想离婚]
            counterexamples: [怎么讨薪]
          - id: marriage.violence
            topic: marriage
            name: 家庭暴力
            answer: a/violence
            keywords: [老公 + 打我, 家暴]
            examples: [老公打我怎么办, 被家暴了怎么办, 家暴怎么处理]
            counterexamples: [怎么讨薪]
        emergencies:
          - id: emergency.violence
            kind: violence
            name: 正在打人
            answer: a/danger
            keywords: [正在打人, 救命 + 打]
            examples: [快来正在打人, 他正在打人, 救命有人打我]
            counterexamples: [他去年打过我]
        commands:
          - {id: command.human, command: human, name: 转人工, keywords: [转人工], examples: [转人工, 我要转人工, 请转人工], counterexamples: [工人]}
          - {id: command.erase, command: erase, name: 删除, keywords: [删除我的记录], examples: [删除我的记录, 请删除我的记录, 帮我删除我的记录], counterexamples: [记录]}
          - {id: command.confirm, command: confirm-erasure, name: 确认, keywords: [确认删除], examples: [确认删除, 我确认删除, 确认删除吧], counterexamples: [确认]}
          - {id: command.contact, command: contact, name: 联系, keywords: [律师电话], examples: [律师电话, 要律师电话, 给个律师电话], counterexamples: [电话]}
        signals:
          - {id: signal.question, name: 问, keywords: [怎么, 吗], examples: [怎么办, 怎么走, 是吗], counterexamples: [好]}
          - {id: signal.legal-vague, name: 法律, keywords: [告, 工资, 离婚], examples: [我要告, 要工资, 闹离婚], counterexamples: [好]}
          - {id: signal.thanks, name: 谢, keywords: [谢谢], examples: [谢谢, 谢谢你, 多谢谢谢], counterexamples: [好]}
        """

    private static let intakes = """
        intakes:
          - service: mediation
            names: [调解, 说和]
            topic: labor
            opening: 开场白。
            cites: [试验法 1]
            questions:
              - {id: matter, label: 事项, ask: 哪一类, choices: [家里的事, 邻居的事, 土地的事]}
              - {id: who, label: 称呼, ask: 怎么称呼, kind: name}
              - {id: where, label: 地方, ask: 哪个村, kind: place}
              - {id: phone, label: 电话, ask: 留个电话, kind: phone, private: true}
            verdicts:
              - {id: home, when: {matter: [1]}, say: 家里的事好商量。}
              - {id: other, say: 先请人看看。}
        """

    private static let words = """
        topics: [{id: labor, name: 劳动}, {id: marriage, name: 婚姻}]
        concepts:
          boss: [老板, 包工头]
        dialect:
          - {from: [咋个, 咋], to: 怎么}
        pairs: [離离]
        laws:
          - {title: 试验法, short: [试验法], status: in-force, effective: 2020-01-01, articles: 3}
        """

    private static let directory = """
        townships: [{id: town, name: 试验镇, office: office, mediation: mediator}]
        villages:
          - {id: v-1, name: 试验村, township: town, groups: [neutral/g-1], adviser: adviser, deputies: []}
        people:
          - id: adviser
            role: adviser
            name: 试验村法律顾问
            contacts: [{channel: robot, to: town, mention: w-adviser}]
            senders: [neutral/u-adviser]
            hours: {mon: "09:00-12:00,14:00-18:00", tue: "09:00-12:00,14:00-18:00"}
          - id: office
            role: office
            name: 试验镇司法所
            contacts: [{channel: robot, to: town, mention: w-office}]
            hours: {mon: "09:00-17:00"}
          - id: mediator
            role: mediator
            name: 试验镇调解室
            contacts: [{channel: robot, to: town, mention: w-mediator}]
            senders: [neutral/u-mediator]
            hours: {mon: "09:00-17:00"}
          - id: duty
            role: duty
            name: 区值班
            contacts: [{channel: robot, to: town, mention: w-duty}]
            hours: {mon: "00:00-24:00", tue: "00:00-24:00", wed: "00:00-24:00", thu: "00:00-24:00", fri: "00:00-24:00", sat: "00:00-24:00", sun: "00:00-24:00"}
        services:
          - {id: hotline, name: 热线, phone: "12348", hours: 全天, kind: hotline}
          - {id: mediation, name: 调解室, phone: "12348", hours: 工作日, kind: mediation}
        """
}
