import Expressions

extension SignalDefinition {
    /// What raises it, in words: `page /product/*`, `session of at least 2m`, `45s on /guide/*`.
    package var words: String {
        switch kind {
        case .destination(let pattern): "page " + pattern.words
        case .action(let alternative): Self.words(alternative)
        case .sessionLength(let length): "session of at least " + FunnelPrinter.text(length)
        case .pagesPerSession(let pages): "\(pages) \(pages == 1 ? "page" : "pages") in a session"
        case .dwell(.page(let pattern), let length): FunnelPrinter.text(length) + " on " + pattern.words
        case .dwell(.action(let alternative), let length):
            FunnelPrinter.text(length) + " after " + Self.words(alternative)
        case .carried(let alternative, let field, _, let length):
            Self.words(alternative) + " with at least " + FunnelPrinter.text(length) + " in "
                + ExpressionExcerpt.visible(field)
        }
    }

    private static func words(_ alternative: StepAlternative) -> String {
        ExpressionExcerpt.visible(FunnelPrinter.text(alternative))
    }
}

extension PagePattern {
    /// As the configuration writes it.
    var words: String {
        switch match {
        case .glob(let pattern): ExpressionExcerpt.visible(pattern)
        case .regularExpression(let expression): "~ " + ExpressionExcerpt.visible(expression)
        }
    }
}
