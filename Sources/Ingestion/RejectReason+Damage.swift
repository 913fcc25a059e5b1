import Analytics
import ByteSources

extension RejectReason {
    /// Under which reason a damage of the bytes below the lines is counted.
    init(_ fault: TranscodingFault) {
        self =
            switch fault {
            case .truncated(.documents): .endsInDocument
            case .damaged(.documents, _): .damagedDocument
            case .truncated(.utf16): .endsInCharacter
            case .truncated: .cutOff
            case .damaged, .trailingGarbage, .enteredInTheMiddle, .noMemory: .damaged
            }
    }
}
