import Analytics
import Expressions
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct FormattingTests {
    private let format = Formatting(glyphs: .unicode)

    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (48_210, "48,210"), (1_234_567, "1,234,567"),
        (-1204, "−1,204"), (Int.max, "9,223,372,036,854,775,807"), (Int.min, "−9,223,372,036,854,775,808"),
    ])
    func `separates thousands`(number: Int, text: String) {
        #expect(format.count(number) == text)
    }

    @Test(arguments: [
        (48_210, 6, "48,210"), (148_210, 6, "148.2k"), (1_234_567, 7, "1.2M"), (Int.max, 6, "9.2E"),
        (999_999, 6, "1.0M"),
    ])
    func `shortens a count that does not fit`(number: Int, width: Int, text: String) {
        #expect(format.count(number, fitting: width) == text)
    }

    @Test(
        arguments: [
            (0.308, "30.8 %"), (0, "0 %"), (1, "100 %"), (0.9999, "99.9 %"), (0.99999999, "99.9 %"), (0.0004, "<0.1 %"),
            (-0.692, "−69.2 %"), (1.402, "140.2 %"), (0.001, "0.1 %"), (-0.00001, "−<0.1 %"),
        ] as [(Double, String)])
    func `says 100 % only of all and 0 % only of none`(fraction: Double, text: String) {
        #expect(format.percent(fraction) == text)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `shows no number where there is none`(fraction: Double) {
        #expect(format.percent(fraction) == "−")
        #expect(format.percent(nil) == "−")
        #expect(format.duration(fraction) == "−")
    }

    @Test(
        arguments: [
            (0, "0 s"), (0.8, "0.8 s"), (0.0001, "0.1 s"), (41, "41 s"), (59.6, "1 m 00 s"), (112, "1 m 52 s"),
            (127, "2 m 07 s"),
            (14_580, "4 h 03 m"), (86_400, "1 d 00 h"), (187_200, "2 d 04 h"), (1e18, "10.4T d"), (-41, "−41 s"),
        ] as [(Double, String)])
    func `writes times in the two largest units`(seconds: Double, text: String) {
        #expect(format.duration(seconds) == text)
    }

    @Test func `writes differences with their direction`() {
        #expect(format.difference(0.040, 0.059) == "▼ 1.9 pp")
        #expect(format.difference(0.5, 0.4) == "▲ 10.0 pp")
        #expect(format.difference(0.5, 0.5002) == "0.0 pp")
        #expect(format.difference(nil, 0.5) == "−")
        #expect(Formatting(glyphs: .ascii).difference(0.040, 0.059) == "v 1.9 pp")
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (131_204_882, "131.2 MB"), (1_400_000_000, "1.4 GB"),
        (Int.max, "9.2 EB"),
    ])
    func `writes sizes in bytes`(number: Int, text: String) {
        #expect(format.bytes(number) == text)
    }

    @Test func `writes rates`() {
        #expect(format.rate(2413.4) == "2,413 ev/s")
        #expect(format.rate(3.21) == "3.2 ev/s")
        #expect(format.rate(0) == "0 ev/s")
        #expect(format.rate(nil) == "− ev/s")
    }

    @Test func `writes the clock in the zone it was given`() {
        #expect(format.clock(ShopSnapshot.now) == "14:02:31")
        #expect(Formatting(glyphs: .unicode, offsetSeconds: 7200).clock(ShopSnapshot.now) == "16:02:31")
        #expect(format.axis(ShopSnapshot.now, span: 3_600_000_000) == "14:02")
        #expect(format.axis(ShopSnapshot.now, span: 864_000_000_000) == "21 Nov")
    }

    @Test(
        arguments: [
            (0.0, 60.0, "< 1 m"), (60, 120, "1–2 m"), (1800, nil, "> 30 m"), (30, 60, "30 s–1 m"),
            (3600, 5400, "1–1.5 h"),
        ] as [(Double, Double?, String)])
    func `names the bins of a histogram`(from: Double, to: Double?, text: String) {
        #expect(format.bin(HistogramBin(from: from, to: to, users: 1)) == text)
    }

    @Test(
        arguments: [
            (90, "90 s"), (3600, "1 h"), (900, "15 m"), (5400, "1 h 30 m"), (604_800, "7 d"), (45, "45 s"),
        ] as [(Int64, String)])
    func `writes a chosen length of time without a second unit of zero`(seconds: Int64, text: String) {
        #expect(format.span(.seconds(seconds)) == text)
    }

    @Test func `marks estimates`() {
        #expect(format.estimate("41 s", isApproximate: true) == "≈41 s")
        #expect(format.estimate("41 s", isApproximate: false) == "41 s")
        #expect(Formatting(glyphs: .ascii).estimate("41 s", isApproximate: true) == "~41 s")
    }
}
