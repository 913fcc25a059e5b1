import Glibc

/// The machine's clock, for the lag alone: counts follow event time.
enum WallClock {
    /// Since 1970.
    static var microseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
