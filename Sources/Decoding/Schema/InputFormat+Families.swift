import Analytics

extension InputFormat {
    var isAccessLog: Bool {
        switch self {
        case .combined, .common: true
        case .jsonl, .csv, .tsv: false
        }
    }
}
