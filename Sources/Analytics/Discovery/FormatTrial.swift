/// What came of reading the beginning of some data as one format.
package struct FormatTrial: Sendable, Hashable {
    /// As `--format` writes it.
    package var format: String
    /// 0...1; nil for a format that did not come into question.
    package var certainty: Double?
    /// It is the format that was taken.
    package var isTaken = false
    /// Lines that gave an event, of `lines`.
    package var events = 0
    package var lines = 0
    /// In words, a clause: why, or why not.
    package var remark: String

    package init(format: String, remark: String) {
        self.format = format
        self.remark = remark
    }
}
