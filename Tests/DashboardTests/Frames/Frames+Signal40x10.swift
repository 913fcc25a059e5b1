extension Frames {
    static let signal40x10 = #"""
         shop.jsonl  ● 2,413 ev/s   since 08:02
         product seen                1 of 6 ◂ ▸
         milestone, destination: the page
         /product/* was seen
         users          121,004  65.7 % of all
         lift         ▲ +31.0 %  +18.0 … +45.0
         converted        1,702  233 without it
         sessions        48.1 %  of all sessio…
         events         181,506  since the sta…
         ? help  ←→ next  f filter  Esc q back
        """#
}
