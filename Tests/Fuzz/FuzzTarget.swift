import Foundation

/// Something that reads bytes of strangers, and what must hold of every reading.
struct FuzzTarget: Sendable {
    /// Its name on the command line, and of its folder of seeds.
    let name: String
    /// Reads the bytes; whatever must hold and does not is a `precondition` that fails.
    let feed: @Sendable ([UInt8]) -> Void

    /// Every target; a new one is a line in one of these lists.
    static let all = readers + channels + content + commands

    /// The target that the environment names.
    static let chosen: FuzzTarget? = {
        let name = ProcessInfo.processInfo.environment["COUNSEL_FUZZ_TARGET"]
        return all.first { $0.name == name }
    }()
}

/// What libFuzzer calls first; without a target it lists them all and ends.
@_cdecl("LLVMFuzzerInitialize")
func chooseTarget(_ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
    if let chosen = FuzzTarget.chosen {
        // What is made once, such as a compiled catalog, is not the first input's time.
        chosen.feed([])
        return 0
    }
    print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
    exit(0)
}

/// What libFuzzer calls with every input that it makes up (llvm.org/docs/LibFuzzer.html).
@_cdecl("LLVMFuzzerTestOneInput")
func feedOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.chosen?.feed(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
