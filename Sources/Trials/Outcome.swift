/// How a rule ended in one run.
package struct Outcome: Sendable, Hashable {
    /// Visitors in all arms at the first call; 0 is never.
    package var visitors: Int32 = 0
    /// Whether the variant was called better.
    package var isWin = false

    package init(visitors: Int32 = 0, isWin: Bool = false) {
        self.visitors = visitors
        self.isWin = isWin
    }

    package var isCalled: Bool { visitors > 0 }
}
