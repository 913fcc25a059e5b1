/// Runs one piece of work at a time while its caller goes on with another.
package protocol WorkBeside: AnyObject {
    /// Begins the work; the one before it has been waited for.
    func begin(_ work: @escaping @Sendable () -> Void)

    /// Returns when the work begun last is done.
    func wait()
}
