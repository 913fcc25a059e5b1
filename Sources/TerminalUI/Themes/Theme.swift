/// A look for every role, for every kind of terminal.
package struct Theme: Sendable, Hashable {
    /// The three forms of one line of a theme file.
    package struct RoleStyle: Sendable, Hashable {
        /// For 256 and true colour.
        package var full: TextStyle
        /// For 16 colours; `nil` takes the nearest names.
        package var ansi16: TextStyle?
        /// For none.
        package var mono: TextAttributes

        package init(full: TextStyle, ansi16: TextStyle? = nil, mono: TextAttributes) {
            self.full = full
            self.ansi16 = ansi16
            self.mono = mono
        }
    }

    package let name: String
    /// Behind every role that has no background of its own; `mono` is without meaning here.
    package let backdrop: RoleStyle
    private let styles: [Role: RoleStyle]

    /// Roles that are missing look like their nearest relative.
    package init(name: String, backdrop: RoleStyle = RoleStyle(full: TextStyle(), mono: []), styles: [Role: RoleStyle])
    {
        self.name = name
        self.backdrop = backdrop
        self.styles = styles
    }

    /// How to draw a role on a terminal with so many colours.
    package func style(of role: Role, depth: ColorDepth) -> TextStyle {
        let own = self.style(of: role)
        switch depth {
        case .mono:
            return TextStyle(attributes: own.mono)
        case .ansi16:
            return reduced(own.ansi16 ?? own.full, behind: backdrop.ansi16 ?? backdrop.full, to: depth)
        case .ansi256, .trueColor:
            return reduced(own.full, behind: backdrop.full, to: depth)
        }
    }

    private func style(of role: Role) -> RoleStyle {
        var role = role
        while styles[role] == nil, let relative = role.relative { role = relative }
        return styles[role] ?? RoleStyle(full: TextStyle(), mono: [])
    }

    private func reduced(_ style: TextStyle, behind backdrop: TextStyle, to depth: ColorDepth) -> TextStyle {
        let background = style.background == .terminalDefault ? backdrop.background : style.background
        return TextStyle(
            foreground: style.foreground.reduced(to: depth), background: background.reduced(to: depth),
            attributes: style.attributes)
    }
}
