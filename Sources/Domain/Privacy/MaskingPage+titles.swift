/// Names in the titles of service records, which say whom somebody visited or helped and which nothing ever deletes.
extension MaskingPage {
    /// Hides the given name behind words that people stand after: 走访, 帮, 调解 and the like, or at the beginning.
    mutating func hideVisitedNames() {
        for place in scalars.indices where !Self.links.contains(scalars[place]) {
            guard let certainty = expectation(before: place), let family = familyName(at: place),
                let end = nameEnd(after: place + family, certainty)
            else { continue }
            for given in (place + family)..<end { hide(given) }
        }
    }

    private enum Certainty { case likely, onlyAlone }

    /// How surely a person stands here; nil where none does.
    private func expectation(before place: Int) -> Certainty? {
        if Self.persons.contains(where: { precedes(place, $0) }) { return .likely }
        if place == 0 || !Self.isHan(scalars[place - 1]) || Self.links.contains(scalars[place - 1]) {
            return .onlyAlone
        }
        return nil
    }

    /// Where a given name of one or two characters ends; nil when what stands here is no name.
    private func nameEnd(after start: Int, _ certainty: Certainty) -> Int? {
        var end = start
        while end < scalars.count, end - start < 2, Self.isHan(scalars[end]), !Self.neverInNames.contains(scalars[end]),
            !Self.behindNames.contains(where: { follows(end, $0) })
        {
            if Self.places.contains(scalars[end]) { return nil }
            end += 1
        }
        guard end > start, !Self.words.contains(where: { follows(start - 1, $0) }) else { return nil }
        if end == scalars.count || !Self.isHan(scalars[end]) { return end }
        if Self.places.contains(scalars[end]) { return nil }
        let isClosed = Self.neverInNames.contains(scalars[end]) || Self.behindNames.contains { follows(end, $0) }
        return isClosed || (certainty == .likely && end - start == 2) ? end : nil
    }

    private func follows(_ place: Int, _ words: String) -> Bool {
        scalars[place...].starts(with: words.unicodeScalars)
    }

    /// Behind these a person is named.
    private static let persons = ["走访", "回访", "探访", "看望", "慰问", "探望", "帮", "帮助", "替", "陪", "陪同", "劝解"]
    /// Behind these a person may be named.
    private static let links = Set("为给与和跟同向对及解".unicodeScalars)
    /// What stands behind a name.
    private static let behindNames = [
        "家", "户", "夫妇", "夫妻", "父子", "母子", "母女", "兄弟", "姐妹", "婆媳", "诉", "等", "一案", "纠纷", "离婚", "工伤", "欠薪",
        "借款", "赡养", "申请", "办理", "写", "打官司", "邻里", "之间", "两",
    ]
    /// Names of places and offices hold these.
    private static let places = Set("村镇乡县市区组社校院所站局庭路".unicodeScalars)
    /// Words that begin like a name and are none.
    private static let words = [
        "单位", "高速", "安全", "方便", "关于", "关系", "农民", "石头", "田地", "林地", "林权", "金额", "白天", "易地", "池塘", "花椒",
        "车辆", "古树", "和解", "官司", "强制", "应当", "宗族", "计划", "房屋", "房产", "万元", "常见", "程序", "温馨", "时间", "成员",
        "包工", "包村", "柴火", "水库", "宫颈", "来访", "双方", "当事",
    ]
}
