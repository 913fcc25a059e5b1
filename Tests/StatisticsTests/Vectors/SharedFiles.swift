import Foundation

/// The conformance files that are not part of the project; tests that need them say so and are skipped without.
enum SharedFiles {
    /// The folder `shared` beside the package, unless the environment names another.
    static let directory =
        ProcessInfo.processInfo.environment["FUNNELTOP_SHARED"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("shared").path

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(directory)/\(path)") }

    static func json(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(path)"))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }
}
