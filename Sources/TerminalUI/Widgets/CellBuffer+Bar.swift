extension CellBuffer {
    /// A horizontal bar on a thin track that shows the whole, all of one height.
    ///
    ///     █████▌──────
    package mutating func putBar(fraction: Double, x: Int, y: Int, width: Int, role: Role = .bar) {
        guard width > 0 else { return }
        fill(
            Rect(x: x, y: y, width: width, height: 1), character: glyphs.track.first ?? " ", role: .barTrack)
        put(glyphs.bar(fraction: fraction, width: width), x: x, y: y, role: role)
    }
}
