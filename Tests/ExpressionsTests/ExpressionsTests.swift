// The first tests of Expressions replace this file.
