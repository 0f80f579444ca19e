/// A number with which a villager answers a menu.
package enum MenuNumber {
    private static let words: [String: Int] = [
        "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]

    /// What people put before and behind the number, in the order in which it comes off.
    private static let prefixes = ["我想问", "我问的是", "我要问", "我选", "我要", "就选", "就是", "选择", "选", "回复", "第"]
    private static let suffixes = [
        "。", ".", "、", ",", "!", "~", "吧", "嘛", "噻", "哈", "啊", "的", "那个", "这个", "个", "项", "号", "条",
    ]

    /// Reads 1…`highest` (9 at most) from `2`, `第二个`, `选2`, `我要问第二个嘛`, `二`; nil for anything longer.
    package static func read(_ text: String, upTo highest: Int = 3) -> Int? {
        var rest = Substring(text)
        for prefix in prefixes where rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
        for suffix in suffixes where rest.hasSuffix(suffix) { rest = rest.dropLast(suffix.count) }
        guard rest.count == 1 else { return nil }
        let number = Int(rest) ?? words[String(rest)]
        return number.flatMap { $0 >= 1 && $0 <= highest ? $0 : nil }
    }

    private static let scores: [String: Int] = [
        "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "非常满意": 5, "很满意": 5, "满意": 4, "一般": 3, "不满意": 2,
        "很不满意": 1, "非常不满意": 1,
    ]

    /// Reads how content somebody is, 1…5, from `5`, `5分`, `五分`, `满意`; nil for anything longer.
    package static func rating(_ text: String) -> Int? {
        var rest = Substring(text)
        for prefix in ["我打", "打", "给"] where rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
        for suffix in ["。", ".", "!", "了", "分", "星"] where rest.hasSuffix(suffix) {
            rest = rest.dropLast(suffix.count)
        }
        let number = rest.count == 1 ? Int(rest) ?? scores[String(rest)] : scores[String(rest)]
        return number.flatMap { (1...5).contains($0) ? $0 : nil }
    }
}
