@testable import Statistics

extension Vector {
    /// Every vector of a group, with what the newest version of the library answers where it differs from the released.
    static func newestGroup(_ name: String) -> [Vector] {
        guard let root = try? SharedFiles.json(file) else { return [] }
        return Fields(root).list("vectors").map(Fields.init(any:)).filter { $0.text("group") == name }.map { fields in
            Vector(
                id: fields.text("id"), settings: fields["settings"], input: fields["input"],
                expected: fields[fields.has("expected_head") ? "expected_head" : "expected"],
                tolerance: fields.number("rel_tol"))
        }
    }
}
