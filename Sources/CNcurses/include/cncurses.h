// What funneltop needs of curses, one screen at a time, without curses' own names, macros and globals.
// Everything is for the main thread. Until cncurses_start has returned CNCURSES_STARTED, and after cncurses_end,
// all other functions do nothing and return zero.
#ifndef FUNNELTOP_CNCURSES_H
#define FUNNELTOP_CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

enum cncurses_outcome {
    CNCURSES_STARTED = 0,
    CNCURSES_NOT_A_TERMINAL = 1,
    CNCURSES_UNKNOWN_TERMINAL = 2,
    CNCURSES_ALREADY_STARTED = 3,
};

enum cncurses_attribute {
    CNCURSES_BOLD = 1,
    CNCURSES_DIM = 2,
    CNCURSES_ITALIC = 4,
    CNCURSES_UNDERLINE = 8,
    CNCURSES_REVERSE = 16,
};

enum cncurses_key_kind {
    CNCURSES_KEY_NONE = 0,
    CNCURSES_KEY_CHARACTER, // the value is a Unicode scalar
    CNCURSES_KEY_FUNCTION,  // the value is the number on the key
    CNCURSES_KEY_UP,
    CNCURSES_KEY_DOWN,
    CNCURSES_KEY_LEFT,
    CNCURSES_KEY_RIGHT,
    CNCURSES_KEY_HOME,
    CNCURSES_KEY_END,
    CNCURSES_KEY_PAGE_UP,
    CNCURSES_KEY_PAGE_DOWN,
    CNCURSES_KEY_ENTER,
    CNCURSES_KEY_BACKSPACE,
    CNCURSES_KEY_DELETE,
    CNCURSES_KEY_BACK_TAB,
    CNCURSES_KEY_OTHER, // a key that has no meaning here
};

// Takes the terminal on standard output; the keyboard is /dev/tty when standard input is something else.
// With wants_utf8 the character set becomes UTF-8 even where the locale says otherwise.
// preferred_name, where the system knows it, stands in for TERM; NULL for none.
enum cncurses_outcome cncurses_start(bool wants_utf8, const char *preferred_name);

// Gives the terminal back for a while, and takes it again; then all is to be drawn anew.
void cncurses_suspend(void);
void cncurses_resume(void);

// Gives the terminal back for good.
void cncurses_end(void);

// Readable when a key may be there; -1 before the start.
int cncurses_key_descriptor(void);
// Whether the keyboard's terminal is gone.
bool cncurses_is_hung_up(void);
// One enum cncurses_key_kind; never waits.
int cncurses_next_key(uint32_t *value);

int cncurses_width(void);
int cncurses_height(void);
// Takes over a new size of the window; whether it had changed.
bool cncurses_update_size(void);

// 0 without colours.
int cncurses_color_count(void);
int cncurses_pair_count(void);
// Whether color numbers from cncurses_palette_count on are 0xRRGGBB.
bool cncurses_has_direct_color(void);
// How many color numbers stand for the terminal's own palette.
int cncurses_palette_count(void);
// Whether -1 stands for the terminal's own colours.
bool cncurses_has_default_colors(void);
bool cncurses_set_pair(int pair, int foreground, int background);

// Where and how the following cncurses_add_… write; nothing goes beyond the right edge.
void cncurses_begin_run(int y, int x, int pair, unsigned attributes);
void cncurses_add_ascii(const char *bytes, int count);
// One character of width cells; what the C library holds for wider or narrower is replaced, so that the row keeps in step.
void cncurses_add_cluster(const uint32_t *scalars, int count, int width);

void cncurses_erase(void);
// Writes what changed since the last call to the terminal.
void cncurses_flush(void);
// The next flush writes everything.
void cncurses_redraw_all(void);
void cncurses_bell(void);

// From now on SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE and SIGSYS give the terminal back, say so in one line
// on standard error, and then end the process as they would have without this. So does SIGPROF, without a word.
void cncurses_install_crash_handlers(void);

/// From now on a crash is told on `descriptor`, with the name of the log that standard error goes to; NULL for none.
void cncurses_crash_tell(int descriptor, const char *log);

#endif
