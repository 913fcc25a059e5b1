/// Whether two numbers agree to a relative tolerance.
func near(_ left: Double, _ right: Double, _ tolerance: Double = 1e-10) -> Bool {
    abs(left - right) <= tolerance * max(1e-3, abs(right))
}
