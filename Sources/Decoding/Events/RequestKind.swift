/// What an HTTP exchange is to somebody who counts pages.
enum RequestKind {
    /// A GET or HEAD that was answered with 2xx or 3xx; a request of unknown method is taken for a GET.
    ///
    /// - Parameter method: alone, or the whole first line of the request.
    static func isPageView(method: RawField, status: RawField) -> Bool {
        guard let first = status.presentStart?.pointee, first == 0x32 || first == 0x33 else { return false }
        guard let start = method.presentStart else { return true }
        var word = method
        word.length = UInt32(truncatingIfNeeded: ByteSearch.first(0x20, in: start, from: 0, to: Int(method.length)))
        return word.isEqual(to: get) || word.isEqual(to: head)
    }

    /// The target of a request's first line, `GET /a HTTP/1.1`; the text itself where it is no such line.
    static func target(_ line: RawField) -> RawField {
        guard let start = line.presentStart, start.pointee &- 0x41 < 26 else { return line }
        let end = Int(line.length)
        let space = ByteSearch.first(0x20, in: start, from: 0, to: end)
        guard space < end, (0..<space).allSatisfy({ start[$0] &- 0x41 < 26 }) else { return line }
        let next = ByteSearch.first(0x20, in: start, from: space + 1, to: end)
        return RawField(
            start: start + space + 1, length: UInt32(truncatingIfNeeded: next - space - 1), kind: RawFieldKind.text)
    }

    private static let get = Array("GET".utf8)
    private static let head = Array("HEAD".utf8)
}
