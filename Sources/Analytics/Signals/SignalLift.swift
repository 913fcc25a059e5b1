import RealModule
import Statistics

/// How much more likely users are to convert once they have done a signal.
///
/// A user is at risk from the first event until the first conversion, or until now. From the moment the signal is done
/// he stands among those with it, before that among those without, so that nobody is counted as having done what he only
/// did later (no immortal time: Suissa 2008), and a conversion counts for the signal only where it came after it. Users
/// are compared with others of the same age since their first event, in bands that double: rates per time at risk are
/// put together over the bands as Mantel and Haenszel do for person-time (Greenland & Robins 1985, Biometrics 41:55–68),
///
///     ratio = sum(a U / T) / sum(b W / T),   variance of ln ratio = sum((a + b) W U / T^2) / (sum(a U / T) sum(b W / T))
///
/// with a and b conversions with and without, W and U the time at risk with and without, T = W + U. The lift is the
/// ratio less 1. As in experiments any event that fills the last step is a conversion. It is an association: what it
/// means is for an experiment to say. The interval is that of `EffectPrior`, which holds at all times at once for
/// normal estimates; so it is given only from five conversions on either side.
struct SignalLift {
    /// Conversions on either side from which on an interval is given.
    static let fewest = 5
    /// Time at risk of all users, and of those with the signal from then on.
    var everybody = AgeExposure()
    var with = AgeExposure()
    /// Conversions by band of age.
    var convertedWith = Array(repeating: 0, count: AgeExposure.bandCount)
    var convertedWithout = Array(repeating: 0, count: AgeExposure.bandCount)

    var conversionsWith: Int { convertedWith.reduce(0, +) }
    var conversionsWithout: Int { convertedWithout.reduce(0, +) }

    /// ln of the ratio with its variance, and nil where there is nothing to compare.
    private var sums: (with: Double, without: Double, variance: Double) {
        let all = everybody.times
        let some = with.times
        var sums = (with: 0.0, without: 0.0, variance: 0.0)
        for band in 0..<AgeExposure.bandCount where all[band] > 0 {
            let share = some[band] / all[band]
            sums.with += Double(convertedWith[band]) * (1 - share)
            sums.without += Double(convertedWithout[band]) * share
            sums.variance += Double(convertedWith[band] + convertedWithout[band]) * share * (1 - share)
        }
        return sums
    }

    /// nil where nobody without the signal converted at an age at which others had it.
    var lift: Double? {
        let sums = sums
        return sums.without > 0 ? sums.with / sums.without - 1 : nil
    }

    /// nil while too little is known.
    var range: ClosedRange<Double>? {
        let sums = sums
        guard conversionsWith >= SignalLift.fewest, conversionsWithout >= SignalLift.fewest, sums.with > 0,
            sums.without > 0, sums.variance > 0
        else { return nil }
        let effect = Effect(
            estimate: .log(sums.with / sums.without), variance: sums.variance / (sums.with * sums.without))
        let logs = EffectPrior(target: 0.3).interval(effect)
        return .expMinusOne(logs.lowerBound)...(.expMinusOne(logs.upperBound))
    }
}

/// Time at risk by age, in bands: below one second, then doubling.
struct AgeExposure {
    static let bandCount = 32
    /// By band, users whose time ends in it, and how far into it, in microseconds.
    private var ends = Array(repeating: 0, count: bandCount)
    private var parts = Array(repeating: Int128(0), count: bandCount)

    static func band(_ age: Int64) -> Int {
        let seconds = age / 1_000_000
        return seconds <= 0 ? 0 : min(bandCount - 1, 64 - seconds.leadingZeroBitCount)
    }

    /// Microseconds at which a band begins.
    private static func start(_ band: Int) -> Int64 { band == 0 ? 0 : 1_000_000 << Int64(band - 1) }

    /// A user is at risk from age 0 on until `age`, in microseconds.
    @inline(__always)
    mutating func add(until age: Int64, _ sign: Int) {
        let band = AgeExposure.band(age)
        ends[band] += sign
        parts[band] += Int128(sign) * Int128(age - AgeExposure.start(band))
    }

    /// Seconds at risk in each band.
    var times: [Double] {
        var times = Array(repeating: 0.0, count: AgeExposure.bandCount)
        var beyond = 0
        for band in (0..<AgeExposure.bandCount).reversed() {
            let length =
                band + 1 < AgeExposure.bandCount ? AgeExposure.start(band + 1) - AgeExposure.start(band) : 0
            times[band] = Double(parts[band] + Int128(beyond) * Int128(length)) / 1_000_000
            beyond += ends[band]
        }
        return times
    }
}
