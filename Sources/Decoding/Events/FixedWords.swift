/// Texts that fields can point at though no input holds them; padded, because texts are read in whole words.
final class FixedWords {
    let pageView: RawField
    let request: RawField
    let root: RawField
    let yes: RawField
    let no: RawField
    private let memory: UnsafeMutablePointer<UInt8>

    init() {
        let words = ["page_view", "request", "/", "true", "false"]
        let stride = 2 * RecordDecoding.padding
        memory = .allocate(capacity: words.count * stride)
        memory.initialize(repeating: 0, count: words.count * stride)
        for (index, word) in words.enumerated() {
            (memory + index * stride).update(from: Array(word.utf8), count: word.utf8.count)
        }
        let fields = words.enumerated().map { [memory] index, word in
            RawField(
                start: memory + index * stride, length: UInt32(truncatingIfNeeded: word.utf8.count),
                kind: RawFieldKind.text)
        }
        pageView = fields[0]
        request = fields[1]
        root = fields[2]
        yes = fields[3]
        no = fields[4]
    }

    deinit { memory.deallocate() }
}
