import Content
import Testing

@testable import Understanding

struct NormalizerTests {
    private let normalizer = Normalizer(
        {
            var lexicon = Lexicon()
            lexicon.variants = ["離": "离", "車": "车"]
            return lexicon
        }())

    private func expectNormal(_ text: String, _ expected: String) {
        #expect(normalizer.normalize(text).text == expected)
    }

    @Test(arguments: [
        ("老板欠我工钱怎么办？", "老板欠我工钱怎么办?"), ("離婚", "离婚"), ("ＷｉＦｉ", "wifi"), ("离\u{200B}婚", "离婚"), ("", ""),
    ])
    func `characters fold`(_ text: String, _ expected: String) { expectNormal(text, expected) }

    @Test(arguments: [
        ("离 婚", "离婚"), ("离　婚", "离婚"), ("离\n婚", "离婚"), ("  离婚  ", "离婚"), ("离 \u{200B} 婚", "离婚"), ("欠 3 万", "欠3万"),
        ("wifi 6 怎么办", "wifi 6怎么办"), ("app 退款", "app退款"), ("a  b\t\nc", "a b c"), (" \n ", ""),
    ])
    func `blanks between Chinese characters go, between words they stay`(_ text: String, _ expected: String) {
        expectNormal(text, expected)
    }

    @Test(arguments: [
        ("怎么办😭😭", "怎么办"), ("离❤️婚", "离婚"), ("2️⃣", "2"), ("👨‍👩‍👧离婚", "离婚"), ("😀", ""),
        ("[捂脸]工钱", "工钱"), ("工[图片]钱", "工钱"), ("[动画表情]", ""), ("[捂脸][捂脸]好", "好"), ("[[捂脸]", "["),
        ("［捂脸］好", "好"), ("[一二三四五]", "[一二三四五]"), ("[]", "[]"), ("[", "["), ("]", "]"), ("好]", "好]"), ("[好", "[好"),
        ("【通知】开会", "【通知】开会"), ("【好]", "【好]"), ("ok [捂脸] go", "ok go"), ("ok[捂脸]go", "okgo"),
    ])
    func `pictures go, words in brackets stay`(_ text: String, _ expected: String) { expectNormal(text, expected) }

    @Test(arguments: [
        ("看https://x.cn/a?b=1#c这个", "看这个"), ("http://x.cn", ""), ("HTTPS://X.CN 离婚", "离婚"), ("看 http://x.cn/离婚", "看离婚"),
        ("app http://x.cn go", "app go"), ("http:/一", "http:/一"), ("https", "https"), ("http://a@b.cn 离婚", "离婚"),
        ("http://x.cn\n离婚", "离婚"), ("离婚 http://x.cn", "离婚"), ("a http://x.cn", "a"),
    ])
    func `addresses of pages go`(_ text: String, _ expected: String) { expectNormal(text, expected) }

    @Test(arguments: [
        ("@张三 老板欠薪", "老板欠薪"), ("@张三\u{2005}老板欠薪", "老板欠薪"), ("老板@张三 欠薪", "老板欠薪"), ("老板欠薪@张三", "老板欠薪"),
        ("老板欠薪 @张三", "老板欠薪"), ("@张三 @李四 老板欠薪", "老板欠薪"), ("老板欠薪 @张三 @李四", "老板欠薪"), ("@张三", "@张三"), ("@", "@"),
        ("@ 老板", "老板"), ("＠张三 老板", "老板"), ("app @张三 退款", "app退款"), ("app @张三 go", "app go"),
        ("ok @张三", "ok"), ("[@张三]你好 吗", "你好吗"), ("@张三[捂脸] 好", "好"),
        ("@这是一句没有空格的很长很长的话它不是名字因为名字不会这么长 好", "@这是一句没有空格的很长很长的话它不是名字因为名字不会这么长好"),
    ])
    func `names go, at the start, in the middle and at the end`(_ text: String, _ expected: String) {
        expectNormal(text, expected)
    }

    @Test func `a message is looked at up to the limit`() {
        let long = normalizer.normalize(String(repeating: "离婚", count: Normalizer.limit))

        #expect(long.scalars.count == Normalizer.limit)
        #expect(normalizer.normalize(String(repeating: "😀", count: 5_000) + "离婚").text == "离婚")
    }

    @Test func `a pattern keeps the case of its letters, but not traditional characters or width`() {
        #expect(normalizer.fold(pattern: "離婚\\D+，\\S") == "离婚\\D+,\\S")
    }
}
