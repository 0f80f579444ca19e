/// Lists of numbers behind each number; a list of one, as most are, stands where a longer one's place would.
struct Adjacency: Sendable {
    private struct List: Sendable {
        var count: Int32
        /// The list's only number, or the place of the first in `values`.
        var start: Int32
    }

    private var lists: [List] = []
    private var values: [Int32] = []

    init(_ lists: [[Int32]]) {
        self.lists.reserveCapacity(lists.count)
        for list in lists {
            if list.count == 1 {
                self.lists.append(List(count: 1, start: list[0]))
            } else {
                self.lists.append(List(count: Int32(list.count), start: Int32(values.count)))
                values += list
            }
        }
    }

    @inline(__always)
    func allSatisfy(_ number: Int, _ test: (Int) -> Bool) -> Bool {
        let list = lists[number]
        if list.count == 1 { return test(Int(list.start)) }
        for place in Int(list.start)..<Int(list.start + list.count) where !test(Int(values[place])) { return false }
        return true
    }

    @inline(__always)
    func forEach(_ number: Int, _ body: (Int) -> Void) {
        _ = allSatisfy(number) {
            body($0)
            return true
        }
    }
}
