import Testing

@testable import Domain

struct StaffCommandTests {
    @Test(arguments: [
        ("接 1024", StaffCommand(.take, 1024)), ("接1024", StaffCommand(.take, 1024)),
        ("　接　１０２４　", StaffCommand(.take, 1024)), ("我接1024", StaffCommand(.take, 1024)),
        ("接单：1024", StaffCommand(.take, 1024)), ("街 1024", StaffCommand(.take, 1024)),
        ("1024 接", StaffCommand(.take, 1024)), ("接10 24", StaffCommand(.take, 1024)),
        ("答 1024 去监察大队", StaffCommand(.answer, 1024, "去监察大队")),
        ("答复１０２４：先协商", StaffCommand(.answer, 1024, "先协商")),
        ("回复1024号，先协商", StaffCommand(.answer, 1024, "，先协商")),
        ("1024答 带合同来", StaffCommand(.answer, 1024, "带合同来")),
        ("转 1024 司法所", StaffCommand(.handOver, 1024, "司法所")),
        ("转给1024张律师", StaffCommand(.handOver, 1024, "张律师")), ("结 1024", StaffCommand(.close, 1024)),
        ("结案1024", StaffCommand(.close, 1024)), ("节1024", StaffCommand(.close, 1024)),
        ("问 1024 有合同吗", StaffCommand(.askBack, 1024, "有合同吗")), ("放 1024", StaffCommand(.release, 1024)),
        ("重办 1024", StaffCommand(.takeUp, 1024)), ("接", StaffCommand(.take)), ("结案", StaffCommand(.close)),
        ("答：先协商", StaffCommand(.answer, nil, "先协商")), ("转 司法所", StaffCommand(.handOver, nil, "司法所")),
    ])
    func `commands are read as they are typed`(_ text: String, _ command: StaffCommand) {
        #expect(StaffCommand.read(text) == command)
    }

    @Test(arguments: [
        "接下来我们看看", "结婚证要带", "问题不大", "答应他了", "转账记录要留好", "1024", "大家好", "", "2026年的规定", "街道办在哪", "12348",
        "我明天10点到村里",
    ])
    func `talk is no command`(_ text: String) {
        #expect(StaffCommand.read(text) == nil)
    }
}
