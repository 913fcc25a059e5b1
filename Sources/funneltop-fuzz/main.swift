#if FUZZING
    import CFuzzer
#endif
import Glibc

/// Tries what reads bytes from outside with bytes that nobody meant.
///
/// Without a sanitizer: `funneltop-fuzz [TARGET] [ROUNDS]` damages the seeds in its own way, the same way each time.
/// Built with `-Xswiftc -sanitize=fuzzer,address -Xswiftc -DFUZZING -Xswiftc -use-ld=lld -Xcxx
/// -fsanitize=fuzzer-no-link,address` it is libFuzzer itself (gold cannot link that), and the environment variable
/// `FUZZ_TARGET` names the target: `FUZZ_TARGET=decoders funneltop-fuzz -max_total_time=60 CORPUS`.
/// `funneltop-fuzz seeds FOLDER` writes the seeds as files, one folder per target.
func fail(_ text: String) -> Never {
    let bytes = Array("funneltop-fuzz: \(text)\n".utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    exit(2)
}

func target(_ name: String) -> FuzzTarget {
    guard let target = FuzzTarget(rawValue: name) else {
        fail("no target \(name); there are \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return target
}

func write(_ seeds: [[UInt8]], to folder: String) {
    mkdir(folder, 0o755)
    for (index, seed) in seeds.enumerated() {
        guard let file = fopen("\(folder)/\(index)", "w") else { fail("cannot write to \(folder)") }
        fwrite(seed, 1, seed.count, file)
        fclose(file)
    }
}

#if FUZZING
    /// The name is the one that the library asks for.
    @_cdecl("LLVMFuzzerTestOneInput")
    func tryInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
        FuzzTarget(rawValue: name)?.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    }
#endif

let arguments = CommandLine.arguments
if arguments.count == 3, arguments[1] == "seeds" {
    mkdir(arguments[2], 0o755)
    for target in FuzzTarget.allCases { write(Seeds.of(target), to: "\(arguments[2])/\(target.rawValue)") }
    exit(0)
}
#if FUZZING
    guard getenv("FUZZ_TARGET") != nil else { fail("FUZZ_TARGET names no target") }
    var count = CommandLine.argc
    var pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = CommandLine.unsafeArgv
    exit(LLVMFuzzerRunDriver(&count, &pointers, tryInput))
#else
    let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 0 : 2000
    for target in arguments.count > 1 ? [target(arguments[1])] : FuzzTarget.allCases {
        let seeds = Seeds.of(target)
        for seed in seeds { target.run(seed) }
        for round in 0..<rounds {
            var mutations = Mutations(seed: UInt64(round))
            target.run(mutations.damaged(seeds))
        }
        print("\(target.rawValue): \(seeds.count) seeds, \(rounds) damaged")
    }
#endif
