import Analytics
import Testing

@testable import Dashboard

@Suite struct VerdictWordsTests {
    private let words = VerdictWords(format: Formatting(glyphs: .unicode), now: ShopSnapshot.now)

    private func arm(_ change: (inout GoalSnapshot.Arm) -> Void) -> GoalSnapshot.Arm {
        var arm = GoalSnapshot.Arm(variant: "B")
        arm.lift = 0.1
        change(&arm)
        return arm
    }

    private var goal: GoalSnapshot {
        var goal = GoalSnapshot(name: "conversion", kind: .conversion)
        goal.winner = "B"
        return goal
    }

    @Test func `says that a winner wins, and when it was called`() {
        let winner = arm {
            $0.verdict = .winner
            $0.firstCalled = ExperimentSamples.time(221)
        }
        #expect(words.sentence(winner, of: goal) == "★ B wins on conversion, called 13:41")
        #expect(words.signed(winner) == "★ winner")
        var shared = goal
        shared.winner = nil
        #expect(words.sentence(winner, of: shared) == "★ B beats the control on conversion, called 13:41")
    }

    @Test func `says the same in fewer words`() {
        let undecided = arm {
            $0.verdict = .undecided
            $0.waitsFor = .moreUsers(21_300)
        }
        #expect(words.brief(undecided, of: goal) == "~ B: about 21,000 more users")
        #expect(words.brief(arm { $0.verdict = .leaning }, of: goal) == "▲ B: leaning up")
        let winner = arm {
            $0.verdict = .winner
            $0.firstCalled = ExperimentSamples.time(221)
            $0.isFading = true
        }
        #expect(words.brief(winner, of: goal) == "★ B wins, called 13:41, fading")
    }

