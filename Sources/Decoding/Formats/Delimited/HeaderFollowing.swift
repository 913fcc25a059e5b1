/// A decoder of tables whose files name their columns in a row of their own, which may be others in the next file.
///
/// Old and new files are read in turns and chunks are decoded side by side, so whoever hands them out knows the columns of each
/// stream. A row that names other columns always begins a chunk:
///
///     let length = framing.lengthBeforeNames(in: whole records, passingUsual: no stream has other columns)
///     let columns = framing.columns(namedBy: chunk) ?? those of the stream
///     slot.adopt(layout: columns)
///     slot.decode(chunk, into: &batch)
package protocol HeaderFollowing: RecordDecoder {
    /// The columns that the first record names, in the schema's words where it names those; nil where it is no row of names.
    func columns(namedBy records: UnsafeRawBufferPointer) -> [String]?

    /// Bytes up to the first row of names behind the first record; all where there is none.
    ///
    /// - Parameter passesUsual: rows that name the schema's columns are passed over, unless the first names others.
    /// - Complexity: O(bytes)
    func lengthBeforeNames(in records: UnsafeRawBufferPointer, passesUsual: Bool) -> Int

    /// The columns of the records that are decoded next.
    func adopt(layout: [String])
}
