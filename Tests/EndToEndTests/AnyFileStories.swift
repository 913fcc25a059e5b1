import Foundation
import Testing

/// One shop's events, however they are wrapped: the same numbers, without a flag.
@Suite struct AnyFileStories {
    @Test(arguments: [
        ("gzip -c events.jsonl", "events.log"),
        ("head -1000 events.jsonl | gzip -c; tail -n +1001 events.jsonl | gzip -c", "x.gz"),
        ("zstd -qc events.jsonl", "events.zst"), ("iconv -f UTF-8 -t UTF-16 events.jsonl", "events.utf16"),
        ("(echo '['; sed '$!s/$/,/' events.jsonl; echo ']')", "array.json"),
        ("tr -d '\\n' < events.jsonl", "joined.json"),
        ("sed 's/$/\\r/' events.jsonl", "crlf.jsonl"), ("tr '\\n' '\\r' < events.jsonl", "cr.jsonl"),
        (
            "(printf '{\"sentAt\":\"x\",\"batch\":['; sed '$!s/$/,/' events.jsonl | tr -d '\\n'; printf ']}')",
            "batch.json"
        ),
    ])
    func `reads wrapped events as they are`(_ command: String, _ name: String) throws {
        let folder = try Sandbox()
        try folder.write(try Samples.shop(events: 2000).joined(), to: "events.jsonl")
        let tool = command.contains("zstd") ? try Program.shell("command -v zstd", in: folder.url).exitCode : 0
        try #require(tool == 0, "zstd is not installed")
        let wrapping = try Program.shell("{ \(command); } > \(name)", in: folder.url)
        try #require(wrapping.exitCode == 0, "\(wrapping.standardError)")
        let plain = try Samples.counts(["events.jsonl"], in: folder)
        #expect(plain.count == 4 && plain[3] > 0)
        #expect(try Samples.counts([name], in: folder) == plain)
        #expect(
            try Program.shell("cat \(name) | funneltop report - --output text | head -1", in: folder.url).exitCode == 0)
    }
}
