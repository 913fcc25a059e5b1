extension Frames {
    static let noSignals40x10 = #"""
         shop.jsonl  ● 2,413 ev/s   since 08:02
         no signal yet
         Micro-conversions: pages, events,
         times.
         In funneltop.yaml, a ready-made set:
           signals: shop
           signals: saas
         or your own:
           signals:
         ? help  f filter  Esc q back
        """#
}
