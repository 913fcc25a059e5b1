// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors where the project is checked, not where a newer compiler may know more of them.
let settings: [SwiftSetting] =
    [.enableUpcomingFeature("ExistentialAny")]
    + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// Pure targets import neither Dispatch nor a clock nor a file; IO targets are named so in README.md.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(of name: String, _ more: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + more, swiftSettings: settings)
}

let package = Package(
    name: "funneltop",
    products: [.executable(name: "funneltop", targets: ["funneltop"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.0.0"),
    ],
    targets: [
        // C shims: one function per macro, no logic of their own.
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw")]),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CSystem"),
        .target(name: "CPrefetch"),
        .target(name: "CFuzzer"),
        .target(name: "CCompression", linkerSettings: [.linkedLibrary("z"), .linkedLibrary("zstd")]),

        // Pure.
        library("Expressions"),
        library("Statistics", [.product(name: "RealModule", package: "swift-numerics")]),
        library(
            "Analytics",
            ["Expressions", "Statistics", "CPrefetch", .product(name: "RealModule", package: "swift-numerics")]),
        library("Decoding", ["Analytics", "CPrefetch", "CSimdjson", "Expressions"]),
        library("TerminalUI"),
        library("Dashboard", ["Analytics", "Expressions", "TerminalUI"]),
        library("Configuration", ["Analytics", "Expressions", .product(name: "Yams", package: "Yams")]),
        library("Reports", ["Analytics", "Expressions", "TerminalUI"]),
        library("DemoShop"),
        library("Trials", ["Statistics", .product(name: "RealModule", package: "swift-numerics")]),

        // IO.
        library("ByteSources", ["CSystem", "CCompression"]),
        library("StateFiles"),
        library("Ingestion", ["Analytics", "Decoding", "ByteSources", "StateFiles"]),
        library("NcursesTerminal", ["CNcurses", "TerminalUI"]),
        .executableTarget(
            name: "funneltop",
            dependencies: [
                "Analytics", "ByteSources", "Configuration", "Dashboard", "Decoding", "DemoShop", "Expressions",
                "Ingestion", "NcursesTerminal", "Reports", "StateFiles", "TerminalUI", "CSystem",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "funneltop-bench",
            dependencies: [
                "ByteSources", "Trials", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "funneltop-fuzz",
            dependencies: [
                "Analytics", "ByteSources", "CFuzzer", "Configuration", "Decoding", "Expressions", "TerminalUI",
            ],
            swiftSettings: settings),

        // Random numbers that a test can have again.
        .target(name: "SeededNumbers", path: "Tests/SeededNumbers", swiftSettings: settings),
        tests(of: "Expressions", ["SeededNumbers"]),
        tests(of: "Statistics", ["SeededNumbers", .product(name: "RealModule", package: "swift-numerics")]),
        tests(of: "Trials", ["Statistics", .product(name: "RealModule", package: "swift-numerics")]),
        tests(of: "Analytics", ["SeededNumbers", "Expressions", "Statistics"]),
        tests(of: "Decoding", ["SeededNumbers", "Analytics"]),
        tests(of: "ByteSources", ["SeededNumbers", "CCompression"]),
        tests(of: "StateFiles"),
        tests(of: "Ingestion", ["SeededNumbers", "Analytics", "ByteSources", "Decoding", "Expressions", "StateFiles"]),
        tests(of: "TerminalUI", ["SeededNumbers"]),
        tests(of: "Dashboard", ["SeededNumbers", "Analytics", "Expressions", "TerminalUI"]),
        tests(of: "Configuration", ["SeededNumbers", "Analytics", "Expressions"]),
        tests(of: "Reports", ["Analytics", "Expressions", "TerminalUI"]),
        tests(of: "DemoShop"),
        .testTarget(name: "EndToEndTests", dependencies: ["SeededNumbers", "funneltop"], swiftSettings: settings),
    ],
    cxxLanguageStandard: .cxx17
)
