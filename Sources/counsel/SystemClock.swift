import Domain
import Foundation

/// The machine's own time and chance; the only place that asks for them.
enum System {
    /// Now, to the millisecond.
    static let clock: Clock = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Chance, 0..<1.
    static let chance: Chance = { Double.random(in: 0..<1) }

    /// Bytes from the kernel's generator.
    static let randomBytes: RandomBytes = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in generator.next() }
    }

    /// Lets this process open as many files and sockets as the machine allows it; says how many that is.
    static func raiseDescriptorLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1_024 }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(clamping: limit.rlim_cur)
    }

    /// Nanoseconds of a clock that only goes forward.
    static let stopwatch: @Sendable () -> Int = {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}

/// A moment given on the command line.
func moment(_ text: String?) throws -> Timestamp {
    guard let text else { return System.clock() }
    guard let moment = Timestamp(iso8601: text) else {
        throw BadMoment(text: text)
    }
    return moment
}

/// A time that cannot be read.
struct BadMoment: Error, CustomStringConvertible {
    let text: String

    var description: String { "cannot read the time “\(text)”; write it like 2026-11-23T21:04:05+08:00" }
}
