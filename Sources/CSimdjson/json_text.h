// Numbers and strings of JSON, byte by byte.
#ifndef FUNNELTOP_JSON_TEXT_H
#define FUNNELTOP_JSON_TEXT_H

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace {

inline bool isSpace(uint8_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
inline bool isDigit(uint8_t c) { return uint8_t(c - '0') < 10; }
inline bool endsScalar(uint8_t c) { return c == ',' || c == '}' || c == ']' || isSpace(c); }

// The end of a number of the JSON grammar, or null.
inline const uint8_t *numberEnd(const uint8_t *p) {
    if (*p == '-') p++;
    if (*p == '0') p++;
    else {
        if (!isDigit(*p)) return nullptr;
        while (isDigit(*p)) p++;
    }
    if (*p == '.') {
        p++;
        if (!isDigit(*p)) return nullptr;
        while (isDigit(*p)) p++;
    }
    if ((*p | 0x20) == 'e') {
        p++;
        if (*p == '+' || *p == '-') p++;
        if (!isDigit(*p)) return nullptr;
        while (isDigit(*p)) p++;
    }
    return endsScalar(*p) ? p : nullptr;
}

inline int hexadecimal(const uint8_t *p) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
        const uint8_t c = p[i];
        const uint8_t lower = c | 0x20;
        int digit;
        if (isDigit(c)) digit = c - '0';
        else if (lower >= 'a' && lower <= 'f') digit = lower - 'a' + 10;
        else return -1;
        value = value * 16 + digit;
    }
    return value;
}

inline uint8_t *appendScalar(uint8_t *out, uint32_t c) {
    if (c < 0x80) *out++ = uint8_t(c);
    else if (c < 0x800) {
        *out++ = uint8_t(0xC0 | c >> 6);
        *out++ = uint8_t(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *out++ = uint8_t(0xE0 | c >> 12);
        *out++ = uint8_t(0x80 | (c >> 6 & 0x3F));
        *out++ = uint8_t(0x80 | (c & 0x3F));
    } else {
        *out++ = uint8_t(0xF0 | c >> 18);
        *out++ = uint8_t(0x80 | (c >> 12 & 0x3F));
        *out++ = uint8_t(0x80 | (c >> 6 & 0x3F));
        *out++ = uint8_t(0x80 | (c & 0x3F));
    }
    return out;
}

// Writes the text of an escaped string; null when an escape is not one of JSON's. A lone surrogate becomes U+FFFD, and is
// told by `isBroken`.
uint8_t *unescape(const uint8_t *p, const uint8_t *end, uint8_t *out, bool &isBroken) {
    while (p < end) {
        if (*p != '\\') {
            *out++ = *p++;
            continue;
        }
        if (end - p < 2) return nullptr;
        const uint8_t c = p[1];
        p += 2;
        switch (c) {
        case '"': case '\\': case '/': *out++ = c; break;
        case 'b': *out++ = '\b'; break;
        case 'f': *out++ = '\f'; break;
        case 'n': *out++ = '\n'; break;
        case 'r': *out++ = '\r'; break;
        case 't': *out++ = '\t'; break;
        case 'u': {
            if (end - p < 4) return nullptr;
            int value = hexadecimal(p);
            if (value < 0) return nullptr;
            p += 4;
            uint32_t scalar = uint32_t(value);
            if (scalar >= 0xD800 && scalar < 0xE000) {
                int low = -1;
                if (scalar < 0xDC00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u') low = hexadecimal(p + 2);
                if (low >= 0xDC00 && low < 0xE000) {
                    scalar = 0x10000 + ((scalar - 0xD800) << 10) + uint32_t(low - 0xDC00);
                    p += 6;
                } else {
                    scalar = 0xFFFD;
                    isBroken = true;
                }
            }
            out = appendScalar(out, scalar);
            break;
        }
        default: return nullptr;
        }
    }
    return out;
}

inline bool hasBackslash(const uint8_t *text, uint32_t length) { return std::memchr(text, '\\', length) != nullptr; }

// Copies text with U+FFFD in place of each maximal part that is no UTF-8 (The Unicode Standard, 3.9); at most three times
// as long. Gives the end of the copy.
inline uint8_t *repairUTF8(const uint8_t *p, const uint8_t *end, uint8_t *out) {
    while (p < end) {
        const uint8_t lead = *p;
        if (lead < 0x80) {
            *out++ = lead;
            p++;
            continue;
        }
        ptrdiff_t wanted = 0;
        if (lead >= 0xC2 && lead <= 0xDF) wanted = 1;
        else if (lead >= 0xE0 && lead <= 0xEF) wanted = 2;
        else if (lead >= 0xF0 && lead <= 0xF4) wanted = 3;
        // The second byte keeps out overlong forms, surrogates and what is beyond Unicode.
        uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        ptrdiff_t found = 0;
        while (found < wanted && p + 1 + found < end && p[1 + found] >= low && p[1 + found] <= high) {
            found++;
            low = 0x80;
            high = 0xBF;
        }
        if (wanted > 0 && found == wanted) {
            std::memcpy(out, p, size_t(wanted) + 1);
            out += wanted + 1;
        } else {
            out = appendScalar(out, 0xFFFD);
        }
        p += 1 + found;
    }
    return out;
}

}  // namespace

#endif
