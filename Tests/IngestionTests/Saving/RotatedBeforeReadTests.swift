import Analytics
import Testing

@testable import Ingestion

@Suite struct RotatedBeforeReadTests {
    @Test func `a log that was empty at first and rotated before it was read again has its sessions by field`() throws {
        let files = try TemporaryFiles()
        let path = try files.write("a.log", text: "")
        let trial = try StateTrial([path])
        let first = try trial.begin()
        trial.readAll(first, at: .zero)
        let lines = (0..<3).map {
            #"{"ts":\#(1_767_225_600 + $0),"user_id":"u","event":"viewed","session_id":"s\#($0)"}"#
        }
        try files.append("a.log", lines)
        try files.move("a.log", to: "a.log.1")
        _ = try files.write("a.log", text: "")
        let second = try trial.resumed(first)
        trial.readAll(second, at: .seconds(1))
        let snapshot = second.snapshot(SnapshotRequest())
        #expect(snapshot.source.events == 3)
        #expect(snapshot.traffic.sessions.count == 3)
    }
}
