import Testing

@testable import Domain

struct MenuNumberTests {
    @Test(arguments: [
        ("1", 1), ("2", 2), ("3", 3), ("一", 1), ("二", 2), ("两", 2), ("三", 3), ("2.", 2), ("2。", 2), ("2、", 2),
        ("2!", 2), ("第一个", 1), ("第2个", 2), ("第三项", 3), ("选2", 2), ("我选3", 3), ("选第二个", 2), ("我选第一条。", 1),
        ("3号", 3), ("2个", 2), ("2吧", 2), ("我要问第二个嘛", 2), ("选第2个", 2), ("就选1", 1), ("第三个的", 3),
    ])
    func `a number that answers a menu is read`(_ text: String, _ number: Int) {
        #expect(MenuNumber.read(text) == number)
    }

    @Test(arguments: [
        "", "0", "4", "9", "10", "12", "-1", "+1", "1 2", "四", "十", "个", "第", "我选", "第一个怎么办", "二婚", "三个月", "一年",
        "1万", "1/2", "no1", "我",
    ])
    func `anything longer or else is no menu number`(_ text: String) {
        #expect(MenuNumber.read(text) == nil)
    }
}
