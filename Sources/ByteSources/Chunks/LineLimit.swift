import CSystem
import Glibc

/// Finds lines over a length limit without looking at every byte.
package struct LineLimit: Sendable, Hashable {
    /// Longest line in bytes, its newline not counted.
    package let bytes: Int

    package init(bytes: Int = 65_536) {
        self.bytes = max(1, bytes)
    }

    /// Start of the first line over the limit, finished or not; `text` begins at a line start.
    ///
    /// - Complexity: About half a line's length for every `bytes` of text.
    func firstLongLine(in text: UnsafeRawBufferPointer) -> Int? {
        var start = 0
        while text.count - start > bytes {
            let window = UnsafeRawBufferPointer(rebasing: text[start..<start + bytes + 1])
            guard let newline = Self.lastNewline(in: window) else { return start }
            start += newline + 1
        }
        return nil
    }

    static func lastNewline(in text: UnsafeRawBufferPointer) -> Int? {
        guard let base = text.baseAddress, let found = csystem_memrchr(base, 10, text.count) else { return nil }
        return found - base
    }

    static func firstNewline(in text: UnsafeRawBufferPointer) -> Int? {
        guard let base = text.baseAddress, let found = memchr(base, 10, text.count) else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
