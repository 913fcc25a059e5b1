/// When to save: so often that little is read again after a crash, so seldom that it takes a twentieth of the time at most.
struct SavePace: Sendable, Hashable {
    let interval: Duration
    private(set) var isWriting = false
    private var lastBegun: Duration = .zero
    private var cost: Duration = .zero
    /// What there was to save when it was saved last; nil where nothing is.
    private var savedMark: Int?
    private var markUnderWay: Int?

    init(interval: Duration, savedMark: Int?) {
        self.interval = interval
        self.savedMark = savedMark
    }

    /// - Parameter mark: differs wherever there is something new to save.
    func isDue(_ now: Duration, mark: Int) -> Bool {
        !isWriting && !isSaved(mark) && now - lastBegun >= max(interval, cost * 20)
    }

    func isSaved(_ mark: Int) -> Bool { savedMark == mark }

    /// - Parameter cost: time for which nothing could be read.
    mutating func begun(at now: Duration, cost: Duration, mark: Int) {
        isWriting = true
        lastBegun = now
        self.cost = cost
        markUnderWay = mark
    }

    mutating func ended(isSaved: Bool) {
        isWriting = false
        if isSaved { savedMark = markUnderWay }
        markUnderWay = nil
    }

    /// Something else is counted from now on.
    mutating func forget() {
        savedMark = nil
        markUnderWay = nil
    }
}
