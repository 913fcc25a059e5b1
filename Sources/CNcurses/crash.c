#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "cncurses.h"

#include "screen.h"

#include <curses.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

// Everything the handler touches is prepared before: only write, tcsetattr, sigaction and raise may be called in it.
static struct {
    volatile sig_atomic_t is_armed;
    int input, output;
    bool has_modes;
    struct termios modes;
    char bytes[256];
    size_t count;
    int messages;
    char log[512];
} terminal = {.input = -1, .output = -1, .messages = STDERR_FILENO};

// Whether the terminal has a screen of its own for programs like this, and gives back what was there before.
bool cncurses_keeps_the_shell_apart(void) {
    const char *enter = tigetstr("smcup");
    const char *leave = tigetstr("rmcup");
    return enter && enter != (char *)-1 && leave && leave != (char *)-1;
}

static char handler_stack[64 * 1024];

static const struct {
    int number;
    const char *line;
} fatal_signals[] = {
#define FATAL(name) {name, "\r\nfunneltop: stopped by " #name ", an error of the program; the terminal was restored.\r\n"}
    FATAL(SIGILL), FATAL(SIGTRAP), FATAL(SIGABRT), FATAL(SIGSEGV), FATAL(SIGBUS), FATAL(SIGFPE),
    FATAL(SIGSYS),
#undef FATAL
    // No error of the program, but Dispatch keeps it open in all threads for profilers: it cannot be waited for.
    {SIGPROF, NULL},
};
enum { fatal_count = sizeof fatal_signals / sizeof *fatal_signals };

// Padding as in `$<5>` is for tputs and would be shown as text.
static void append(const char *capability) {
    const char *text = tigetstr((char *)capability);
    if (!text || text == (char *)-1) return;
    while (*text && terminal.count < sizeof terminal.bytes) {
        if (text[0] == '$' && text[1] == '<') {
            const char *end = strchr(text, '>');
            if (end) {
                text = end + 1;
                continue;
            }
        }
        terminal.bytes[terminal.count++] = *text++;
    }
}

void cncurses_crash_remember_modes(int input_descriptor) {
    terminal.input = input_descriptor;
    terminal.has_modes = tcgetattr(input_descriptor, &terminal.modes) == 0;
}

void cncurses_crash_prepare_bytes(int output_descriptor) {
    terminal.output = output_descriptor;
    terminal.count = 0;
    append("op");
    append("sgr0");
    append("rmkx");
    append("cnorm");
    if (cncurses_keeps_the_shell_apart()) {
        append("rmcup");
    } else {
        append("clear");
    }
}

void cncurses_crash_tell(int descriptor, const char *log) {
    terminal.messages = descriptor;
    terminal.log[0] = 0;
    if (log) snprintf(terminal.log, sizeof terminal.log, "funneltop: what it said of it is in %s\r\n", log);
}

void cncurses_crash_set_armed(int is_armed) { terminal.is_armed = is_armed; }

static void write_all(int descriptor, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

static void on_crash(int number) {
    if (terminal.is_armed) {
        terminal.is_armed = 0;
        write_all(terminal.output, terminal.bytes, terminal.count);
        if (terminal.has_modes) tcsetattr(terminal.input, TCSANOW, &terminal.modes);
    }
    for (int i = 0; i < fatal_count; i++) {
        if (fatal_signals[i].number == number && fatal_signals[i].line) {
            write_all(terminal.messages, fatal_signals[i].line, strlen(fatal_signals[i].line));
            if (terminal.log[0]) {
                write_all(STDERR_FILENO, fatal_signals[i].line, strlen(fatal_signals[i].line));
                write_all(terminal.messages, terminal.log, strlen(terminal.log));
            }
        }
    }
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
    // Blocked while this handler runs: it comes when it returns.
    raise(number);
}

void cncurses_install_crash_handlers(void) {
    // A stack overflow leaves no room on the stack it happened on.
    stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
    sigaltstack(&stack, NULL);
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < fatal_count; i++) {
        struct sigaction before;
        bool is_ignored = sigaction(fatal_signals[i].number, NULL, &before) == 0 && before.sa_handler == SIG_IGN;
        // What is no error stays ignored where whoever started the program wants that.
        if (is_ignored && !fatal_signals[i].line) continue;
        sigaction(fatal_signals[i].number, &action, NULL);
    }
}
