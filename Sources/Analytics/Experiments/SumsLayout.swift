/// Which word of an arm's sums holds what. Amounts are ten-thousandths, squares and products of two of them: integers,
/// so that what is added and taken back leaves no trace, in any order.
struct SumsLayout {
    static let users = 0
    private static let shares = 1

    let shareCount: Int
    let ledgerCount: Int

    init(_ goals: ExperimentGoals) {
        shareCount = goals.shares.count
        ledgerCount = goals.ledgers.count
    }

    /// Users who reached a share.
    func reached(_ share: Int) -> Int { SumsLayout.shares + share }

    func ledger(_ ledger: Int) -> Int { SumsLayout.shares + shareCount + ledger * LedgerSums.wordCount }

    /// Sum of the covariate, then of its squares.
    var covariate: Int { ledger(ledgerCount) }

    var wordCount: Int { covariate + 2 }

    /// Words that count users, orders or events.
    var countWords: [Int] {
        [SumsLayout.users] + (0..<shareCount).map(reached)
            + (0..<ledgerCount).flatMap { index in [0, 1, 6, 7].map { ledger(index) + $0 } }
    }
}

/// What one user, or the users of an arm together, bring to a ledger.
struct LedgerSums {
    /// In the order of the words.
    var buyers: Int128 = 0
    var orders: Int128 = 0
    var amount: Int128 = 0
    var amountSquares: Int128 = 0
    var orderSquares: Int128 = 0
    var products: Int128 = 0
    /// Users whose amount stands above the cap.
    var capped: Int128 = 0
    /// Events with an amount below zero.
    var refunds: Int128 = 0
    /// Of amount and covariate.
    var covariateProducts: Int128 = 0

    static let wordCount = 9

    init() {}

    /// Of one user.
    init(amount: Int64, orders: Int64, refunds: Int64, cap: Int64?, covariate: Int64) {
        let isCapped = cap.map { amount > $0 } ?? false
        let counted = Int128(isCapped ? cap ?? amount : amount)
        let orders = Int128(orders)
        self.orders = orders
        self.refunds = Int128(refunds)
        buyers = orders > 0 ? 1 : 0
        self.amount = counted
        amountSquares = counted &* counted
        orderSquares = orders &* orders
        products = counted &* orders
        capped = isCapped ? 1 : 0
        covariateProducts = counted &* Int128(covariate)
    }

    init(_ words: UnsafePointer<Int128>) {
        buyers = words[0]
        orders = words[1]
        amount = words[2]
        amountSquares = words[3]
        orderSquares = words[4]
        products = words[5]
        capped = words[6]
        refunds = words[7]
        covariateProducts = words[8]
    }

    static func - (a: LedgerSums, b: LedgerSums) -> LedgerSums {
        var difference = LedgerSums()
        difference.buyers = a.buyers &- b.buyers
        difference.orders = a.orders &- b.orders
        difference.amount = a.amount &- b.amount
        difference.amountSquares = a.amountSquares &- b.amountSquares
        difference.orderSquares = a.orderSquares &- b.orderSquares
        difference.products = a.products &- b.products
        difference.capped = a.capped &- b.capped
        difference.refunds = a.refunds &- b.refunds
        difference.covariateProducts = a.covariateProducts &- b.covariateProducts
        return difference
    }

    static func + (a: LedgerSums, b: LedgerSums) -> LedgerSums { a - (LedgerSums() - b) }

    /// Adds the words `sign` times to `words`.
    func add(to words: UnsafeMutablePointer<Int128>, _ sign: Int128) {
        words[0] &+= sign &* buyers
        words[1] &+= sign &* orders
        words[2] &+= sign &* amount
        words[3] &+= sign &* amountSquares
        words[4] &+= sign &* orderSquares
        words[5] &+= sign &* products
        words[6] &+= sign &* capped
        words[7] &+= sign &* refunds
        words[8] &+= sign &* covariateProducts
    }
}
