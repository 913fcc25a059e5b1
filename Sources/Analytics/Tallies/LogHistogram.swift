/// Counts of tick values in bins of constant relative width, at most 1/128: values can be taken back.
///
/// The layout of HdrHistogram (Tene 2013): exact below 256, then 128 bins per power of two.
struct LogHistogram {
    private var bins: [Int32] = []
    private(set) var count = 0
    private(set) var sum = 0

    init() {}

    /// With room for values up to `most` from the start.
    init(upTo most: Int64) { bins = Array(repeating: 0, count: LogHistogram.bin(of: most) + 1) }

    var memoryBytes: Int { bins.capacity * 4 }

    mutating func add(_ value: Int64, _ sign: Int) {
        let bin = LogHistogram.bin(of: value)
        while bins.count <= bin { bins.append(0) }
        bins[bin] += Int32(sign)
        count += sign
        sum += sign * Int(value)
    }

    private static func bin(of value: Int64) -> Int {
        guard value >= 256 else { return Int(value) }
        let exponent = 63 - value.leadingZeroBitCount - 7
        return exponent * 128 + Int(value >> Int64(exponent))
    }

    /// Middle of a bin.
    private static func value(ofBin bin: Int) -> Double {
        guard bin >= 256 else { return Double(bin) }
        let exponent = bin / 128 - 1
        let mantissa = bin - exponent * 128
        return (Double(mantissa) + 0.5) * Double(1 << exponent)
    }

    /// The value below which `fraction` of the values lie, within 1/256 of it; nil when empty.
    func quantile(_ fraction: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = min(count - 1, Int(Double(count) * fraction))
        var seen = 0
        for (bin, number) in bins.enumerated() {
            seen += Int(number)
            if seen > rank { return LogHistogram.value(ofBin: bin) }
        }
        return nil
    }

    /// Values in `from ..< to`, by the middles of their bins.
    func count(from: Double, to: Double) -> Int {
        var total = 0
        for (bin, number) in bins.enumerated() where number != 0 {
            let value = LogHistogram.value(ofBin: bin)
            if value >= from && value < to { total += Int(number) }
        }
        return total
    }
}

extension LogHistogram {
    func save(to writer: inout StateWriter) {
        writer.write(bins)
        writer.write(count)
        writer.write(sum)
    }

    mutating func restore(from reader: inout StateReader) throws(StateError) {
        bins = try reader.readArray(of: Int32.self, limit: LogHistogram.bin(of: .max) + 1)
        try StateReader.require(bins.allSatisfy { $0.magnitude < 1 << 30 }, "a count of times is out of reach")
        count = try reader.readTally()
        sum = try reader.readInt()
        try StateReader.require(sum.magnitude < 1 << 62, "a sum of times is out of reach")
    }
}
