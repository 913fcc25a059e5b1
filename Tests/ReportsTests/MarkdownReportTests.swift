import Analytics
import Testing

@testable import Reports

@Suite struct MarkdownReportTests {
    @Test func `writes tables and a summary`() {
        #expect(
            Report(snapshot: SampleSnapshots.shop, generated: SampleSnapshots.now).render(.markdown) == Golden.markdown)
    }

    @Test(arguments: SampleSnapshots.hostileNames)
    func `gives every row of a table as many cells as its head`(name: String) {
        let text = Report(snapshot: SampleSnapshots.hostile(name), generated: SampleSnapshots.now).render(.markdown)
        var width: Int?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                width = nil
                continue
            }
            let borders = unescapedPipes(line)
            #expect(borders == width ?? borders, "\(line)")
            width = borders
        }
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    }

    private func unescapedPipes(_ line: Substring) -> Int {
        var count = 0
        var isEscaped = false
        for character in line {
            if character == "|", !isEscaped { count += 1 }
            isEscaped = character == "\\" && !isEscaped
        }
        return count
    }
}
