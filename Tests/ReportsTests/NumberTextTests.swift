import Testing

@testable import Reports

@Suite struct NumberTextTests {
    private let numbers = NumberText(minus: "−")

    @Test func `separates thousands`() {
        #expect([0, 999, 1000, 48_210, 1_234_567].map(numbers.count) == ["0", "999", "1,000", "48,210", "1,234,567"])
        #expect(numbers.count(-1234) == "−1,234")
        #expect(numbers.count(.min) == "−9,223,372,036,854,775,808")
    }

    @Test func `calls nothing all or none that is not`() {
        #expect(numbers.percent(1) == "100 %")
        #expect(numbers.percent(0.99999) == "99.9 %")
        #expect(numbers.percent(0.308) == "30.8 %")
        #expect(numbers.percent(0.0001) == "<0.1 %")
        #expect(numbers.percent(0) == "0 %")
        #expect(numbers.percent(nil) == "")
        #expect(numbers.percent(.nan) == "")
    }

    @Test func `shows times in their two largest units`() {
        let times: [Double] = [0, 0.44, 9.96, 41, 112, 3599.6, 14_551, 187_200]
        #expect(
            times.map(numbers.duration) == [
                "0.0 s", "0.4 s", "10 s", "41 s", "1 m 52 s", "1 h 00 m", "4 h 02 m", "2 d 4 h",
            ])
        #expect(numbers.duration(.infinity) == "")
    }

    @Test func `shows spans without parts that are zero`() {
        let spans: [Int64] = [30, 90, 1800, 3600, 5400, 86_400, 604_800]
        #expect(
            spans.map { numbers.span(microseconds: $0 * 1_000_000) } == [
                "30 s", "1 m 30 s", "30 m", "1 h", "1 h 30 m", "1 d", "7 d",
            ])
        #expect(numbers.span(microseconds: 500_000) == "0.5 s")
    }

    @Test func `rounds money half up and keeps very large numbers`() {
        #expect(numbers.money(81_234.5) == "81,234.50")
        #expect(numbers.money(-0.001) == "0.00")
        #expect(numbers.money(-12.345_6) == "−12.35")
        #expect(numbers.money(1e20) == "1e+20")
    }
}
