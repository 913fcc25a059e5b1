/// Holds a machine in place, so that it can stand in an array and be changed there without a copy or a check.
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
