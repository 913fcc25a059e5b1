extension Frames {
    static let editor40x10 = #"""
         shop.jsonl  reading 43 %    6 h  14:02
         pick the steps
         checkout   within 1 h
          [4] purchased        2,032      1,998
          pages
          [ ] /                1,204        988
          [ ] /product/4…        310        204
        ▸ [5] /cart              260        198
          6–10 of 10
         ? help  Enter take it  Space unpick
        """#
}
