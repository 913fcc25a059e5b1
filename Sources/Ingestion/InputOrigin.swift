import ByteSources

/// Where the bytes of one input come from.
package enum InputOrigin {
    /// A path or a glob of files.
    case files(SourcePattern)
    case standardInput
    /// A source made by the program itself, under a name to show.
    case source(any ByteSource, name: String)
}
