import Analytics

extension Trend {
    /// Share of those at one step who came to another, per bucket; nil where nobody was there.
    func conversion(from: Int, to: Int) -> (shares: [Double?], provisionalFrom: Int?) {
        let shares = buckets.map { bucket -> Double? in
            guard bucket.counts.indices.contains(from), bucket.counts.indices.contains(to), bucket.counts[from] > 0
            else { return nil }
            return Double(bucket.counts[to]) / Double(bucket.counts[from])
        }
        return (shares, buckets.firstIndex { !$0.isFinal })
    }
}

extension [Double?] {
    /// Neighbours averaged together where there are more than `width`.
    func resampled(to width: Int) -> [Double?] {
        guard width > 0, count > width else { return self }
        return (0..<width).map { column in
            let part = self[(column * count / width)..<((column + 1) * count / width)].compactMap { $0 }
            return part.isEmpty ? nil : part.reduce(0, +) / Double(part.count)
        }
    }
}
