/// How much is kept so that persons can be joined and parted afterwards, and all of their events counted anew.
///
/// Within these bounds the numbers are exact whenever a link arrives. Beyond them what was reached stays as it was, and
/// the persons concerned are counted (`IdentitySnapshot.approximate`). Nothing of it is kept where the input knows one
/// kind of id only, nor where it is read twice.
enum KeptHistory {
    /// Event time behind the newest event: 30 days.
    static let span: Int64 = 30 * 86_400_000_000
    /// What is forgotten is forgotten in steps of this length, so that a unit's events go many at a time.
    static let step: Int64 = span / 64
    /// Events of all funnels and segments together; about 90 bytes each. The oldest go first.
    static let eventLimit = 1 << 20
    /// Goals of one id in an experiment; of more, repeats go.
    static let goalLimit = 1 << 10
}
