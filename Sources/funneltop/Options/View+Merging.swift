import Configuration

extension Settings.View {
    /// These where they say something, `other` elsewhere.
    func merged(over other: Settings.View) -> Settings.View {
        var flags = Settings()
        flags.view = self
        var file = Settings()
        file.view = other
        return flags.merging(over: file).view
    }
}
