import Analytics
import Configuration
import Expressions
import Glibc

/// Writes funnels that were made on the screen into the configuration file.
struct FunnelSaving {
    /// The file that is in use, or the one to be made.
    let path: String

    /// - Parameters:
    ///   - used: the file that the settings came from, if there was one.
    ///   - sources: the first file among them decides where a new one is made: beside it.
    init(used: String?, sources: [String]) {
        let first = sources.first { $0 != "-" && !$0.contains { "*?[".contains($0) } }
        let folder = first?.lastIndex(of: "/").map { String(first?[...$0] ?? "") } ?? ""
        path = used ?? folder + "funneltop.yaml"
    }

    /// Adds the funnel, or puts it in the place of the one of its name; all else in the file stays as it is.
    ///
    /// - Throws: `UsageError` with the reason in one line.
    func save(_ funnel: FunnelDefinition) throws(UsageError) {
        let existing = TextFile.read(path)
        guard existing != nil || errno == ENOENT else { throw UsageError("\(path): \(FunnelSaving.reason)") }
        guard let text = ConfigurationWriter.saving(funnel: funnel, into: existing) else {
            throw UsageError("\(path) has mistakes or a layout of its own: add the funnel by hand")
        }
        // Whole or not at all, whatever happens meanwhile.
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw UsageError("\(temporary): \(FunnelSaving.reason)") }
        let bytes = Array(text.utf8)
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        let problem = FunnelSaving.reason
        close(descriptor)
        guard isWritten else {
            unlink(temporary)
            throw UsageError("\(temporary): \(problem)")
        }
        guard rename(temporary, path) == 0 else { throw UsageError("\(path): \(FunnelSaving.reason)") }
    }

    private static var reason: String { String(cString: strerror(errno)).lowercased() }
}
