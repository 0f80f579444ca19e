import Foundation
import Testing

@testable import Understanding

struct BufferTests {
    @Test func `it grows and keeps what it holds`() {
        var buffer = Buffer<Int>(capacity: 0)
        for number in 0..<1_000 { buffer.append(number) }
        buffer.append(-1, if: false)
        buffer.append(1_000, if: true)

        let held = buffer.array
        #expect(held == Array(0...1_000))
    }

    @Test func `a stretch of another is appended, the rest cut off again`() {
        let other = Buffer([1, 2, 3, 4])
        var buffer = Buffer([0])
        buffer.append(other, 1..<4)
        let grown = buffer.array
        buffer.truncate(to: 2)
        let (cut, last) = (buffer.array, buffer.last)

        #expect(grown == [0, 2, 3, 4])
        #expect(cut == [0, 2] && last == 2)
    }

    @Test func `sorting keeps the order of equals`() {
        var buffer = Buffer((0..<100).map { $0 * 7 % 30 * 100 + $0 })
        buffer.sort { $0 / 100 > $1 / 100 }
        let sorted = buffer.array

        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0 / 100 > $1 / 100 || $0 < $1 })
    }

    @Test func `a place outside ends the program instead of reading on`() async {
        await #expect(processExitsWith: .failure) {
            var buffer = Buffer([1, 2])
            buffer[2] = 3
        }
        await #expect(processExitsWith: .failure) {
            let buffer = Buffer([1, 2])
            exit(Int32(buffer[-1]) * 0)
        }
    }
}
