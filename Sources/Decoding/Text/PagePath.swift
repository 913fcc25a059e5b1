/// The path of a page: what is left of a URL without scheme, host, query and fragment.
enum PagePath {
    /// The part of `field` that is its path, in place; nil stands for `/`.
    ///
    ///     https://shop.example/cart?a=1#top  →  /cart
    @inline(__always)
    static func trim(_ start: UnsafePointer<UInt8>, count: Int) -> (start: UnsafePointer<UInt8>, count: Int)? {
        var from = 0
        var end = 0
        if count > 0, start[0] != 0x2F {
            // A scheme ends at the first colon; `://` before any slash or query means a host follows.
            var at = 0
            while at < count, start[at] != 0x3A, start[at] != 0x2F, start[at] != 0x3F, start[at] != 0x23 { at &+= 1 }
            if at &+ 2 < count, start[at] == 0x3A, start[at &+ 1] == 0x2F, start[at &+ 2] == 0x2F {
                from = at &+ 3
                while from < count, start[from] != 0x2F, start[from] != 0x3F, start[from] != 0x23 { from &+= 1 }
            }
        } else if count > 1, start[1] == 0x2F {
            // `//host/path` has the scheme of the page it was on.
            from = 2
            while from < count, start[from] != 0x2F, start[from] != 0x3F, start[from] != 0x23 { from &+= 1 }
        }
        end = from
        while end < count, start[end] != 0x3F, start[end] != 0x23 { end &+= 1 }
        return end == from ? nil : (start + from, end &- from)
    }
}
