// Shared by the files of this target.
#ifndef FUNNELTOP_CNCURSES_SCREEN_H
#define FUNNELTOP_CNCURSES_SCREEN_H

#include <stdbool.h>

// Called with the terminal's state before curses changes it, and whenever curses takes or gives back the terminal.
void cncurses_crash_remember_modes(int input_descriptor);
void cncurses_crash_prepare_bytes(int output_descriptor);
void cncurses_crash_set_armed(int is_armed);

bool cncurses_keeps_the_shell_apart(void);

#endif
