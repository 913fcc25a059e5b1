// The first tests of Configuration replace this file.
