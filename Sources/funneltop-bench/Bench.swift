import ArgumentParser
@main struct B: ParsableCommand { mutating func run() {} }
