import Testing

@testable import Domain

struct MaskingTests {
    @Test(arguments: [
        ("我电话13800138000，打给我", "我电话138****8000，打给我"),
        ("8613800138000", "86138****8000"),
        ("+8613800138000", "+86138****8000"),
        ("138 0013 8000", "138 **** 8000"),
        ("打+86 138-0013-8000。", "打+86 138-****-8000。"),
        ("１３８００１３８０００", "１３８****８０００"),
        ("身份证510812199001011234", "身份证**************1234"),
        ("51081219900101123X是我的", "**************123X是我的"),
        ("51081219900101123x", "**************123x"),
        ("卡号6222021234567890123", "卡号***************0123"),
        ("一个13800138000两个13900139000", "一个138****8000两个139****9000"),
    ])
    func `a number that names a person is reduced to its ends`(_ text: String, _ masked: String) {
        #expect(Masking.mask(text) == masked)
    }

    @Test(arguments: [
        ("我的号是幺三八零零幺三八零零零", "我的号是幺三八****八零零零"),
        ("一三八，零零一三，八零零零", "一三八，****，八零零零"),
        ("身份证五一零八一二一九九零零一零一一二三四", "身份证**************一二三四"),
        ("138-00138000", "138-****8000"),
        ("138、0013、8000", "138、****、8000"),
        ("座机0839-8622345", "座机0839-*****45"),
        ("08398622345打得通", "0839*****45打得通"),
        ("010-62223344", "010-******44"),
        ("家里电话8622345", "家里电话*****45"),
        ("510812 19900101 1239", "****** ******** 1239"),
        ("110105-19491231-002X", "******-********-002X"),
        ("510812-19900101-123X", "510812-19900101-123X"),
        ("4111 1111 1111 1111", "**** **** **** 1111"),
    ])
    func `spoken, grouped and fixed-line numbers are hidden too`(_ text: String, _ masked: String) {
        #expect(Masking.mask(text) == masked)
    }

    @Test(arguments: [
        ("我叫张三，老板欠钱", "我叫张*，老板欠钱"),
        ("我叫王小明我老公打我", "我叫王**我老公打我"),
        ("姓名：欧阳小红 电话", "姓名：欧阳** 电话"),
        ("姓名李四", "姓名李*"),
        ("我的名字是赵铁柱。", "我的名字是赵**。"),
        ("那个人叫刘二娃", "那个人叫刘**"),
        ("川H12345撞了我", "川H*****撞了我"),
        ("车牌川H·1234A", "车牌川H·*****"),
        ("粤BD12345的新能源车", "粤B******的新能源车"),
        ("住3栋2单元501室", "住*栋*单元***室"),
        ("我家在5组12号", "我家在5组**号"),
        ("幸福路十二号", "幸福路**号"),
        ("加我微信zhangsan123", "加我微信zh*********"),
        ("QQ：123456789", "QQ：12*******"),
    ])
    func `names, plates, house numbers and accounts are hidden`(_ text: String, _ masked: String) {
        #expect(Masking.mask(text) == masked)
    }

    @Test(arguments: [
        "", "欠我3000块", "2026年11月23日", "110", "12348", "案号20261123", "21345678901", "138-0013-80001", "138 0013 800",
        "2026-11-23 2026-12-31", "第1234567890号", "x", "X", "工钱12 000元", "3月12号开的庭", "我叫他还钱他不还",
        "叫王律师来讲一下", "1000 2000 3000 4000", "一五一十讲清楚", "三三两两的人", "二〇二六年", "我们村12号开会",
        "云A老师", "微信转账5000元", "欠了10000 20000 30000", "名字写错了", "本人高度重视这件事情",
    ])
    func `other numbers and words stay`(_ text: String) {
        #expect(Masking.mask(text) == text)
        #expect(Masking.masked(text) == nil)
    }

    @Test(arguments: [
        "13800138000和510812199001011234，138 0013 8000", "我叫王小明，住5组12号，川H12345", "微信zhangsan123",
        "这就/叫欺qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq予", String(repeating: "q", count: 218) + "\n\n",
        "打13800131380-1234-567",
    ])
    func `masking again changes nothing`(_ text: String) {
        let once = Masking.mask(text)

        #expect(once != text)
        #expect(Masking.mask(once) == once)
    }

    @Test func `an ID card is known by its region, date and check digit`() {
        #expect(PersonalNumber.isIDCard([5, 1, 0, 8, 1, 2, 1, 9, 9, 0, 0, 1, 0, 1, 1, 2, 3, 9]))
        #expect(!PersonalNumber.isIDCard([5, 1, 0, 8, 1, 2, 1, 9, 9, 0, 0, 1, 0, 1, 1, 2, 3, 4]))
        #expect(!PersonalNumber.isIDCard([5, 1, 0, 8, 1, 2, 1, 9, 9, 0, 1, 3, 0, 1, 1, 2, 3, 4]))
        #expect(PersonalNumber.isIDCard([1, 1, 0, 1, 0, 5, 1, 9, 4, 9, 1, 2, 3, 1, 0, 0, 2, 10]))
    }

    @Test func `a bank card is known by its last digit`() {
        #expect(PersonalNumber.isBankCard([4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]))
        #expect(!PersonalNumber.isBankCard([4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]))
        #expect(!PersonalNumber.isBankCard([]))
    }

    @Test func `a summary is one line, masked and cut`() {
        #expect(Masking.summary("老板欠钱\n电话13800138000\r\n咋办") == "老板欠钱 电话138****8000 咋办")
        #expect(Masking.summary(String(repeating: "字", count: 90)) == String(repeating: "字", count: 90))
        #expect(Masking.summary(String(repeating: "字", count: 91)) == String(repeating: "字", count: 90) + "…")
        #expect(Masking.summary("一二三四五", characters: 3) == "一二三…")
    }

    @Test(arguments: [
        ("走访王桂芳", "走访王**"), ("帮李大柱申请法律援助", "帮李**申请法律援助"), ("张三和李四邻里纠纷", "张*和李*邻里纠纷"),
        ("看望欧阳美珍", "看望欧阳**"), ("陈老汉家继承的事", "陈**家继承的事"),
        ("为周小妹写诉状，电话13800138000", "为周**写诉状，电话138****8000"), ("劝解郑铁牛夫妇", "劝解郑**夫妇"),
    ])
    func `a title that stays for good names nobody in full`(_ title: String, _ masked: String) {
        #expect(Masking.title(title) == masked)
        #expect(Masking.title(masked) == masked)
    }

    @Test(arguments: [
        "民法典讲座", "农民工讨薪讲法", "走访高山村", "为单位职工讲课", "给高速公路沿线讲法", "房屋买卖合同审查", "帮村民看合同", "走访张家社区",
        "安全生产讲座", "和解协议审查",
    ])
    func `a title without a person stays as it is`(_ title: String) {
        #expect(Masking.title(title) == title)
    }
}
