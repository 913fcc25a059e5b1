/// Folded records of one form; places given back serve the next.
final class FoldedShelf {
    var words: SegmentedWords
    private(set) var count: Int
    private(set) var free: [Int32]

    static let segmentCount = 1024

    init(_ words: consuming SegmentedWords, count: Int = 0, free: [Int32] = []) {
        self.words = words
        self.count = count
        self.free = free
    }

    convenience init(stride: Int) {
        self.init(SegmentedWords(stride: stride, recordsPerSegment: FoldedShelf.segmentCount))
    }

    var memoryBytes: Int { words.memoryBytes + free.capacity * 4 }

    /// Where the next record will stand.
    var nextPlace: Int { free.last.map(Int.init) ?? count }

    func take() -> Int {
        if let place = free.popLast() { return Int(place) }
        count += 1
        words.ensure(count: count)
        return count - 1
    }

    func release(_ place: Int) { free.append(Int32(place)) }

    /// The number below `UnitRecords.none` that stands for a place; nil where it would be too large.
    static func code(of place: Int, form: Int, formCount: Int) -> Int32? {
        let number = place * formCount + form
        return number < Int(Int32.max) - 2 ? -2 - Int32(number) : nil
    }

    static func place(of code: Int32, formCount: Int) -> (form: Int, place: Int) {
        let number = -2 - Int(code)
        return (number % formCount, number / formCount)
    }
}
