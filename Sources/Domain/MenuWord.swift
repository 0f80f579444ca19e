/// A word with which a villager answers a menu: `财产`, `孩子的事`.
package enum MenuWord {
    /// Longer messages are read as a fresh question.
    static let longest = 12

    private static let prefixes = ["我想问", "我问的是", "我要问", "我是问", "就是", "是", "问", "那个", "选"]
    private static let suffixes = ["。", ".", "!", "~", "吧", "嘛", "噻", "哈", "那个", "这个", "的问题", "的事情", "的事", "的"]

    /// The place of the only name that holds the word, nil for none or several; one character names nothing.
    package static func read(_ text: String, among names: [String]) -> Int? {
        guard text.count <= longest else { return nil }
        var rest = Substring(text)
        for prefix in prefixes where rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
        for suffix in suffixes where rest.hasSuffix(suffix) { rest = rest.dropLast(suffix.count) }
        guard rest.count >= 2 else { return nil }
        let holders = names.indices.filter { names[$0].contains(rest) }
        return holders.count == 1 ? holders[0] : nil
    }
}
