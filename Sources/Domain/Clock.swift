/// Where the time comes from: the wall in production, a test's hand in tests.
package typealias Clock = @Sendable () -> Timestamp

/// Where chance comes from, 0..<1: only for spreading retries.
package typealias Chance = @Sendable () -> Double

/// Where bytes that nobody can guess come from: so many at each call.
package typealias RandomBytes = @Sendable (_ count: Int) -> [UInt8]
