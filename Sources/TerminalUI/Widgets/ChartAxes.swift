/// The words around a chart.
package struct ChartAxes: Sendable, Hashable {
    /// A label under the value with this index.
    package struct Tick: Sendable, Hashable {
        package var index: Int
        package var label: String

        package init(index: Int, label: String) {
            self.index = index
            self.label = label
        }
    }

    /// A label beside the plot, at a height between 0 and 1.
    package struct Level: Sendable, Hashable {
        package var fraction: Double
        package var label: String

        package init(fraction: Double, label: String) {
            self.fraction = fraction
            self.label = label
        }
    }

    /// A sign on the value with this index.
    package struct Mark: Sendable, Hashable {
        package var index: Int
        package var text: String
        package var role: Role

        package init(index: Int, text: String, role: Role) {
            self.index = index
            self.text = text
            self.role = role
        }
    }

    /// Stands left of the top label, as in `of all  6 %┤`.
    package var title: String
    /// The label of the highest value.
    package var top: String
    /// The label of zero.
    package var bottom: String
    package var ticks: [Tick]
    /// Labels between top and bottom, as far as they find a row of their own.
    package var levels: [Level]
    /// Stands right of the values, as in `not final`.
    package var note: String
    package var marks: [Mark]

    package init(
        title: String = "", top: String, bottom: String, ticks: [Tick] = [], levels: [Level] = [], note: String = "",
        marks: [Mark] = []
    ) {
        self.title = title
        self.top = top
        self.bottom = bottom
        self.ticks = ticks
        self.levels = levels
        self.note = note
        self.marks = marks
    }
}
