import Statistics

/// The sums of all arms, by phase, as they stood at one time.
struct ArmSums {
    /// Amounts are ten-thousandths.
    private static let amountUnit = 1e-4

    let layout: SumsLayout
    let phaseCount: Int
    let armCount: Int
    private var words: [Int128]

    init(layout: SumsLayout, phaseCount: Int, armCount: Int) {
        self.layout = layout
        self.phaseCount = phaseCount
        self.armCount = armCount
        words = Array(repeating: 0, count: phaseCount * armCount * layout.wordCount)
    }

    /// As it stands now.
    init(_ tally: ExperimentTally, _ arms: ArmList) {
        self.init(layout: tally.layout, phaseCount: tally.series.count, armCount: arms.arms.count)
        for phase in 0..<phaseCount {
            for (arm, entry) in arms.arms.enumerated() {
                guard let cell = entry.cell, let series = tally.series(phase, cell) else { continue }
                _ = add(series.total, phase, arm)
            }
        }
    }

    /// Adds the increments of a bucket.
    ///
    /// - Returns: whether there were any.
    mutating func add(_ tally: ExperimentTally, _ arms: ArmList, bucket: Int) -> Bool {
        var isNews = false
        for phase in 0..<phaseCount {
            for (arm, entry) in arms.arms.enumerated() {
                guard let cell = entry.cell, let series = tally.series(phase, cell) else { continue }
                if add(series.buckets + bucket * layout.wordCount, phase, arm) { isNews = true }
            }
        }
        return isNews
    }

    private mutating func add(_ source: UnsafePointer<Int128>, _ phase: Int, _ arm: Int) -> Bool {
        let base = (phase * armCount + arm) * layout.wordCount
        var isNews = false
        for word in 0..<layout.wordCount where source[word] != 0 {
            words[base + word] &+= source[word]
            isNews = true
        }
        return isNews
    }

    // MARK: What they say

    func count(_ phase: Int, _ arm: Int, _ word: Int) -> Int {
        Int(clamping: words[(phase * armCount + arm) * layout.wordCount + word])
    }

    /// Over all phases.
    func count(_ arm: Int, _ word: Int) -> Int {
        (0..<phaseCount).reduce(0) { $0 + count($1, arm, word) }
    }

    func users(_ phase: Int, _ arm: Int) -> Int { count(phase, arm, SumsLayout.users) }

    func users(_ arm: Int) -> Int { count(arm, SumsLayout.users) }

    func ledger(_ phase: Int, _ arm: Int, _ ledger: Int) -> LedgerSums {
        let base = (phase * armCount + arm) * layout.wordCount + layout.ledger(ledger)
        return words.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { LedgerSums($0 + base) } ?? LedgerSums()
        }
    }

    /// Over all phases.
    func ledger(_ arm: Int, _ ledger: Int) -> LedgerSums {
        (0..<phaseCount).reduce(LedgerSums()) { $0 + self.ledger($1, arm, ledger) }
    }

    /// In all arms and phases.
    var allUsers: Int { (0..<armCount).reduce(0) { $0 + users($1) } }

    func share(_ phase: Int, _ arm: Int, _ share: Int) -> MomentSums {
        MomentSums(users: Double(users(phase, arm)), reached: Double(count(phase, arm, layout.reached(share))))
    }

    /// Amounts per user.
    func amounts(_ phase: Int, _ arm: Int, _ ledger: Int) -> MomentSums {
        let sums = self.ledger(phase, arm, ledger)
        return MomentSums(
            users: Double(users(phase, arm)), sum: Double(sums.amount) * ArmSums.amountUnit,
            sumOfSquares: Double(sums.amountSquares) * ArmSums.amountUnit * ArmSums.amountUnit)
    }

    /// Amounts over orders.
    func amountsPerOrder(_ phase: Int, _ arm: Int, _ ledger: Int) -> RatioSums {
        let sums = self.ledger(phase, arm, ledger)
        let unit = ArmSums.amountUnit
        return RatioSums(
            users: Double(users(phase, arm)), numerator: Double(sums.amount) * unit, denominator: Double(sums.orders),
            numeratorSquares: Double(sums.amountSquares) * unit * unit, denominatorSquares: Double(sums.orderSquares),
            products: Double(sums.products) * unit)
    }

    func covariates(_ phase: Int, _ arm: Int, _ ledger: Int) -> CovariateSums {
        let unit = ArmSums.amountUnit
        let base = (phase * armCount + arm) * layout.wordCount + layout.covariate
        return CovariateSums(
            users: Double(users(phase, arm)), x: Double(words[base]) * unit,
            xx: Double(words[base + 1]) * unit * unit,
            xy: Double(self.ledger(phase, arm, ledger).covariateProducts) * unit * unit)
    }
}
