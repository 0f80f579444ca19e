/// Finds the case numbers in the words of a quoted ping.
enum QuotedPing {
    /// `【待接咨询 1024】…` has one; a list, `【3件待办】`, has one at the head of each line.
    static func numbers(in text: String) -> [Int64] {
        guard let open = text.firstIndex(of: "【"), let close = text[open...].firstIndex(of: "】") else { return [] }
        let head = text[text.index(after: open)..<close]
        if head.hasSuffix("待办") {
            return text[close...].split(whereSeparator: \.isNewline).compactMap { number(at: $0) }
        }
        return head.split(separator: " ").last.flatMap { number(at: $0) }.map { [$0] } ?? []
    }

    private static func number(at line: Substring) -> Int64? {
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        return (3...7).contains(digits.count) ? Int64(digits) : nil
    }
}
