/// What an adviser or office writes to act on a case: `接 1024`, `答 1024 去监察大队`, `转 1024 司法所`.
package struct StaffCommand: Hashable, Sendable {
    /// What is to be done.
    package enum Verb: String, Sendable, CaseIterable {
        case take, answer, askBack, handOver, close, release, takeUp
    }

    /// What is to be done.
    package var verb: Verb
    /// On which case; nil when no number was written.
    package var number: Int64?
    /// The words behind.
    package var rest: String

    /// Takes the parts.
    package init(_ verb: Verb, _ number: Int64? = nil, _ rest: String = "") {
        self.verb = verb
        self.number = number
        self.rest = rest
    }

    /// The words for each verb, longer ones first; behind them slips of the keyboard, which count only with a number.
    private static let words: [(Verb, words: [String], slips: [String])] = [
        (.takeUp, ["重新办理", "重新办", "重办", "重开", "再办"], []),
        (.release, ["机器人继续", "交还机器人", "放开", "放手", "放"], []),
        (.handOver, ["转交给", "移交给", "转交", "移交", "转给", "转到", "转办", "转"], ["传", "专", "赚"]),
        (.askBack, ["再问一下", "问一下", "追问", "反问", "询问", "问"], ["文", "闻"]),
        (.answer, ["答复", "回答", "回复", "解答", "答"], ["达", "搭", "回"]),
        (.close, ["办结", "结案", "完结", "办完", "结束", "关闭", "结"], ["节", "洁", "解决了"]),
        (.take, ["我来接", "接单", "接案", "我接", "接了", "接手", "收到接", "接"], ["街", "阶", "揭", "结接", "接接"]),
    ]

    /// The case that a text gives a command about, for all those who are no staff; nil for nearly everything they write.
    package static func number(in text: String) -> Int64? {
        let hasDigit = text.unicodeScalars.contains { "0"..."9" ~= $0 || "０"..."９" ~= $0 }
        return hasDigit ? read(text)?.number : nil
    }

    /// Reads a command; nil for anything else.
    ///
    /// Full-width signs, blanks anywhere around the number and common slips are read; a verb without a number must stand
    /// alone or be followed by a blank or a colon, since people also just talk.
    package static func read(_ text: String) -> StaffCommand? {
        let halved = halfWidth(text)
        var line = halved[...]
        trim(&line)
        while line.first == "#" || line.first == "/" { line = line.dropFirst() }
        for prefix in ["请", "帮我", "我"] where line.hasPrefix(prefix) && !line.hasPrefix("我接") && !line.hasPrefix("我来接") {
            line = line.dropFirst(prefix.count)
        }
        if let (number, behind) = number(at: line) { return read(number, before: behind) }
        for (verb, words, slips) in words {
            for word in words + slips where line.hasPrefix(word) {
                let behind = line.dropFirst(word.count)
                if let (number, rest) = number(at: skipSeparators(behind)) {
                    return StaffCommand(verb, number, cleaned(rest))
                }
                if words.contains(word), isBare(behind) { return StaffCommand(verb, nil, cleaned(behind)) }
            }
        }
        return nil
    }

    /// `1024 接`, `1024答 去监察大队`.
    private static func read(_ number: Int64, before behind: Substring) -> StaffCommand? {
        let line = skipSeparators(behind)
        for (verb, words, slips) in words {
            for word in words + slips where line.hasPrefix(word) {
                let rest = line.dropFirst(word.count)
                if verb == .take || verb == .close || verb == .release || verb == .takeUp {
                    guard cleaned(rest).isEmpty else { continue }
                }
                return StaffCommand(verb, number, cleaned(rest))
            }
        }
        return nil
    }

    private static func isBare(_ behind: Substring) -> Bool {
        guard let first = behind.first else { return true }
        return first.isWhitespace || ":,.。，!".contains(first)
    }

    /// A case number of three to seven digits, with blanks between them allowed while it has not four; and what follows.
    private static func number(at line: Substring) -> (Int64, Substring)? {
        var digits = ""
        var rest = line
        while let character = rest.first {
            if let digit = character.wholeNumberValue, character.isASCII, (0...9).contains(digit) {
                digits.append(character)
            } else if !character.isWhitespace || digits.isEmpty || digits.count >= 4 {
                break
            }
            rest = rest.dropFirst()
        }
        guard (3...7).contains(digits.count), let number = Int64(digits) else { return nil }
        for suffix in ["号案件", "号案", "号"] where rest.hasPrefix(suffix) { return (number, rest.dropFirst(suffix.count)) }
        return (number, rest)
    }

    private static func skipSeparators(_ line: Substring) -> Substring {
        var rest = line.drop { $0.isWhitespace || ":,.、#-—".contains($0) }
        for word in ["编号", "案件", "案"] where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
        return rest.drop { $0.isWhitespace || ":,.、#-—".contains($0) }
    }

    private static func cleaned(_ line: Substring) -> String {
        var rest = line.drop { $0.isWhitespace || ":,、-—".contains($0) }
        trim(&rest)
        return String(rest)
    }

    private static func trim(_ line: inout Substring) {
        line = line.drop(while: \.isWhitespace)
        while line.last?.isWhitespace == true { line = line.dropLast() }
    }

    /// Full-width digits, colons, number signs and blanks as their ASCII likes; everything else as it stands.
    private static func halfWidth(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0xFF10...0xFF19, 0xFF1A, 0xFF03: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
                    case 0x3000, 0xA0: " "
                    default: scalar
                    }
                }))
    }
}
