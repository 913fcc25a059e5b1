/// Holds a machine in place, so that it can stand in an array and be changed there without a copy or a check.
final class MachineBox {
    private let pointer: UnsafeMutablePointer<FunnelMachine>

    init(_ machine: consuming FunnelMachine) {
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: machine)
    }

    deinit {
        pointer.deinitialize(count: 1)
        pointer.deallocate()
    }

    var machine: FunnelMachine {
        @inline(__always) unsafeAddress { UnsafePointer(pointer) }
        @inline(__always) unsafeMutableAddress { pointer }
    }
}
