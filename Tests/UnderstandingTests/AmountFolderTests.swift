import Content
import Domain
import Testing

@testable import Understanding

/// Sums of money under the lexicon that the project ships.
struct AmountFolderTests {
    private let normalizer = ShippedCatalog.compiled.normalizer

    @Test(arguments: [
        "一万五", "1.5w", "1.5W", "1.5万", "一点五万", "一万五千块", "15000块", "15000元", "15,000元", "1w5", "1万5", "1万5千", "一萬五",
        "壹万伍仟元",
        "１.５万", "15k", "一万五千多块",
    ])
    func `a sum is the same however it is written`(_ text: String) {
        #expect(normalizer.normalize(text).text == "15000元")
    }

    @Test(arguments: [
        ("两千三", "2300元"), ("三百八", "380元"), ("5k", "5000元"), ("十来万", "100000元"), ("二十多万", "200000元"),
        ("十几万块", "100000元"),
        ("一千零五", "1005元"), ("一万零五百", "10500元"), ("三百八十五块", "385元"), ("2亿", "200000000元"), ("三千万", "30000000元"),
        ("借了我五千块钱不还", "借了我5000元钱不还"), ("工资三千一个月", "工资3000元一个月"), ("两百一天", "200元一天"), ("押金5百", "押金500元"),
        ("拖着,五千块", "拖着,5000元"), ("3000多块", "3000元"), ("欠 3 万", "欠30000元"), ("60w买的房", "600000元买的房"),
    ])
    func `a sum becomes digits with 元`(_ text: String, _ expected: String) {
        #expect(normalizer.normalize(text).text == expected)
    }

    @Test(arguments: [
        "60w灯泡", "灯泡60w", "5k跑步", "一万五千里", "型号x1w", "三百八十天", "三百只鸡", "五千块砖", "第三百八十条", "12348", "13812345678", "2026年",
        "2020元旦",
        "两三千", "一百二十公里", "万一", "千万", "百分之三百", "二百五", "五十块", "一块地", "几百", "5kg", "5km", "1wifi", "一九九八", "1.5",
        "1.55555万",
        "三", "3.", "1万万万", "99999999999999999999万", "一", "十", "拾",
        "92233720368亿999999999999万", "99999999999999亿", "999999999999千999999999999百",
    ])
    func `other numbers stay`(_ text: String) {
        #expect(normalizer.normalize(text).text == text)
        #expect(normalizer.amounts(in: text) == [])
    }

    @Test func `without the lexicon's words numbers stay as they are`() {
        #expect(Normalizer(Lexicon()).normalize("一万五").text == "一万五")
    }

    @Test func `the way back leads to what was written`() {
        let text = "欠我一万五千块不给"
        let normal = normalizer.normalize(text)

        #expect(normal.text == "欠我15000元不给")
        #expect(normal.words(2..<4, of: text) == "一万五千块")
        #expect(normal.changes(from: text).map { "\($0.was)→\($0.now)" } == ["一万五千块→15000元"])
    }

    @Test(arguments: ["欠我一万五怎么办", "欠我1.5w怎么办", "欠我15000怎么办", "欠我15000块怎么办", "欠我一万五千元怎么办"])
    func `a keyword hears every way of writing its sum`(_ text: String) {
        for keyword in ["一万五", "15000", "1.5w"] {
            var catalog = CatalogFixture.catalog([CatalogFixture.intent("debt", keywords: [keyword])])
            catalog.lexicon = ShippedCatalog.catalog.lexicon
            let matcher = Matcher(CatalogFixture.compile(catalog))

            #expect(matcher.interpret(text).candidates.map(\.intent) == ["debt"])
            #expect(matcher.interpret("欠我115000怎么办").candidates.isEmpty)
        }
    }

    @Test func `check runs the counterexamples`() {
        var catalog = CatalogFixture.catalog([])
        var amounts = Lexicon.Amounts()
        amounts.notBefore = ["天"]
        amounts.counterexamples = ["三百天不见", "走了三百里"].map { Located($0, at: CatalogFixture.place) }
        catalog.lexicon.amounts = amounts
        let log = FindingLog()
        ExampleReview(CatalogFixture.compile(catalog), policy: ServicePolicy(), into: log).run()

        #expect(log.findings.map(\.rule) == ["amount-counterexample"])
        #expect(log.findings.first?.message == "反例“走了三百里”里的“三百”被当成了钱数")
    }
}
