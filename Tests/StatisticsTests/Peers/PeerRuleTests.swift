import Testing

@testable import Statistics

struct PeerRuleTests {
    private let control = MomentSums(users: 100_000, reached: 5_000)
    private let variant = MomentSums(users: 100_000, reached: 6_000)

    @Test(arguments: PeerRule.allCases)
    func `calls a large lift and not a small one`(rule: PeerRule) throws {
        let large = try #require(rule.opinion(control: control, variant: variant, isShare: true))
        #expect(large.isDecided && large.low > 0 && large.low < 0.2 && large.high > 0.2)
        let small = try #require(
            rule.opinion(control: control, variant: MomentSums(users: 100_000, reached: 5_020), isShare: true))
        #expect(!small.isDecided && small.low < 0 && small.high > 0)
    }

    @Test(arguments: PeerRule.allCases)
    func `says nothing of arms without users or goals`(rule: PeerRule) {
        let empty = MomentSums(users: 0, reached: 0)
        #expect(rule.opinion(control: empty, variant: variant, isShare: true) == nil)
        #expect(rule.opinion(control: control, variant: empty, isShare: false) == nil)
        let nothing = RatioSums(
            users: 10, numerator: 0, denominator: 0, numeratorSquares: 0, denominatorSquares: 0, products: 0)
        #expect(rule.opinion(control: nothing, variant: nothing) == nil)
    }

    @Test func `needs less for the fixed test than for the sequential ones`() throws {
        let variant = MomentSums(users: 100_000, reached: 5_220)
        let fixed = try #require(PeerRule.zTest.opinion(control: control, variant: variant, isShare: true))
        #expect(fixed.isDecided)
        for rule in [PeerRule.growthbook, .statsig, .eppo] {
            let opinion = try #require(rule.opinion(control: control, variant: variant, isShare: true))
            #expect(!opinion.isDecided, "\(rule)")
        }
    }
}
