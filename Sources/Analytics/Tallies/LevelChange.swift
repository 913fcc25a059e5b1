/// What a unit's new latest start means for the ranges: by lane, the boundaries at which one unit more counts.
struct LevelChange {
    /// The unit had not reached the step before.
    let isNew: Bool
    /// First boundary that counts one more, and the one behind the last; nothing where they are equal.
    let first: SIMD8<Int32>
    let end: SIMD8<Int32>

    /// - Parameters:
    ///   - old: buckets of the start that counted so far; nil for none.
    ///   - new: buckets of the start that counts from `time` on.
    @inline(__always)
    init(old: SIMD8<Int32>?, new: SIMD8<Int32>, time: SIMD8<Int32>) {
        isNew = old == nil
        let from = time &+ 1
        end = new &+ RangeGrid.rangeLanes &+ 1
        if let old {
            // The old start would have counted until it left the range; from there on the new one does.
            let oldEnd = old &+ RangeGrid.rangeLanes &+ 1
            first = oldEnd.replacing(with: from, where: oldEnd .< from)
        } else {
            first = from
        }
    }
}
