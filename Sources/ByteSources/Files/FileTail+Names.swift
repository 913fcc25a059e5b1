import Glibc

/// The names that rotation gives.
extension FileTail {
    /// Targets of a link that are remembered, at most.
    private static let targetLimit = 8

    /// Regular files that rotation may have put beside the path: their paths begin with it.
    ///
    /// If the path is a link, also those beside its target, and those named like it but for numbers: other targets.
    ///
    /// - Parameter other: Where a file is whose copies are looked for too.
    func filesBeside(_ other: String? = nil) -> [(path: String, facts: FileFacts)] {
        let target = linkTarget
        let bases = [path, target, other].compactMap(\.self) + formerTargets
        var patterns = Set(bases.map { SourcePattern.escaped($0) + "*" })
        patterns.formUnion((formerTargets + [target].compactMap(\.self)).compactMap(Self.patternOfTargets))
        let names = patterns.reduce(into: Set<String>()) { names, pattern in
            names.formUnion((try? SourcePattern.paths(matching: pattern)) ?? [])
        }
        return names.subtracting([path, target ?? path]).sorted().compactMap { name in
            guard let facts = try? FileFacts(path: name), facts.kind == .regular else { return nil }
            return (name, facts)
        }
    }

    /// What the path points to, if it is a symbolic link to something that is there.
    var linkTarget: String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let start = buffer.baseAddress, readlink(path, start, buffer.count) > 0, realpath(path, start) != nil
            else { return nil }
            return String(cString: start)
        }
    }

    /// Names that begin like that of a link's target but for numbers; nil if it has none.
    private static func patternOfTargets(_ target: String) -> String? {
        let begin = target.lastIndex(of: "/").map(target.index(after:)) ?? target.startIndex
        guard target[begin...].contains(where: \.isNumber) else { return nil }
        var pattern = SourcePattern.escaped(String(target[..<begin]))
        var isInNumber = false
        for character in target[begin...] {
            if !character.isNumber {
                pattern += SourcePattern.escaped(String(character))
            } else if !isInNumber {
                pattern += "[0-9]*"
            }
            isInNumber = character.isNumber
        }
        return pattern + "*"
    }

    /// What stands behind the part of a name that is like another name but for numbers; nil if it is not like it.
    private static func ending(of name: String, like other: String) -> Substring? {
        var rest = name[...]
        var parts = other[...]
        while let first = parts.first {
            guard let next = rest.first, first.isNumber == next.isNumber else { return nil }
            if first.isNumber {
                rest = rest.drop(while: \.isNumber)
                parts = parts.drop(while: \.isNumber)
            } else {
                guard first == next else { return nil }
                rest = rest.dropFirst()
                parts = parts.dropFirst()
            }
        }
        return rest
    }

    /// Takes note of where the path points, if it is a link.
    func noteTarget() {
        guard let linkTarget, formerTargets.last != linkTarget else { return }
        formerTargets.append(linkTarget)
        formerTargets.removeFirst(max(0, formerTargets.count - Self.targetLimit))
    }

    /// True for names that rotation gives, beside the path or beside where it points or pointed.
    func isGeneration(_ candidate: (path: String, facts: FileFacts)) -> Bool {
        if isRotated(candidate.path) { return true }
        // A link may come to point to where others have rotated for long.
        guard candidate.facts.modified >= newestBefore else { return false }
        return (formerTargets + [linkTarget].compactMap(\.self)).contains { isRotated(candidate.path, of: $0) }
    }

    /// True for the path with an ending that rotation gives, compressed or not.
    func isRotated(_ name: String) -> Bool { Self.isRotated(name, besides: path) }

    /// True for another path with an ending that rotation gives, compressed or not.
    static func isRotated(_ name: String, besides path: String) -> Bool {
        let name = CompressedFile.uncompressedName(of: name) ?? name
        guard name.hasPrefix(path) else { return false }
        let suffix = name.dropFirst(path.count)
        // `log.10` is no old `log.1`.
        return isRotationSuffix(suffix) && !(path.last?.isNumber == true && suffix.first?.isNumber == true)
    }

    /// True for the names that another target of the link, or an old file beside its target, may have.
    func isRotated(_ name: String, of target: String) -> Bool {
        let name = CompressedFile.uncompressedName(of: name) ?? name
        guard let ending = Self.ending(of: name, like: target) else { return false }
        return ending.isEmpty || Self.isRotationSuffix(ending)
    }

    /// True for endings that rotation gives: `.1`, `-20260131`, `.2026-01-31T10:00`, `.old`, `~`.
    static func isRotationSuffix(_ suffix: Substring) -> Bool {
        if ["~", ".old", ".bak", ".prev", ".0", ".orig"].contains(suffix) { return true }
        let signs: Set<Character> = [".", "-", "_", ":", "+", "T", "Z"]
        return suffix.contains(where: \.isNumber) && suffix.allSatisfy { $0.isNumber || signs.contains($0) }
    }
}
