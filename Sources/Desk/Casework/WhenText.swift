import Domain

/// A moment as people say it.
enum WhenText {
    private static let weekdays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]

    /// `今天16:30`, `明天8:30`, `周一8:30`, `2月24日8:30`, as seen from `now`.
    static func of(_ moment: Timestamp, from now: Timestamp) -> String {
        let minute = moment.chinaMinuteOfDay
        let clock = "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
        let days = moment.chinaDate.daysSince1970 - now.chinaDate.daysSince1970
        switch days {
        case 0: return "今天\(clock)"
        case 1: return "明天\(clock)"
        case 2...6: return "\(weekdays[moment.chinaDate.weekday.rawValue])\(clock)"
        default:
            let (_, month, day) = moment.chinaDate.parts
            return "\(month)月\(day)日\(clock)"
        }
    }
}
