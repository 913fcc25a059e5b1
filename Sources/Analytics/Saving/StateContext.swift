/// What the parts of the aggregates refer to, read before them.
struct StateContext {
    /// Ids there are.
    var users: Int
    /// Event names there are, absent included.
    var names: Int
    /// By column: texts there are.
    var texts: [Int]
    var people: IdentityGraph?
}
