/// Gives every decoder of a run a number of its own.
final class DecoderNumbers {
    private var last = -1

    func next() -> Int {
        last += 1
        return last
    }
}
