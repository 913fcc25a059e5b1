// The first tests of TerminalUI replace this file.
