import Foundation
import Testing

/// Reports that go on where the one before ended.
@Suite struct StateReports {
    private let folder: Sandbox
    private let arguments = ["report", "events.jsonl", "--state", "state", "--funnel", Samples.funnel]

    init() throws { folder = try Sandbox() }

    /// All that a report counts, without the time it was made and the names of its files.
    private func numbers(_ arguments: [String]) throws -> NSDictionary {
        let run = try Program.run(arguments + ["--output", "json"], in: folder.url)
        #expect(run.exitCode == 0, "\(run.standardError)")
        var json = try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any] ?? [:]
        json["generated"] = nil
        var source = json["source"] as? [String: Any] ?? [:]
        source["inputs"] = nil
        source["rejected_examples"] = nil
        json["source"] = source
        return json as NSDictionary
    }

    @Test func `a growing and rotating file, reported again and again, ends as if it was read at once`() throws {
        let lines = try Samples.shop(events: 3000)
        try folder.write("", to: "events.jsonl")
        for (step, begin) in stride(from: 0, to: 3000, by: 500).enumerated() {
            let part = lines[begin..<begin + 500]
            try folder.append(part.prefix(200).joined(), to: "events.jsonl")
            switch step {
            case 1, 4:
                try move("events.jsonl", "events.jsonl.\(step)")
                try folder.write("", to: "events.jsonl")
            case 2:
                try copy("events.jsonl", "events.jsonl.\(step)")
                truncate(folder.file("events.jsonl").path, 0)
            default: break
            }
            try folder.append(part.dropFirst(200).joined(), to: "events.jsonl")
            let run = try Program.run(arguments, in: folder.url)
            #expect(run.exitCode == 0)
            #expect(!run.standardError.contains("state"), "\(run.standardError)")
        }
        try folder.write(lines.joined(), to: "all.jsonl")
        let undisturbed = try numbers(["report", "all.jsonl", "--funnel", Samples.funnel])
        #expect(try numbers(arguments) == undisturbed)
    }

    private func move(_ one: String, _ other: String) throws {
        try FileManager.default.moveItem(at: folder.file(one), to: folder.file(other))
    }

    private func copy(_ one: String, _ other: String) throws {
        try FileManager.default.copyItem(at: folder.file(one), to: folder.file(other))
    }

    @Test func `half a line counts once, when its other half has come`() throws {
        let line = "{\"ts\":\"2026-01-01T00:00:00Z\",\"user_id\":\"a\",\"event\":\"product_viewed\"}\n"
        let other = "{\"ts\":\"2026-01-01T00:00:01Z\",\"user_id\":\"b\",\"event\":\"product_viewed\"}\n"
        try folder.write(line + other.prefix(30), to: "events.jsonl")
        _ = try Program.run(arguments, in: folder.url)
        try folder.append(String(other.dropFirst(30)), to: "events.jsonl")
        let counted = try numbers(arguments)
        let source = counted["source"] as? [String: Any]
        #expect(source?["events"] as? Int == 2)
        #expect(source?["rejected"] as? Int == 0)
    }

    @Test func `a line without its newline is reported, and not kept before it is whole`() throws {
        try folder.write(try Samples.shop(events: 10).joined().trimmingCharacters(in: .newlines), to: "events.jsonl")
        for _ in 0..<3 {
            let source = try numbers(arguments)["source"] as? [String: Any]
            #expect(source?["events"] as? Int == 10)
        }
    }

    @Test func `an empty file is reported as zeros and kept, and read when it has grown`() throws {
        try folder.write("", to: "events.jsonl")
        for _ in 0..<2 {
            let run = try Program.run(arguments, in: folder.url)
            #expect(run.exitCode == 0)
            #expect(run.standardError == "funneltop: warning: events.jsonl is empty\n")
            #expect(run.standardOutput.contains("\nevents    0  (no line gave a usable event)\n"))
            #expect(run.standardOutput.contains("Nobody has entered this funnel yet."))
            #expect(FileManager.default.fileExists(atPath: folder.file("state").path))
        }
        // They have a field for sessions, of which nothing was known before.
        let lines = try Samples.shop(events: 600)
        try folder.append(lines.prefix(300).joined(), to: "events.jsonl")
        _ = try numbers(arguments)
        try folder.append(lines.dropFirst(300).joined(), to: "events.jsonl")
        let run = try Program.run(arguments, in: folder.url)
        #expect(run.exitCode == 0 && run.standardError == "")
        #expect(try numbers(arguments) == numbers(["report", "events.jsonl", "--funnel", Samples.funnel]))
    }

    @Test func `without a state an empty file is no input`() throws {
        try folder.write("", to: "events.jsonl")
        let run = try Program.run(["report", "events.jsonl", "--funnel", Samples.funnel], in: folder.url)
        #expect(run.exitCode == 1 && run.standardOutput == "")
        #expect(run.standardError == "funneltop: events.jsonl is empty\n")
    }

    @Test func `a damaged state is kept aside and the one before it used`() throws {
        let lines = try Samples.shop(events: 900)
        try folder.write(lines.prefix(300).joined(), to: "events.jsonl")
        _ = try numbers(arguments)
        try folder.append(lines[300..<600].joined(), to: "events.jsonl")
        _ = try numbers(arguments)
        try folder.append(lines[600...].joined(), to: "events.jsonl")
        var state = try Data(contentsOf: folder.file("state"))
        state[state.count / 2] ^= 4
        try state.write(to: folder.file("state"))
        let run = try Program.run(arguments, in: folder.url)
        #expect(run.exitCode == 0)
        #expect(
            run.standardError.contains(
                "the state file state is damaged: its checksum is wrong; kept aside as state.damaged"))
        #expect(run.standardError.contains("going on from state.previous, the one before it"))
        #expect(try numbers(arguments) == numbers(["report", "events.jsonl", "--funnel", Samples.funnel]))
        #expect(FileManager.default.fileExists(atPath: folder.file("state.damaged").path))
    }

    @Test func `a state of other funnels is kept aside, and taken up when it is named with them`() throws {
        try folder.write(try Samples.shop(events: 300).joined(), to: "events.jsonl")
        _ = try numbers(arguments)
        let other = ["report", "events.jsonl", "--state", "state", "--funnel", "product_viewed > purchased"]
        let run = try Program.run(other, in: folder.url)
        #expect(run.exitCode == 0)
        #expect(run.standardError.contains("was made with other settings (funnel "))
        #expect(run.standardError.contains("kept aside as state.foreign"))
        let undisturbed = try numbers(["report", "events.jsonl", "--funnel", Samples.funnel])
        // What is gone cannot be read again.
        try folder.write("", to: "events.jsonl")
        let kept = ["report", "events.jsonl", "--state", "state.foreign", "--funnel", Samples.funnel]
        #expect(try numbers(kept)["funnels"] as? NSArray == undisturbed["funnels"] as? NSArray)
    }

    @Test func `a state that others can write to is not used and not changed`() throws {
        try folder.write(try Samples.shop(events: 100).joined(), to: "events.jsonl")
        _ = try numbers(arguments)
        chmod(folder.file("state").path, 0o666)
        let before = try Data(contentsOf: folder.file("state"))
        let run = try Program.run(arguments, in: folder.url)
        #expect(run.exitCode == 2)
        #expect(run.standardOutput == "")
        #expect(run.standardError.contains("can be written by others (mode 666)"))
        #expect(try Data(contentsOf: folder.file("state")) == before)
    }

    @Test func `standard input adds to what was counted before`() throws {
        let lines = try Samples.shop(events: 400)
        let words = ["report", "-", "--state", "state", "--output", "json", "--funnel", Samples.funnel]
        _ = try Program.run(words, input: lines.prefix(200).joined(), in: folder.url)
        let run = try Program.run(words, input: lines.dropFirst(200).joined(), in: folder.url)
        let whole = try Program.run(["report", "-"] + words.dropFirst(4), input: lines.joined(), in: folder.url)
        func source(_ run: Program.Run) throws -> [String: Any] {
            let json = try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any]
            return json?["source"] as? [String: Any] ?? [:]
        }
        #expect(try source(run)["events"] as? Int == 400)
        #expect(try source(run) as NSDictionary == source(whole) as NSDictionary)
    }

    @Test(arguments: ["events.jsonl", "./events.jsonl", "*.jsonl", "."])
    func `a source is never taken for the state`(source: String) throws {
        try folder.write(try Samples.shop(events: 5).joined(), to: "events.jsonl")
        let before = try Data(contentsOf: folder.file("events.jsonl"))
        let state = source == "*.jsonl" ? "new.jsonl" : "events.jsonl"
        let run = try Program.run(["report", source, "--state", state], in: folder.url)
        #expect(run.exitCode == 2)
        #expect(run.standardError.contains("--state: \(state) is, or would be, one of the sources"))
        #expect(try Data(contentsOf: folder.file("events.jsonl")) == before)
    }

    @Test func `an interval without a state is wrong usage`() throws {
        let run = try Program.run(["report", "-", "--state-interval", "5s"], in: folder.url)
        #expect(run.exitCode == 2)
        #expect(run.standardError.contains("--state-interval: there is no --state"))
    }
}
