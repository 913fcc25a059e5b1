import Yams

/// What the YAML parser complains about, as an error of this module.
enum YAMLMistake {
    static func error(for error: any Error, in text: String, path: String) -> ConfigurationError {
        guard let mistake = error as? YamlError else {
            return ConfigurationError(path: path, line: 1, column: 1, message: "this is not YAML")
        }
        switch mistake {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return ConfigurationError(
                path: path, line: mark.line, column: mark.column, message: "this is not YAML: " + problem,
                remedy: remedy(for: problem))
        case .duplicatedKeysInMapping(let duplicates, let context):
            return ConfigurationError(
                path: path, line: context.mark.line, column: context.mark.column,
                message: "the key " + duplicates.map(NodeReader.quote).joined(separator: ", ") + " stands twice",
                remedy: "leave one of them out")
        case .reader(let problem, let offset, _, _):
            let before = text.prefix(offset ?? 0)
            let line = before.unicodeScalars.count { $0 == "\n" } + 1
            let column = before.unicodeScalars.reversed().prefix { $0 != "\n" }.count + 1
            return ConfigurationError(
                path: path, line: line, column: column, message: "this is not text: " + problem,
                remedy: "save the file as UTF-8")
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return ConfigurationError(path: path, line: 1, column: 1, message: "this file could not be read as YAML")
        }
    }

    private static func remedy(for problem: String) -> String? {
        if problem.contains("undefined alias") { return "quote text that begins with `*`" }
        if problem.contains("mapping values are not allowed") { return "quote text that holds a colon and a blank" }
        if problem.contains("cannot start any token") { return "quote the text, and indent with blanks" }
        if problem.contains("another document") { return "keep one document, without `---` between" }
        return nil
    }
}
