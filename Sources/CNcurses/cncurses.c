#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "cncurses.h"

#include "screen.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *opened_keyboard;
static int key_descriptor = -1;
static bool has_default_colors;
static bool cursor_is_hidden;
static bool is_suspended;
static struct {
    int y, x;
    int pair;
    attr_t attributes;
} run;

// curses would end the process on these, without asking its owner.
static const int signals_of_the_owner[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
enum { signal_count = sizeof signals_of_the_owner / sizeof *signals_of_the_owner };

static void set_locale(bool wants_utf8) {
    // Only the character set: a decimal comma would not be ours to choose.
    setlocale(LC_CTYPE, "");
    if (wants_utf8 && strcasecmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

static SCREEN *new_screen(const char *preferred_name, FILE *output, FILE *input) {
    struct sigaction before[signal_count];
    for (int i = 0; i < signal_count; i++) sigaction(signals_of_the_owner[i], NULL, &before[i]);
    SCREEN *made = preferred_name ? newterm(preferred_name, output, input) : NULL;
    if (!made) made = newterm(NULL, output, input);
    for (int i = 0; i < signal_count; i++) sigaction(signals_of_the_owner[i], &before[i], NULL);
    return made;
}

static void set_modes(void) {
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    scrollok(stdscr, FALSE);
    set_escdelay(25);
    cursor_is_hidden = curs_set(0) != ERR;
    leaveok(stdscr, cursor_is_hidden);
    if (has_colors()) {
        start_color();
        has_default_colors = use_default_colors() == OK;
    }
}

enum cncurses_outcome cncurses_start(bool wants_utf8, const char *preferred_name) {
    if (screen) return CNCURSES_ALREADY_STARTED;
    if (!isatty(STDOUT_FILENO)) return CNCURSES_NOT_A_TERMINAL;
    FILE *input = stdin;
    if (!isatty(STDIN_FILENO)) {
        input = opened_keyboard = fopen("/dev/tty", "re");
        if (!input) return CNCURSES_NOT_A_TERMINAL;
    }
    set_locale(wants_utf8);
    cncurses_crash_remember_modes(fileno(input));
    screen = new_screen(preferred_name, stdout, input);
    const char *address = screen ? tigetstr("cup") : NULL;
    if (!address || address == (char *)-1) {
        cncurses_end();
        return CNCURSES_UNKNOWN_TERMINAL;
    }
    key_descriptor = fileno(input);
    cncurses_crash_prepare_bytes(STDOUT_FILENO);
    set_modes();
    cncurses_crash_set_armed(1);
    is_suspended = false;
    cncurses_update_size();
    return CNCURSES_STARTED;
}

// Where the picture would stay, the shell would write over its last row.
static void give_back(void) {
    endwin();
    const char *clear = cncurses_keeps_the_shell_apart() ? NULL : tigetstr("clear");
    if (!clear || clear == (char *)-1) return;
    tputs(clear, 1, putchar);
    fflush(stdout);
}

void cncurses_suspend(void) {
    if (!screen || is_suspended) return;
    give_back();
    cncurses_crash_set_armed(0);
    is_suspended = true;
}

void cncurses_resume(void) {
    if (!screen || !is_suspended) return;
    is_suspended = false;
    cncurses_crash_set_armed(1);
    clearok(curscr, TRUE);
    // The first refresh after endwin takes the terminal's modes again.
    wrefresh(stdscr);
    cncurses_update_size();
}

void cncurses_end(void) {
    if (screen) {
        if (!is_suspended) give_back();
        delscreen(screen);
    }
    screen = NULL;
    cncurses_crash_set_armed(0);
    if (opened_keyboard) fclose(opened_keyboard);
    opened_keyboard = NULL;
    key_descriptor = -1;
}

int cncurses_key_descriptor(void) { return key_descriptor; }

bool cncurses_is_hung_up(void) {
    if (key_descriptor < 0) return false;
    struct pollfd keyboard = {.fd = key_descriptor, .events = POLLIN};
    return poll(&keyboard, 1, 0) > 0 && (keyboard.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

static int kind_of_key(wint_t code, uint32_t *value) {
    if (code >= (wint_t)KEY_F(1) && code <= (wint_t)KEY_F(63)) {
        *value = code - KEY_F0;
        return CNCURSES_KEY_FUNCTION;
    }
    switch (code) {
    case KEY_UP: return CNCURSES_KEY_UP;
    case KEY_DOWN: return CNCURSES_KEY_DOWN;
    case KEY_LEFT: return CNCURSES_KEY_LEFT;
    case KEY_RIGHT: return CNCURSES_KEY_RIGHT;
    case KEY_HOME: case KEY_A1: case KEY_FIND: return CNCURSES_KEY_HOME;
    case KEY_END: case KEY_C1: case KEY_SELECT: return CNCURSES_KEY_END;
    case KEY_PPAGE: case KEY_A3: return CNCURSES_KEY_PAGE_UP;
    case KEY_NPAGE: case KEY_C3: return CNCURSES_KEY_PAGE_DOWN;
    case KEY_ENTER: return CNCURSES_KEY_ENTER;
    case KEY_BACKSPACE: return CNCURSES_KEY_BACKSPACE;
    case KEY_DC: return CNCURSES_KEY_DELETE;
    case KEY_BTAB: return CNCURSES_KEY_BACK_TAB;
    default: return CNCURSES_KEY_OTHER;
    }
}

int cncurses_next_key(uint32_t *value) {
    *value = 0;
    if (!screen || is_suspended) return CNCURSES_KEY_NONE;
    wint_t code = 0;
    switch (wget_wch(stdscr, &code)) {
    case OK: *value = code; return CNCURSES_KEY_CHARACTER;
    case KEY_CODE_YES: return kind_of_key(code, value);
    default: return CNCURSES_KEY_NONE;
    }
}

int cncurses_width(void) { return screen ? getmaxx(stdscr) : 0; }

int cncurses_height(void) { return screen ? getmaxy(stdscr) : 0; }

bool cncurses_update_size(void) {
    struct winsize size = {0};
    if (!screen || is_suspended || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return false;
    if (size.ws_row == 0 || size.ws_col == 0) return false;
    if (size.ws_row == getmaxy(stdscr) && size.ws_col == getmaxx(stdscr)) return false;
    resizeterm(size.ws_row, size.ws_col);
    // What a terminal leaves on the screen when its size changes is its own affair.
    clearok(curscr, TRUE);
    return true;
}

int cncurses_color_count(void) { return screen && has_colors() ? COLORS : 0; }

int cncurses_pair_count(void) { return screen && has_colors() ? COLOR_PAIRS : 0; }

bool cncurses_has_direct_color(void) { return screen && COLORS >= 0x1000000 && tigetflag("RGB") == 1; }

int cncurses_palette_count(void) {
    if (!cncurses_has_direct_color()) return cncurses_color_count();
    int indexed = tigetnum("CO");
    return indexed > 8 ? indexed : 8;
}

bool cncurses_has_default_colors(void) { return screen && has_default_colors; }

bool cncurses_set_pair(int pair, int foreground, int background) {
    return screen && init_extended_pair(pair, foreground, background) == OK;
}

void cncurses_begin_run(int y, int x, int pair, unsigned attributes) {
    run.y = y;
    run.x = x;
    run.pair = pair;
    run.attributes = A_NORMAL;
    if (attributes & CNCURSES_BOLD) run.attributes |= WA_BOLD;
    if (attributes & CNCURSES_DIM) run.attributes |= WA_DIM;
    if (attributes & CNCURSES_ITALIC) run.attributes |= WA_ITALIC;
    if (attributes & CNCURSES_UNDERLINE) run.attributes |= WA_UNDERLINE;
    if (attributes & CNCURSES_REVERSE) run.attributes |= WA_REVERSE;
}

// Whether width cells are left; the cursor of curses then stands there.
static bool take_room(int width) {
    if (!screen || run.y < 0 || run.x < 0 || run.y >= getmaxy(stdscr)) return false;
    if (run.x + width > getmaxx(stdscr)) return false;
    wmove(stdscr, run.y, run.x);
    wattr_set(stdscr, run.attributes, 0, &run.pair);
    run.x += width;
    return true;
}

void cncurses_add_ascii(const char *bytes, int count) {
    int room = screen ? getmaxx(stdscr) - run.x : 0;
    if (count > room) count = room;
    if (count > 0 && take_room(count)) waddnstr(stdscr, bytes, count);
}

static void add_wide(const wchar_t *text) {
    cchar_t cell;
    if (setcchar(&cell, text, run.attributes, 0, &run.pair) == OK) wadd_wch(stdscr, &cell);
}

void cncurses_add_cluster(const uint32_t *scalars, int count, int width) {
    if (count <= 0 || !take_room(width)) return;
    wchar_t text[CCHARW_MAX + 1] = {0};
    if (count > CCHARW_MAX) count = CCHARW_MAX;
    int cells = 0;
    for (int i = 0; i < count; i++) {
        text[i] = (wchar_t)scalars[i];
        int here = wcwidth(text[i]);
        cells = here < 0 ? -width : cells + here;
    }
    if (wcwidth(text[0]) == width && cells == width) {
        add_wide(text);
    } else if (cells == width) {
        // Two letters of a flag: one cell each.
        for (int i = 0; i < count; i++) add_wide((wchar_t[]){text[i], 0});
    } else if (wcwidth(text[0]) == width) {
        add_wide((wchar_t[]){text[0], 0});
    } else {
        for (int i = 0; i < width; i++) waddch(stdscr, '?');
    }
}

void cncurses_erase(void) {
    if (!screen) return;
    wattrset(stdscr, A_NORMAL);
    werase(stdscr);
}

void cncurses_flush(void) {
    if (!screen || is_suspended) return;
    // A cursor that cannot be hidden rests in the corner.
    if (!cursor_is_hidden) wmove(stdscr, getmaxy(stdscr) - 1, getmaxx(stdscr) - 1);
    wrefresh(stdscr);
}

void cncurses_redraw_all(void) {
    if (screen) clearok(curscr, TRUE);
}

void cncurses_bell(void) {
    if (screen && !is_suspended) beep();
}
