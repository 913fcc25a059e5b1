/// Sessions by the time of their start: in all, and for every range. What is added can be taken back.
struct SessionTally: ~Copyable {
    /// What sessions add up to.
    struct Sums: BitwiseCopyable, Equatable {
        var count = 0
        var events = 0
        var pageViews = 0
        /// Microseconds.
        var length = 0
        var bounces = 0

        @inline(__always)
        static func += (a: inout Sums, b: Sums) {
            a.count &+= b.count
            a.events &+= b.events
            a.pageViews &+= b.pageViews
            a.length &+= b.length
            a.bounces &+= b.bounces
        }

        /// What a session is, `sign` times.
        @inline(__always)
        init(_ session: Session, _ sign: Int) {
            count = sign
            events = sign &* Int(session.events)
            pageViews = sign &* Int(session.pageViews)
            length = sign &* Int(session.length)
            bounces = session.isBounce ? sign : 0
        }

        init() {}
    }

    /// Since the first session.
    private(set) var sums = Sums()
    private var rings = SessionRings()
    /// Events of one finest bucket that are not in the rings yet.
    private var pendingUnit = Int.min
    private var pendingEvents = 0
    /// Milliseconds, of all sessions.
    private(set) var lengths = LogHistogram(upTo: SessionTally.longest)

    /// Milliseconds from the first to the last time that events may have.
    private static let longest: Int64 = 300 * 366 * 86_400_000

    var memoryBytes: Int { SessionRings.memoryBytes + lengths.memoryBytes }

    /// A session comes (`sign` 1) or is taken back (-1).
    mutating func add(_ session: Session, _ sign: Int) {
        lengths.add(session.length / 1000, sign)
        let delta = Sums(session, sign)
        sums += delta
        guard let place = rings.place(of: session.start) else { return }
        rings.sums[place] += delta
        rings.add(sign, place, LengthBins.bin(session.length))
    }

    /// A session grows without a change of its start.
    @inline(__always)
    mutating func change(_ old: Session, to new: Session) {
        var delta = Sums(new, 1)
        delta += Sums(old, -1)
        sums += delta
        let place = rings.place(of: new.start)
        if let place { rings.sums[place] += delta }
        guard new.last != old.last else { return }
        lengths.add(old.length / 1000, -1)
        lengths.add(new.length / 1000, 1)
        guard let place else { return }
        let from = LengthBins.bin(old.length)
        let to = LengthBins.bin(new.length)
        guard from != to else { return }
        rings.add(-1, place, from)
        rings.add(1, place, to)
    }

    /// An event of the stream, at its own time.
    @inline(__always)
    mutating func addEvent(at time: Int64) {
        let unit = RangeGrid.units(at: time)
        if unit == pendingUnit {
            pendingEvents &+= 1
        } else {
            flush()
            pendingUnit = unit
            pendingEvents = 1
        }
    }

    private mutating func flush() {
        guard pendingEvents > 0 else { return }
        if let place = rings.place(of: Int64(pendingUnit) * RangeGrid.unit) { rings.events[place] &+= pendingEvents }
        pendingEvents = 0
    }

    func save(to writer: inout StateWriter) {
        withUnsafeBytes(of: sums) { writer.write(bytes: $0) }
        rings.save(to: &writer)
        writer.write(pendingUnit)
        writer.write(pendingEvents)
        lengths.save(to: &writer)
    }

    mutating func restore(from reader: inout StateReader) throws(StateError) {
        sums = try reader.readArray(of: Sums.self, count: 1).first ?? Sums()
        try rings.restore(from: &reader)
        pendingUnit = try reader.readInt()
        pendingEvents = try reader.readCount(upTo: StateLimits.count)
        try StateReader.require(
            pendingUnit == .min && pendingEvents == 0 || pendingUnit.magnitude < 1 << 31, "a time is out of reach")
        try lengths.restore(from: &reader)
    }

    /// Events in one bucket; 0 where it is no longer kept.
    func events(lane: Int, bucket: Int) -> Int {
        let isPending = pendingEvents > 0 && pendingUnit.dividedDown(by: RangeGrid.unitsPerBucket[lane]) == bucket
        var events = isPending ? pendingEvents : 0
        rings.forEachPlace(lane: lane, bucket: bucket) { events += rings.events[$0] }
        return events
    }

    /// Of the sessions begun in one bucket; nothing where the bucket is no longer kept.
    func sums(lane: Int, bucket: Int) -> Sums {
        var sums = Sums()
        rings.forEachPlace(lane: lane, bucket: bucket) { sums += rings.sums[$0] }
        return sums
    }

    /// Median length in seconds of the sessions begun in some buckets, within a quarter of it; nil without sessions.
    func medianSeconds(lane: Int, _ buckets: Range<Int>) -> Double? {
        var counts = Array(repeating: 0, count: LengthBins.count)
        for bucket in buckets {
            rings.forEachPlace(lane: lane, bucket: bucket) { place in
                for bin in counts.indices { counts[bin] += rings.count(place, bin) }
            }
        }
        return LengthBins.median(counts)
    }
}