    @Test func `says that a call of yesterday fades`() {
        let fading = arm {
            $0.verdict = .winner
            $0.isFading = true
            $0.firstCalled = Timestamp(microseconds: ExperimentSamples.start.microseconds - 86_400_000_000)
        }
        #expect(
            words.sentence(fading, of: goal)
                == "★ B wins on conversion, called 20 Nov 10:00, fading: the interval covers no effect again")
        #expect(words.signed(fading) == "★ winner fading")
    }

    @Test(
        arguments: [
            (.loser, "✗ loser"), (.noDifference, "= no difference"), (.undecided, "~ undecided"),
            (.collecting, "… collecting"), (.noData, "… no data yet"), (.splitBroken, "! split broken"),
            (.leaning, "▲ leaning up"),
        ] as [(Verdict, String)])
    func `has a sign and a word for every verdict`(verdict: Verdict, text: String) {
        #expect(words.signed(verdict) == text)
        #expect(text.count <= 15)
    }

    @Test func `says which way a comparison leans`() {
        let down = arm {
            $0.verdict = .leaning
            $0.lift = -0.03
        }
        #expect(words.signed(down) == "▼ leaning down")
        #expect(words.sentence(down, of: goal) == "▼ B leans down on conversion, not called")
        #expect(words.role(.leaning) == .text)
    }

    @Test(
        arguments: [
            (.buyers(have: 12, need: 25), "12 of 25 buyers"), (.orders(have: 18, need: 50), "18 of 50 orders"),
            (.conversions(have: 3, need: 5), "3 of 5 conversions"),
            (.moreUsers(21_140), "about 21,000 more users if this holds"),
            (.moreUsers(1_260), "about 1,300 more users if this holds"),
            (.targetLift(have: 40, need: 100), "40 of 100 conversions for the target lift"),
        ] as [(GoalSnapshot.Waiting, String)])
    func `says what is missing`(waiting: GoalSnapshot.Waiting, text: String) {
        #expect(words.waits(waiting) == text)
    }

    @Test func `names factors by the last part of their path, where that tells them apart`() {
        #expect(EffectsTable.names(["properties.ab.cta", "properties.ab.price"]) == ["cta", "price"])
        #expect(EffectsTable.names(["a.cta", "b.cta"]) == ["a.cta", "b.cta"])
        let both = Contrast(factors: ["p.cta", "p.price"], levels: ["B", "9"])
        #expect(EffectsTable.name(both) == "cta × price: B × 9")
    }

    @Test func `says what another rule would make of it`() {
        let opinion = GoalSnapshot.PeerOpinion(low: -0.01, high: 0.09, isDecided: false)
        #expect(words.peer(opinion, .growthbook) == "GrowthBook sequential would say: no call [−1.0 … +9.0]")
        let decided = GoalSnapshot.PeerOpinion(low: 0.01, high: 0.09, isDecided: true)
        #expect(words.peer(decided, .zTest) == "a z-test made for one look would say: a difference [+1.0 … +9.0]")
    }

    @Test func `writes small shares with a second decimal`() {
        let format = words.format
        #expect(format.conversionRate(0.0321) == "3.21 %")
        #expect(format.conversionRate(0.09999) == "10.0 %")
        #expect(format.conversionRate(0.308) == "30.8 %")
        #expect(format.conversionRate(0) == "0 %")
        #expect(format.conversionRate(0.00001) == "<0.01 %")
        #expect(format.conversionRate(nil) == "−")
    }

    @Test func `writes amounts with the decimals in which arms differ`() {
        let format = words.format
        #expect(format.amount(41.9) == "41.90")
        #expect(format.amount(0) == "0.00")
        #expect(format.amount(0.0401) == "0.0401")
        #expect(format.amount(0.5) == "0.500")
        #expect(format.amount(1234.567) == "1,234.57")
        #expect(format.amount(-3.456) == "−3.46")
        #expect(format.amount(1_234_567) == "1,234,567")
        #expect(format.signedAmount(0.41) == "+0.41")
        #expect(format.signedAmount(-0.012) == "−.012")
        #expect(format.signedAmount(12.34) == "+12.3")
        #expect(format.signedAmount(-1234) == "−1.2k")
    }

    @Test func `writes lifts with a sign and intervals without the unit`() {
        let format = words.format
        #expect(format.lift(0.1456) == "+14.6 %")
        #expect(format.lift(-0.0004) == "0.0 %")
        #expect(format.lift(1.284) == "+128 %")
        #expect(format.lift(80) == "×81")
        #expect(format.interval(-0.084, 0.139) == "−8.4 … +13.9")
        #expect(format.interval(nil, 0.1) == "")
        #expect(Formatting(glyphs: .ascii).interval(-0.084, 0.139) == "-8.4..+13.9")
    }

    @Test func `writes evidence so that 100 % is only a call`() {
        let format = words.format
        #expect(format.evidence(0.9999) == "99 %")
        #expect(format.evidence(1) == "100 %")
        #expect(format.evidence(-0.3) == "0 %")
        #expect(format.evidence(nil) == "")
        #expect(format.evidenceValue(41.2) == "e = 41")
        #expect(format.evidenceValue(0.82) == "e = 0.8")
        #expect(format.evidenceValue(0.01) == "e < 0.1")
        #expect(format.evidenceValue(.infinity) == "e > 9999")
    }

    @Test func `rounds forecasts to two digits`() {
        let format = words.format
        #expect(format.about(61_874) == "62,000")
        #expect(format.about(7) == "7")
        #expect(format.about(996) == "1,000")
        #expect(format.about(-4) == "0")
        #expect(format.about(.max).isEmpty == false)
    }

    @Test func `breaks phrases between words and keeps them within the width`() {
        let phrases = [Phrase(text: "one two three four five"), Phrase(text: "six"), Phrase(text: "")]
        let lines = Phrase.flow(phrases, width: 11).map { $0.map(\.text) }
        #expect(lines == [["one two"], ["three four"], ["five", "six"]])
    }

    @Test func `writes splits of equal and unequal shares`() {
        var experiment = ExperimentSamples.checkout
        func text(_ experiment: ExperimentSnapshot) -> String {
            SplitWords(shown: ShownExperiment(experiment), words: words).check.map(\.text).joined(separator: "|")
        }
        #expect(text(experiment).contains("33.3 / 33.4 / 33.3 % of 72,287 users, expected thirds"))
        experiment.arms[0].expectedShare = 0.5
        experiment.arms[1].expectedShare = 0.25
        experiment.arms[2].expectedShare = 0.25
        #expect(text(experiment).contains("expected 50.0 / 25.0 / 25.0 %"))
        #expect(text(experiment).contains("in two arms: 12 users, left out"))
        let cap = ShownExperiment(experiment, goal: 1)
        let capped = SplitWords(shown: cap, words: words).check.map(\.text)
        #expect(capped.contains("capped at 310.00: 3 of 1,204 buyers"))
    }
}
