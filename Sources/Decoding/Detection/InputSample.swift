import Analytics

/// The beginning of an input, prepared once for all the formats that look at it.
package struct InputSample: Sendable {
    /// Without a byte order mark; may end anywhere.
    let content: [UInt8]
    /// Bytes before `content`: leading NULs and the mark.
    let skipped: Int
    /// The lines that are not blank, without line ends; the last one only where it is whole or alone.
    let lines: [ArraySlice<UInt8>]
    let fileName: String?
    let zone: ZoneOffsets
    /// The fields of the first lines that are JSON objects.
    let objects: [[JSONSample.Value]]
    /// Almost every line is a JSON object: to look for tables in them costs much and finds nothing.
    let isOfObjects: Bool
    /// The sign between the columns, where there may be any: the one search for all the formats that are tables.
    private(set) var table: DelimiterSearch.Found?
    /// Lines that are looked at.
    package static let lineLimit = 400

    /// nil when there is nothing but blank lines.
    init?(
        _ sample: [UInt8], fileName: String?, zone: ZoneOffsets, description: InputDescription = InputDescription()
    ) {
        skipped = InputSample.marks(sample)
        content = Array(sample[skipped...])
        let lines = content.split(separator: 0x0A).filter { line in line.contains { $0 != 0x20 && $0 != 0x0D } }
        guard !lines.isEmpty else { return nil }
        self.lines = content.last == 0x0A || lines.count == 1 ? lines : Array(lines.dropLast())
        self.fileName = fileName
        self.zone = zone
        let some = self.lines.prefix(InputSample.lineLimit)
        objects = some.compactMap { JSONSample.values(of: $0) }
        isOfObjects = objects.count * 10 >= some.count * 9
        switch description.format {
        case .csv, .tsv: table = DelimiterSearch.delimiter(self, description)
        case nil: if !isOfObjects { table = DelimiterSearch.delimiter(self, description) }
        default: break
        }
    }

    /// The share of `lines`, of the first so many, of which `isTrue` holds; and how many were looked at.
    func share(of limit: Int = 100, where isTrue: (ArraySlice<UInt8>) -> Bool) -> (share: Double, lines: Int) {
        let some = lines.prefix(limit)
        return (Double(some.filter(isTrue).count) / Double(max(1, some.count)), some.count)
    }

    private static func marks(_ sample: [UInt8]) -> Int {
        let nulls = sample.prefix { $0 == 0 }.count
        return nulls + (sample.dropFirst(nulls).starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    }
}
