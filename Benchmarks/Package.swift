// swift-tools-version:6.2
import PackageDescription

// A package of its own: what it needs for comparing never becomes a dependency of the product.
// The rooms it measures are the product's own folders, linked into Sources.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "counsel-benchmarks",
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    ],
    targets: [
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .target(name: "Domain", swiftSettings: house),
        .target(
            name: "Content", dependencies: ["Domain", .product(name: "Yams", package: "Yams")], swiftSettings: house),
        .target(name: "Understanding", dependencies: ["Domain", "Content", "CPCRE2"], swiftSettings: house),
        .target(
            name: "Sealing",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ], swiftSettings: house),
        .target(
            name: "Store", dependencies: ["Domain", "Sealing", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: house
        ),
        .executableTarget(name: "StoreBench", dependencies: ["Domain", "Sealing", "Store"], swiftSettings: house),
        .target(name: "BenchCatalog", dependencies: ["Domain", "Content"], swiftSettings: house),
        .systemLibrary(name: "CHyperscan", pkgConfig: "libhs", providers: [.apt(["libhyperscan-dev"])]),
        .executableTarget(
            name: "MatchBench",
            dependencies: ["Domain", "Content", "Understanding", "BenchCatalog", "CPCRE2", "CHyperscan"],
            swiftSettings: house),
        .target(name: "CValgrind"),
        .executableTarget(
            name: "CoreCounts", dependencies: ["Domain", "Content", "Understanding", "BenchCatalog", "CValgrind"],
            swiftSettings: house),
        .executableTarget(name: "TimingCounts", dependencies: ["Sealing", "CValgrind"], swiftSettings: house),
        .executableTarget(
            name: "BareServer", dependencies: [.product(name: "Hummingbird", package: "hummingbird")],
            swiftSettings: house),
    ]
)
