import Analytics
import Testing

@testable import Reports

@Suite struct CSVReportTests {
    private func rows(_ snapshot: Snapshot) -> [[String]] {
        CSVReader.read(Report(snapshot: snapshot, generated: SampleSnapshots.now).render(.csv))
    }

    @Test func `writes one row per funnel, group and step`() {
        let rows = rows(SampleSnapshots.shop)
        #expect(rows.count == 1 + 4 + 4 * 4 + 4 + 25)
        #expect(rows[0].prefix(6) == ["funnel", "breakdown", "value", "step_index", "step", "count"])
        #expect(
            rows[2] == [
                "checkout", "", "", "2", "added_to_cart", "14849", "0.30800663762704833", "0.30800663762704833",
                "12030", "639", "11386", "5", "61.5", "41.0", "123.0", "61.5", "41.0", "123.0", "", "false",
            ])
        #expect(
            rows[8] == [
                "checkout", "device", "mobile", "4", "purchased", "500", "0.019755037534571317",
                "0.8333333333333334", "0", "", "", "", "", "", "", "", "320.0", "", "", "false",
            ])
    }

    @Test func `says of each row whether its numbers are near`() {
        var snapshot = SampleSnapshots.shop
        snapshot.funnels[0].isApproximate = true
        let rows = rows(snapshot).dropFirst()
        #expect(rows.filter { $0[0] == "checkout" && $0[1] != "segment" }.allSatisfy { $0.last == "true" })
        let segments = rows.filter { $0[1] == "segment" }
        #expect(!segments.isEmpty && segments.allSatisfy { $0.last == "false" })
    }

    @Test(arguments: SampleSnapshots.hostileNames)
    func `keeps every row as wide as the first`(name: String) {
        let rows = rows(SampleSnapshots.hostile(name))
        #expect(rows.count == 50)
        #expect(rows.allSatisfy { $0.count == 20 })
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@A1", "\tx", "\rx"])
    func `keeps a spreadsheet from taking text for a formula`(name: String) {
        let rows = rows(SampleSnapshots.hostile(name))
        #expect(rows[1][0].hasPrefix("'"))
        #expect(rows[5][2].hasPrefix("'"))
    }

    @Test func `quotes as RFC 4180 has it`() {
        #expect(CSVText.cell("plain") == "plain")
        #expect(CSVText.cell("a,b") == "\"a,b\"")
        #expect(CSVText.cell("say \"hi\"") == "\"say \"\"hi\"\"\"")
        #expect(CSVText.cell(" padded ") == "\" padded \"")
        #expect(CSVText.cell("=a,b") == "\"'=a,b\"")
        #expect(CSVText.cell("two\nlines") == "two␊lines")
        #expect(CSVText.cell(.nan) == "")
    }

    @Test func `writes the head alone when there is no funnel`() {
        #expect(rows(Snapshot()).count == 1)
    }
}

/// RFC 4180, for the tests alone.
private enum CSVReader {
    static func read(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        for character in text {
            switch character {
            case "\"":
                // A doubled quote closes and opens again: the first is kept when the second comes.
                if !isQuoted, cell.last == "\u{0}" {
                    cell.removeLast()
                    cell += "\""
                    isQuoted = true
                } else if isQuoted {
                    cell += "\u{0}"
                    isQuoted = false
                } else {
                    isQuoted = true
                }
            case "," where !isQuoted:
                row.append(cell.filter { $0 != "\u{0}" })
                cell = ""
            case "\r\n" where !isQuoted:
                row.append(cell.filter { $0 != "\u{0}" })
                cell = ""
                rows.append(row)
                row = []
            default: cell.append(character)
            }
        }
        return rows
    }
}
