extension Frames {
    static let signals40x10 = #"""
         shop.jsonl  ● 2,413 ev/s   since 08:02
         signals                              6
          signal            ▼ users        lift
        ▸ product seen      121,004   ▲ +31.0 %
          engaged            61,400    ~ +2.1 %
          added to cart      41,119    ▲ +290 %
          read the guide      9,212   ▼ −24.0 %
          newsletter             88  collecting
          five pages              0           −
         ? help  Enter detail  Esc q back
        """#
}
