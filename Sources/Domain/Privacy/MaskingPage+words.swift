extension MaskingPage {
    /// Hides what follows province and letter of a number plate: 川H·12345.
    mutating func hidePlates() {
        for place in scalars.indices.dropLast() where Self.provinces.contains(scalars[place]) {
            guard ("A"..."Z").contains(scalars[place + 1]) || ("a"..."z").contains(scalars[place + 1]) else { continue }
            var start = place + 2
            if start < scalars.count, ["·", "•", "-", " ", "."].contains(scalars[start]) { start += 1 }
            var end = start
            while end < scalars.count, Self.isLatin(scalars[end]) { end += 1 }
            guard (5...6).contains(end - start), scalars[start..<end].contains(where: { ("0"..."9").contains($0) })
            else { continue }
            for hiddenPlace in start..<end { hide(hiddenPlace) }
        }
    }

    private static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领".unicodeScalars)

    /// Hides the numbers of buildings, stairs, flats, and of houses in a street or group; 3月12号 is a date and stays.
    mutating func hideHouseNumbers() {
        var place = 0
        while place < scalars.count {
            let start = place
            while place < scalars.count,
                Self.digit(scalars[place]) != nil || "十百".unicodeScalars.contains(scalars[place])
            {
                place += 1
            }
            if place > start, place - start <= 5, place < scalars.count, isHouseNumber(start..<place) {
                for digit in start..<place { hide(digit) }
            }
            place = max(place, start + 1)
        }
    }

    private func isHouseNumber(_ number: Range<Int>) -> Bool {
        switch scalars[number.upperBound] {
        case "栋", "幢", "室": true
        case "单": number.upperBound + 1 < scalars.count && scalars[number.upperBound + 1] == "元"
        case "号":
            number.lowerBound > 0 && "路街巷弄组队段栋幢座元楼院".unicodeScalars.contains(scalars[number.lowerBound - 1])
        default: false
        }
    }

    /// Hides the given name after 我叫, 姓名 and the like; the family name stays, which is how villagers are spoken of.
    mutating func hideNames() {
        for place in scalars.indices {
            guard let strictness = introduction(before: place) else { continue }
            var start = place
            while start < scalars.count, ["：", ":", " ", "是", "为", "　", "做"].contains(scalars[start]) { start += 1 }
            guard let family = familyName(at: start) else { continue }
            var end = start + family
            while end < scalars.count, end - start - family < 2, Self.isHan(scalars[end]),
                !Self.neverInNames.contains(scalars[end])
            {
                end += 1
            }
            guard end > start + family else { continue }
            if strictness == .onlyAlone, end < scalars.count, Self.isHan(scalars[end]) { continue }
            for given in (start + family)..<end { hide(given) }
        }
    }

    private enum Strictness { case always, onlyAlone }

    /// Whether a name is about to be said; after a bare 叫 only when nothing but the name follows.
    private func introduction(before place: Int) -> Strictness? {
        guard place > 0, place < scalars.count else { return nil }
        switch scalars[place - 1] {
        case "叫":
            guard place > 1 else { return .onlyAlone }
            return "我他她名字".unicodeScalars.contains(scalars[place - 2]) ? .always : .onlyAlone
        case "名": return precedes(place, "姓名") ? .always : nil
        case "字": return precedes(place, "名字") ? .always : nil
        case "人": return precedes(place, "本人") ? .onlyAlone : nil
        default: return nil
        }
    }

    func familyName(at place: Int) -> Int? {
        guard place < scalars.count else { return nil }
        if place + 1 < scalars.count,
            Self.doubleFamilyNames.contains(String(String.UnicodeScalarView(scalars[place...(place + 1)])))
        {
            return 2
        }
        return Self.familyNames.contains(scalars[place]) ? 1 : nil
    }

    private static let familyNames = Set(
        """
        王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔\
        康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿\
        牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简\
        娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥\
        保和蔺
        """.unicodeScalars.filter { MaskingPage.isHan($0) })

    private static let doubleFamilyNames: Set<String> = [
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木",
    ]

    /// Characters that end a name: what follows it in a sentence.
    static let neverInNames = Set("的是在和跟与有要来说了住我你他她它咱们今现想被把给因从到去也就都还不没这那电身男女岁人及呢吗啊".unicodeScalars)

    /// Hides the account behind 微信 or QQ but for its first two signs, however long it is.
    mutating func hideHandles() {
        for place in scalars.indices {
            guard precedes(place, "微信") || precedes(place, "微信号") || precedes(place, "QQ") || precedes(place, "qq")
            else { continue }
            var start = place
            while start < scalars.count, ["号", "：", ":", " ", "是"].contains(scalars[start]) { start += 1 }
            var end = start
            while end < scalars.count, Self.isLatin(scalars[end]) || scalars[end] == "_" || scalars[end] == "-" {
                end += 1
            }
            guard end - start >= 5 else { continue }
            for hiddenPlace in (start + 2)..<end { hide(hiddenPlace) }
        }
    }
}
