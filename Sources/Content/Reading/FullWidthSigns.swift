/// Full-width signs where only half-width ones mean something: they look alike, and what holds one never matches.
enum FullWidthSigns {
    /// What separates and encloses in keywords.
    static let ofKeywords: Set<Character> = ["＋", "｜", "｛", "｝", "（", "）"]
    /// What steers a pattern.
    static let ofPatterns: Set<Character> = [
        "＋", "｜", "｛", "｝", "（", "）", "［", "］", "＊", "？", "．", "＾", "＄", "＼",
    ]

    /// Warns of the first one in a text, at its own column.
    static func review(_ text: Located<String>, for signs: Set<Character>, _ what: String, into log: FindingLog) {
        guard let (offset, sign) = text.value.enumerated().first(where: { signs.contains($1) }),
            let scalar = sign.unicodeScalars.first, let half = Unicode.Scalar(scalar.value - 0xFEE0)
        else { return }
        var place = text.location
        place.column += offset
        let advice =
            half == "(" && what == "关键词"
            ? "关键词里不用括号，要分几种说法就写成“甲|乙 + 丙”" : "改成英文的“\(half)”"
        log.warning(place, "\(what)“\(text.value)”里的“\(sign)”是中文的，对不上：\(advice)", rule: "full-width-sign")
    }
}
