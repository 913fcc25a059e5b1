/// Holds a machine in place, so that it can stand in an array and be changed there without a copy or a check.
///
/// Where the box is a property of a value, it is changed through a local constant: for a change through the property
/// the compiler (Swift 6.3) makes invalid code when it looks for races (`--sanitize=thread`).
final class MachineBox<Machine: ~Copyable> {
    private let pointer: UnsafeMutablePointer<Machine>

    init(_ machine: consuming Machine) {
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: machine)
    }

    deinit {
        pointer.deinitialize(count: 1)
        pointer.deallocate()
    }

    var machine: Machine {
        @inline(__always) unsafeAddress { UnsafePointer(pointer) }
        @inline(__always) unsafeMutableAddress { pointer }
    }
}
