extension BuiltInThemes {
    static let night = """
        # Calm colours on a dark blue grey.
        background   = #12151c ; black
        text         = #c9d1d9 ; white
        dim          = #8791a0 ; bright-black
        strong       = #f2f5f8 bold ; bright-white bold
        title        = #dfe5ec bold ; bright-white bold
        border       = #3a4250 ; bright-black
        focus        = #7fb7f2 bold ; bright-blue bold
        header       = #a9b4c2 ; white
        headerStrong = #f2f5f8 bold ; bright-white bold
        heading      = #8f9bab ; bright-black
        number       = #dfe5ec ; white
        changed      = #ffffff bold ; bright-white bold
        bar          = #5b81b0 ; blue
        barTrack     = #313947 ; bright-black
        barAlternate = #8674b3 ; magenta
        worst        = #ff7b68 bold ; bright-red bold
        winner       = #7fd9a4 bold ; bright-green bold
        up           = #b4c3b8 ; white
        down         = #cbbba6 ; white
        spark        = #86a9d1 ; bright-blue
        provisional  = #8791a0 ; bright-black
        warning      = #e3c078 ; yellow
        error        = #ff7b68 bold ; bright-red bold
        selection    = #f2f5f8 on #2b3b55 ; black on white
        key          = #dfe5ec bold ; bright-white bold
        keyLabel     = #8f9bab ; white
        input        = #f2f5f8 on #222a36 underline ; bright-white underline

        """

    static let paper = """
        # Ink on warm white.
        background   = #faf7f0 ; bright-white
        text         = #33373d ; black
        dim          = #6a6e75 ; bright-black
        strong       = #14171a bold ; black bold
        title        = #14171a bold ; black bold
        border       = #c9c3b5 ; white
        focus        = #1c5fa8 bold ; blue bold
        header       = #55595f ; black
        headerStrong = #14171a bold ; black bold
        heading      = #666a70 ; bright-black
        number       = #22262b ; black
        changed      = #000000 bold ; black bold
        bar          = #6c8fb8 ; blue
        barTrack     = #ddd7c9 ; white
        barAlternate = #a08bb8 ; magenta
        worst        = #b3261e bold ; red bold
        winner       = #1f6f43 bold ; green bold
        up           = #4a5a4e ; black
        down         = #66573f ; black
        spark        = #4a76a8 ; blue
        provisional  = #6a6e75 ; bright-black
        warning      = #7d5a00 ; black bold
        error        = #b3261e bold ; red bold
        selection    = #14171a on #d6e2f0 ; bright-white on blue
        key          = #14171a bold ; black bold
        keyLabel     = #666a70 ; bright-black
        input        = #14171a on #efe9da underline ; black underline

        """
}
