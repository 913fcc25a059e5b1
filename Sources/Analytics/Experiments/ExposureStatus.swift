/// The status word of a user in an experiment; behind it stands one word per factor with the time of the exposure,
/// then, where there is a covariate, one per factor with its value at that time.
struct ExposureStatus {
    private var bits: UInt64

    init(_ word: Int64) { bits = UInt64(bitPattern: word) }
    var word: Int64 { Int64(bitPattern: bits) }

    /// Level codes, 8 bits for each of three factors.
    var packedLevels: Int { Int(bits & 0xFF_FFFF) }

    /// The code of the level seen first; 0 for none.
    subscript(factor: Int) -> Int {
        get { Int(bits >> UInt64(factor * 8) & 0xFF) }
        set { bits = bits & ~(0xFF << UInt64(factor * 8)) | UInt64(newValue) << UInt64(factor * 8) }
    }

    /// The user was seen in two levels of one factor.
    var isConflicting: Bool {
        get { bits & 1 << 24 != 0 }
        set { bits = newValue ? bits | 1 << 24 : bits & ~(1 << 24) }
    }

    /// Where the goals the user reached are kept, if there are any.
    var history: Int? {
        get { bits >> 32 == 0 ? nil : Int(bits >> 32) - 1 }
        set { bits = bits & 0xFFFF_FFFF | UInt64((newValue ?? -1) + 1) << 32 }
    }
}

/// The first times at which a user was seen in each level, for users with more than one in some factor.
struct ConflictTimes {
    struct Sighting {
        var factor: Int
        var level: Int
        var time: Int64
    }

    private(set) var sightings: [Sighting] = []

    /// - Returns: whether that is news.
    mutating func note(_ factor: Int, _ level: Int, at time: Int64) -> Bool {
        guard let index = sightings.firstIndex(where: { $0.factor == factor && $0.level == level }) else {
            sightings.append(Sighting(factor: factor, level: level, time: time))
            return true
        }
        guard time < sightings[index].time else { return false }
        sightings[index].time = time
        return true
    }

    /// Level and time that were first; of one time the level whose name comes first.
    func first(_ factor: Int, name: (Int) -> String) -> (level: Int, time: Int64)? {
        sightings.filter { $0.factor == factor }
            .min { ($0.time, name($0.level)) < ($1.time, name($1.level)) }
            .map { ($0.level, $0.time) }
    }

    /// When a second level of some factor was seen.
    var second: Int64 {
        var earliest = Int64.max
        for factor in Set(sightings.map(\.factor)) {
            let times = sightings.filter { $0.factor == factor }.map(\.time).sorted()
            if times.count > 1 { earliest = min(earliest, times[1]) }
        }
        return earliest
    }
}
