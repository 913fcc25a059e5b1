/// The screens as they should be, one file each.
enum Frames {}
