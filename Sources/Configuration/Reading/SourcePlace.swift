/// Where the sources of a configuration file lie.
enum SourcePlace {
    /// A path that is relative to the folder of `file`, as seen from the working folder; `-`, addresses and absolute paths stay.
    static func path(_ source: String, inFile file: String) -> String {
        guard let slash = file.lastIndex(of: "/"), source != "-", !source.hasPrefix("/"), !source.contains("://") else {
            return source
        }
        let folder = file[...slash]
        return folder == "./" ? source : folder + (source.hasPrefix("./") ? String(source.dropFirst(2)) : source)
    }
}
