/// A decoder of a format whose records mean what a line somewhere before them says.
///
/// Chunks are decoded side by side, so a decoder may never see that line. The decoder that frames the input sees every byte in
/// order: it knows the layout in force at the start of each run of records, and whoever hands the runs out hands the layout on:
///
///     let run = reader.next(completeLength: framing.completeLength)
///     slot.adopt(layout: framing.layoutOfNextRun())      // once per run, in order
///     slot.decode(run, into: &batch)
///
/// Within a run a decoder follows the lines it meets. One that is never told a layout starts every run with the one it knows
/// whose number of fields fits, and rejects rows that fit none.
///
/// Of a file that was rotated while it was read, late lines come behind the beginning of the new one and are judged by its columns.
package protocol LayoutFollowing: RecordDecoder {
    /// The columns in force where the next run begins that no layout was taken for: the run that `completeLength` measured, or
    /// the unfinished rest behind it when nothing was measured since.
    func layoutOfNextRun() -> [String]

    /// The columns in force where the bytes begin that are decoded, or measured, next.
    func adopt(layout: [String])
}
