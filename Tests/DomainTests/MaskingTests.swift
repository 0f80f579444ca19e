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
        "", "欠我3000块", "2026年11月23日", "110", "12348", "案号20261123", "21345678901", "138-0013-80001", "138 0013 800",
        "2026-11-23 2026-12-31", "第1234567890号", "x", "X", "工钱12 000元",
    ])
    func `other numbers stay`(_ text: String) {
        #expect(Masking.mask(text) == text)
    }

    @Test func `masking again changes nothing`() {
        let once = Masking.mask("13800138000和510812199001011234，138 0013 8000")

        #expect(Masking.mask(once) == once)
    }

    @Test func `a summary is one line, masked and cut`() {
        #expect(Masking.summary("老板欠钱\n电话13800138000\r\n咋办") == "老板欠钱 电话138****8000 咋办")
        #expect(Masking.summary(String(repeating: "字", count: 90)) == String(repeating: "字", count: 90))
        #expect(Masking.summary(String(repeating: "字", count: 91)) == String(repeating: "字", count: 90) + "…")
        #expect(Masking.summary("一二三四五", characters: 3) == "一二三…")
    }
}
