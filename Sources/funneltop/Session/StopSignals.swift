import ByteSources
@preconcurrency import Dispatch
import Glibc
import Synchronization

/// Lets a reading stop in order on INT, TERM and HUP; a second one ends the program at once.
///
/// Signals that whoever started the program wants ignored stay so. To be made before there are threads: those that
/// come later leave the signals to the one that waits for them here.
final class StopSignals {
    private static let numbers = [SIGINT, SIGTERM, SIGHUP]

    let request: StopRequest
    private let queue = DispatchQueue(label: "signals", qos: .userInitiated)
    private let came: FirstSignal
    private var sources: [any DispatchSourceSignal] = []

    /// The signal that came first; 0 for none.
    private final class FirstSignal: Sendable {
        let number = Atomic<Int32>(0)
    }

    init() {
        let request = StopRequest()
        let came = FirstSignal()
        self.request = request
        self.came = came
        for number in StopSignals.numbers where !SignalDisposition.isIgnored(number) {
            StopSignals.setMask(SIG_BLOCK, number)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                let isFirst = came.number.compareExchange(expected: 0, desired: number, ordering: .relaxed).exchanged
                // Two of a kind may have come as one event.
                if !isFirst || source.data > 1 { _exit(128 + number) }
                request.make()
            }
            source.resume()
            sources.append(source)
        }
    }

    /// The signal that came first, if one did.
    var first: Int32? {
        let number = came.number.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// From now on the signals end the program as if nothing had been here, one that has come just now too.
    func end() {
        for source in sources { source.cancel() }
        queue.sync {}
        for source in sources {
            let number = Int32(source.handle)
            signal(number, SIG_DFL)
            StopSignals.setMask(SIG_UNBLOCK, number)
        }
        sources = []
        if let first { kill(getpid(), first) }
    }

    private static func setMask(_ how: Int32, _ number: Int32) {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, number)
        pthread_sigmask(how, &signals, nil)
    }
}

/// What is to become of a signal, as whoever started the program left it.
enum SignalDisposition {
    static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0, let handler = action.__sigaction_handler.sa_handler else {
            return false
        }
        // SIG_IGN is the number 1 in the clothes of a function; reading it as a number is sound because it is never called.
        return unsafeBitCast(handler, to: Int.self) == 1
    }
}
