extension Frames {
    static let traffic40x10 = #"""
         shop.jsonl  ● 2,413 ev/s    6 h  14:02
         sessions 231,402  length 4 m 14 s
         median 1 m 52 s  events 2.7  pages 1.9
         pages [channels] categories
          channel            ▼ events     users
          search              280,402    70,100
          direct              190,118    47,529
          ads                  90,020    22,505
          1–3 of 5
         ? help  , . range  Tab list  Esc q back
        """#
}
