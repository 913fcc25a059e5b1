/// What an HTTP exchange is to somebody who counts pages.
enum RequestKind {
    /// A GET or HEAD that was answered with 2xx or 3xx.
    static func isPageView(method: RawField, status: RawField) -> Bool {
        guard let first = status.presentStart?.pointee, first == 0x32 || first == 0x33 else { return false }
        return method.isEqual(to: get) || method.isEqual(to: head)
    }

    private static let get = Array("GET".utf8)
    private static let head = Array("HEAD".utf8)
}
