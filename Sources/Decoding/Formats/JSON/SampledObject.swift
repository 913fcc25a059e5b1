/// One object of a sample, asked for the keys that only one maker writes.
struct SampledObject {
    let values: [JSONSample.Value]

    /// The key is there, whatever its value.
    func has(_ path: String) -> Bool { values.contains { $0.path == path } }

    /// How many of the keys are there.
    func count(of paths: [String]) -> Int { paths.filter { has($0) }.count }

    /// Some key lies under the path or begins with these letters.
    func hasPath(beginningWith prefix: String) -> Bool { values.contains { $0.path.hasPrefix(prefix) } }

    /// The value as text; nil where it is absent.
    func text(_ path: String) -> String? {
        values.first { $0.path == path && $0.kind != .absent && $0.kind != .list }?.text
    }
}
