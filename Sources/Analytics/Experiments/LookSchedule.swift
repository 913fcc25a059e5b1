/// The edges of event time at which evidence is looked at: every 15 s for the first 512 of them, then at half the rate
/// each time the experiment has doubled its age. A look comes at most 1/256 of the age late, and where the looks are
/// depends on nothing but the first exposure: not on how long the data go on, nor on how fast they are read.
///
///     15 s   |....|....|....|....|
///     30 s                       |.......|.......|
///      1 m                                       |...............|
struct LookSchedule: Hashable {
    /// Microseconds of the finest bucket.
    static let unit = RangeGrid.unit
    private static let finestCount = 512
    /// Enough for all times that can be written.
    private static let regionCount = 32

    /// Units since 1970 at which the buckets of each length begin; those of region k are 2^k units long and lie at
    /// multiples of their length, so that an earlier start joins buckets and never cuts one.
    private let starts: [Int]
    /// Number of the first bucket of each region.
    private let offsets: [Int]

    /// - Parameter time: of the first exposure, microseconds since 1970.
    init(from time: Int64) {
        let first = RangeGrid.units(at: time)
        var starts = [first]
        var offsets = [0]
        for region in 1..<LookSchedule.regionCount {
            let length = 1 << region
            let start = (first + LookSchedule.finestCount << (region - 1) + length - 1) & ~(length - 1)
            offsets.append(offsets[region - 1] + (start - starts[region - 1]) >> (region - 1))
            starts.append(start)
        }
        self.starts = starts
        self.offsets = offsets
    }

    func contains(_ time: Int64) -> Bool { RangeGrid.units(at: time) >= starts[0] }

    /// The bucket of a time that is not before the start.
    func bucket(of time: Int64) -> Int {
        let unit = RangeGrid.units(at: time)
        var region = 0
        while region + 1 < starts.count, unit >= starts[region + 1] { region += 1 }
        return offsets[region] + (unit - starts[region]) >> region
    }

    /// Microseconds since 1970.
    func start(of bucket: Int) -> Int64 { Int64(firstUnit(of: bucket)) * LookSchedule.unit }

    /// Where the bucket ends, exclusive; microseconds since 1970.
    func end(of bucket: Int) -> Int64 { start(of: bucket + 1) }

    private func firstUnit(of bucket: Int) -> Int {
        var region = 0
        while region + 1 < offsets.count, bucket >= offsets[region + 1] { region += 1 }
        return starts[region] + (bucket - offsets[region]) << region
    }
}

extension LookSchedule {
    /// Buckets within all times that can be read.
    static let largestCount = 6400

    func save(to writer: inout StateWriter) { writer.write(start(of: 0)) }

    static func restore(from reader: inout StateReader) throws(StateError) -> LookSchedule {
        let start = try reader.readTime()
        try StateReader.require(StateLimits.isTime(start - unit), "an experiment begins out of reach")
        return LookSchedule(from: start)
    }
}
