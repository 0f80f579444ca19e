/// Digits that stand together, all written or all as spoken.
private struct DigitGroup {
    var places: Range<Int>
    var values: [UInt8]
    var isSpoken: Bool
    /// Whether one separator stands between this group and the next.
    var leadsOn = false
}

extension MaskingPage {
    /// Hides ID cards, bank cards, mobile and fixed-line numbers, also in groups and as spoken.
    mutating func hideNumbers() {
        let groups = digitGroups()
        var index = 0
        while index < groups.count {
            if let taken = joined(groups, from: index) {
                index += taken
            } else {
                single(groups[index])
                index += 1
            }
        }
    }

    private func digitGroups() -> [DigitGroup] {
        var groups: [DigitGroup] = []
        var place = 0
        while place < scalars.count {
            guard let value = Self.digit(scalars[place]) else {
                place += 1
                continue
            }
            let isSpoken = Self.isHan(scalars[place]) || scalars[place] == "〇"
            var group = DigitGroup(places: place..<place, values: [value], isSpoken: isSpoken)
            place += 1
            while place < scalars.count, let next = Self.digit(scalars[place]),
                isSpoken == (Self.isHan(scalars[place]) || scalars[place] == "〇")
            {
                group.values.append(next)
                place += 1
            }
            // The check letter of an ID card counts as its last digit, also where the card is written in groups.
            if group.values.count == 17 || (group.values.count == 3 && groups.last?.leadsOn == true),
                place < scalars.count, isCheckLetter(place)
            {
                group.values.append(10)
                place += 1
            }
            group.places = group.places.lowerBound..<place
            if place + 1 < scalars.count, Self.isSeparator(scalars[place]), Self.digit(scalars[place + 1]) != nil {
                group.leadsOn = true
            }
            groups.append(group)
        }
        return groups
    }

    private func isCheckLetter(_ place: Int) -> Bool {
        ["X", "x", "Ｘ", "ｘ"].contains(scalars[place])
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        [" ", "-", "－", "–", "—", ".", "·", "_", "，", ",", "、", "　"].contains(scalar)
    }

    /// Hides a number written in groups; the count of groups it took, nil when they are no such number.
    private mutating func joined(_ groups: [DigitGroup], from first: Int) -> Int? {
        var sizes: [Int] = []
        var places: [Int] = []
        var values: [UInt8] = []
        var index = first
        var best: (count: Int, places: [Int], kept: (Int, Int))?
        while index < groups.count, index - first < 6 {
            sizes.append(groups[index].values.count)
            places += groups[index].places
            values += groups[index].values
            if sizes.count > 1, let kept = Self.kept(ofGroups: sizes, values) {
                best = (index - first + 1, places, kept)
            }
            guard groups[index].leadsOn else { break }
            index += 1
        }
        guard let best else { return nil }
        hide(best.places, keeping: best.kept)
        return best.count
    }

    /// How many digits stay at either end of a number in groups of these sizes; nil when that is no number of a person.
    private static func kept(ofGroups sizes: [Int], _ values: [UInt8]) -> (Int, Int)? {
        switch sizes {
        case [3, 8] where isMobile(values), [3, 4, 4], [7, 4], [4, 4, 3], [3, 3, 5]:
            return isMobile(values) ? (3, 4) : nil
        case [3, 7], [3, 8], [4, 7], [4, 8]: return isFixedLine(values) ? (sizes[0], 2) : nil
        case [6, 8, 4], [6, 4, 4, 4], [3, 3, 4, 4, 4]: return PersonalNumber.isIDCard(values) ? (0, 4) : nil
        default:
            guard sizes.dropLast().allSatisfy({ $0 == 4 }), (16...19).contains(values.count),
                PersonalNumber.isBankCard(values)
            else { return nil }
            return (0, 4)
        }
    }

    private mutating func single(_ group: DigitGroup) {
        let values = group.values
        let places = Array(group.places)
        switch values.count {
        case 11 where Self.isMobile(values): hide(places, keeping: (3, 4))
        case 13 where values.starts(with: [8, 6]) && Self.isMobile(Array(values.dropFirst(2))):
            hide(places, keeping: (5, 4))
        case 10...12 where Self.isFixedLine(values): hide(places, keeping: (values[1] <= 2 ? 3 : 4, 2))
        case 7...8 where followsPhone(group.places.lowerBound): hide(places, keeping: (0, 2))
        case 15...: hide(places, keeping: (0, 4))
        default: break
        }
    }

    private mutating func hide(_ places: [Int], keeping ends: (Int, Int)) {
        let digits = places.filter { Self.digit(scalars[$0]) != nil || isCheckLetter($0) }
        for place in digits.dropFirst(ends.0).dropLast(ends.1) { hide(place) }
    }

    /// Whether somebody is about to say a phone number.
    private func followsPhone(_ place: Int) -> Bool {
        let before = String(String.UnicodeScalarView(scalars[max(0, place - 6)..<place]))
        return ["电话", "座机", "固话", "手机", "号码", "传真"].contains { before.contains($0) }
    }

    private static func isMobile(_ values: [UInt8]) -> Bool { values.count == 11 && values[0] == 1 && values[1] >= 3 }

    /// An area code and seven or eight digits.
    private static func isFixedLine(_ values: [UInt8]) -> Bool {
        (10...12).contains(values.count) && values[0] == 0 && values[1] != 0
    }
}

/// The check digits by which a number of a person is known.
package enum PersonalNumber {
    /// Whether eighteen digits, 10 for the letter X, are an ID card's: region, date and check digit (GB 11643).
    package static func isIDCard(_ values: [UInt8]) -> Bool {
        guard values.count == 18, values.dropLast().allSatisfy({ $0 < 10 }), values[0] > 0 else { return false }
        let number = { (range: Range<Int>) in values[range].reduce(0) { $0 * 10 + Int($1) } }
        guard (1_900...2_099).contains(number(6..<10)),
            CivilDate(year: number(6..<10), month: number(10..<12), day: number(12..<14)) != nil
        else { return false }
        // ISO 7064 MOD 11-2: the weights are powers of two.
        let sum = values.reduce(0) { ($0 * 2 + Int($1)) % 11 }
        return sum == 1
    }

    /// Whether the digits pass the check of bank cards (ISO/IEC 7812, Luhn) and begin as those of banks do, with 3 to 9.
    package static func isBankCard(_ values: [UInt8]) -> Bool {
        guard (12...19).contains(values.count), values.allSatisfy({ $0 < 10 }), values[0] >= 3
        else { return false }
        let sum = values.reversed().enumerated().reduce(0) { sum, digit in
            let value = Int(digit.element) * (digit.offset % 2 == 1 ? 2 : 1)
            return sum + (value > 9 ? value - 9 : value)
        }
        return sum % 10 == 0
    }
}
