extension Frames {
    static let editorASCII = #"""
         shop.jsonl   reading 43 %   2,413 ev/s                 last 6 h < >   14:02:31
        +- pick the steps ------------------------------------ Enter counts them live -+
        | checkout   within 1 h                                                        |
        | 1 Viewed product -> 2 Checkout started -> 3 Purchased                        |
        |  step                                events      users                       |
        |  [1] product_viewed                 402,118    140,302  #################### |
        |  [ ] search                         131,406     88,120  #######              |
        |> [ ] added_to_cart                   50,212     41,119  ##                   |
        |  [ ] checkout_error                  21,040     18,004  #                    |
        |  [2] checkout_started                 5,610      5,220  #                    |
        |  [3] purchased                        2,032      1,998  #                    |
        |  pages                                                                       |
        |  [ ] /                                1,204        988  #################### |
        |  [ ] /product/4711                      310        204  #####                |
        |  [ ] /cart                              260        198  ####                 |
        |                                                                              |
        |                                                                              |
        |                                                                              |
        |                                                                              |
        |                                                                              |
        |                                                                              |
        |                                                                              |
        +------------------------------------------------------------------------------+
         ? help  Enter take it  Space pick  w window  n name  s save  Esc q back
        """#
}
