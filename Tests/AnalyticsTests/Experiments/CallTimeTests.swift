import Expressions
import SeededNumbers
import Testing

@testable import Analytics

/// What looks and the order of arrival can change, and what they cannot.
struct CallTimeTests {
    private struct Subject: Hashable {
        var goal: String
        var names: [String]
    }

    private func calls(_ snapshot: ExperimentSnapshot) -> [Subject: (time: Timestamp, verdict: Verdict?)] {
        var calls: [Subject: (time: Timestamp, verdict: Verdict?)] = [:]
        for goal in snapshot.goals {
            for arm in goal.arms {
                if let time = arm.firstCalled {
                    calls[Subject(goal: goal.name, names: [arm.variant])] = (time, arm.verdict)
                }
            }
            for contrast in goal.contrasts {
                guard let time = contrast.firstCalled else { continue }
                calls[Subject(goal: goal.name, names: contrast.factors + contrast.levels)] = (time, contrast.verdict)
            }
        }
        return calls
    }

    private func crowd(_ seed: UInt64) -> RandomCrowd {
        var crowd = RandomCrowd(seed: seed)
        if seed % 3 == 2 { crowd.definition.lift = .automatic }
        return crowd
    }

    @Test func `looked at once, the whole picture is the same for any order of arrival`() throws {
        for seed in 0..<ExperimentComparisonTests.streams * 2 {
            let crowd = crowd(seed)
            var random = SeededGenerator(seed: seed)
            var inOrder = try ExperimentDriver(crowd.definition)
            inOrder.add(crowd.events)
            var shuffled = try ExperimentDriver(crowd.definition)
            let events = crowd.events.shuffled(using: &random)
            for start in stride(from: 0, to: events.count, by: 50) {
                shuffled.add(Array(events[start..<min(start + 50, events.count)]))
            }
            #expect(inOrder.snapshot() == shuffled.snapshot(), "seed \(seed), \(crowd.definition)")
        }
    }

    @Test func `in order, more looks call no later, change no number, and nothing that is called is taken back`() throws
    {
        for seed in 0..<ExperimentComparisonTests.streams * 2 {
            let crowd = crowd(seed)
            var once = try ExperimentDriver(crowd.definition)
            once.add(crowd.events)
            var often = try ExperimentDriver(crowd.definition)
            var known: [Subject: (time: Timestamp, verdict: Verdict?)] = [:]
            var last = often.snapshot()
            for start in stride(from: 0, to: crowd.events.count, by: 9) {
                often.add(Array(crowd.events[start..<min(start + 9, crowd.events.count)]))
                last = often.snapshot()
                let calls = calls(last)
                for (subject, call) in known {
                    #expect(calls[subject]?.time == call.time, "seed \(seed), \(subject)")
                    let words = Set([call.verdict, calls[subject]?.verdict])
                    #expect(!words.isSuperset(of: [.winner, .loser]), "seed \(seed), \(subject)")
                }
                known = calls
            }
            let fewer = once.snapshot()
            for (subject, call) in calls(fewer) {
                #expect(known[subject].map { $0.time <= call.time } == true, "seed \(seed), \(subject)")
            }
            #expect(withoutLooks(fewer) == withoutLooks(last), "seed \(seed), \(crowd.definition)")
        }
    }

    /// Without what may depend on when one looked: calls and peaks.
    private func withoutLooks(_ snapshot: ExperimentSnapshot) -> ExperimentSnapshot {
        var plain = snapshot
        for goal in plain.goals.indices {
            plain.goals[goal].verdict = .noData
            plain.goals[goal].winner = nil
            for arm in plain.goals[goal].arms.indices {
                plain.goals[goal].arms[arm].verdict = nil
                plain.goals[goal].arms[arm].firstCalled = nil
                plain.goals[goal].arms[arm].isFading = false
                plain.goals[goal].arms[arm].peakEvidence = nil
                plain.goals[goal].arms[arm].pValue = nil
                plain.goals[goal].arms[arm].waitsFor = nil
            }
            for contrast in plain.goals[goal].contrasts.indices {
                plain.goals[goal].contrasts[contrast].verdict = .noData
                plain.goals[goal].contrasts[contrast].firstCalled = nil
                plain.goals[goal].contrasts[contrast].isOvershadowed = false
            }
        }
        return plain
    }

    @Test func `cookie cats has the published counts and the evidence of the guide`() throws {
        var story = ExperimentStory()
        story.definition.control = "gate_30"
        story.tell(
            .init(variant: "gate_30", users: 44_700, reached: 8_502, minutes: 0..<0.1),
            .init(variant: "gate_40", users: 45_489, reached: 8_279, minutes: 0..<0.1))
        let experiment = try story.experiment()
        let arm = experiment.goals[0].arms[1]
        #expect(abs((arm.eValue ?? 0) - 13.7) < 0.05)
        #expect(arm.verdict == .leaning)
        #expect(abs((arm.liftLow ?? 0) + 0.086) < 0.0005 && abs((arm.liftHigh ?? 0) - 0.002) < 0.0005)
        #expect(abs((experiment.split.eValue ?? 0) - (1.0 + 3.2 + 7.1) / 3) < 0.1)
    }
}
