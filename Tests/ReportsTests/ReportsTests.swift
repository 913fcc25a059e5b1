// The first tests of Reports replace this file.
