// swift-tools-version:6.2
import PackageDescription

/// What every Swift target is built with; each name is an accepted proposal of Swift Evolution.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .treatAllWarnings(as: .error),
]

/// A room of the house: what it may import of ours, and the outside libraries it alone owns.
func room(
    _ name: String, on rooms: [Target.Dependency] = [], owns: [Target.Dependency] = [], embeds: [String] = []
) -> Target {
    .target(
        name: name, dependencies: rooms + owns, resources: embeds.map { .embedInCode($0) }, swiftSettings: house)
}

/// The tests of a room; `TestSupport` carries the clocks, recorders and samples they share.
func tests(_ name: String, of room: String, also: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: [.byName(name: room), "TestSupport"] + also, exclude: exclude, swiftSettings: house)
}

let package = Package(
    name: "counsel",
    products: [.executable(name: "counsel", targets: ["counsel"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        room("Domain"),
        room("Content", on: ["Domain"], owns: [.product(name: "Yams", package: "Yams")]),
        room("Understanding", on: ["Domain", "Content"], owns: ["CPCRE2"]),
        room(
            "Sealing",
            owns: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        room("Channels", on: ["Domain", "Sealing"]),
        room("Store", on: ["Domain", "Sealing"], owns: [.product(name: "GRDB", package: "GRDB.swift")]),
        room("Transport", on: ["Domain"], owns: ["CCurl"]),
        room(
            "Desk", on: ["Domain", "Content", "Understanding", "Sealing", "Channels", "Store"],
            owns: [
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ]),
        room(
            "Web", on: ["Domain", "Desk"],
            owns: [
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
            ], embeds: ["Pages/Templates"]),
        .executableTarget(
            name: "counsel",
            dependencies: [
                "Domain", "Content", "Understanding", "Sealing", "Channels", "Store", "Transport", "Desk", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house),
        .target(
            name: "TestSupport",
            dependencies: [
                "Domain", "Content", "Understanding", "Sealing", "Channels", "Store", "Desk",
                .product(name: "Logging", package: "swift-log"), .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Tests/TestSupport", swiftSettings: house),
        tests("DomainTests", of: "Domain"),
        tests("ContentTests", of: "Content"),
        tests("UnderstandingTests", of: "Understanding"),
        tests("SealingTests", of: "Sealing"),
        tests("ChannelsTests", of: "Channels", also: ["Sealing"], exclude: ["Fixtures"]),
        tests("StoreTests", of: "Store", also: [.product(name: "GRDB", package: "GRDB.swift")], exclude: ["Goldens"]),
        tests("TransportTests", of: "Transport"),
        tests(
            "DeskTests", of: "Desk",
            also: ["Channels", "Content", "Sealing", "Store", .product(name: "Metrics", package: "swift-metrics")]),
        tests(
            "WebTests", of: "Web",
            also: [
                "Channels", "Desk", "Sealing", "Store", "Transport",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        tests(
            "CounselTests", of: "counsel",
            also: ["Channels", "Content", "Desk", "Sealing", "Store", "Understanding"]),
    ]
)

// The fuzz targets have no main of their own (libFuzzer brings it), so that only `make fuzz` sees them.
if Context.environment["COUNSEL_FUZZ"] != nil {
    package.products.append(.executable(name: "Fuzz", targets: ["Fuzz"]))
    package.targets.append(
        .executableTarget(
            name: "Fuzz", dependencies: ["Domain", "Content", "Understanding", "Sealing", "Channels", "Desk"],
            path: "Tests/Fuzz", exclude: ["Seeds"], swiftSettings: house))
}
