#include "core/chat/tokens.hpp"

#include "core/base/text.hpp"
#include "core/chat/grammar.hpp"

namespace fillrate::chat {
namespace {

constexpr char32_t replacement_character = 0xFFFD;

bool is_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

bool is_line_break(char32_t c) {
    return c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/// Double quotes as keyboards and phones produce them.
bool is_quote(char32_t c) {
    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0xAB ||
           c == 0xBB || c == 0x2033 || c == 0xFF02;
}

bool is_dash(char32_t c) {
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D;
}

/// The lexer proper: fed code points and mentions, it owns the token being built.
class lexer {
public:
    explicit lexer(token_list& out) : out_(out) {}

    void feed(char32_t c) {
        if (in_quote_) {
            feed_quoted(c);
        } else if (is_space(c)) {
            end_word();
            glued_ = false;
            new_line_ = new_line_ || is_line_break(c);
        } else if (is_quote(c) && (word_.empty() || word_.back() == ':')) {
            end_word();
            in_quote_ = true;
        } else if (!is_invisible(c)) {
            append_utf8(word_, c);
        }
    }

    void mention(const text_run& run) {
        std::string id = displayable(run.text);  // no platform's id changes by it, junk does
        if (in_quote_) {
            word_ += "@" + id;
            if (run.what == text_run::kind::user) {
                mentioned_.push_back(std::move(id));
            }
            return;
        }
        end_word();
        word_ = std::move(id);
        label_ = displayable(run.label);
        push(run.what == text_run::kind::user ? token::kind::user : token::kind::channel);
    }

    void finish() {
        if (in_quote_) {
            out_.unclosed_quote = true;
            end_quote();
        }
        end_word();
    }

private:
    void feed_quoted(char32_t c) {
        const bool literal = escaped_ && (is_quote(c) || c == '\\');
        if (escaped_ && !literal) {
            word_ += '\\';
        }
        const bool starts_escape = c == '\\' && !literal;
        escaped_ = starts_escape;
        if (starts_escape) {
            return;
        }
        if (is_quote(c) && !literal) {
            end_quote();
        } else if (is_line_break(c)) {
            word_ += '\n';
        } else if (is_space(c)) {
            if (c != '\r') {
                word_ += ' ';
            }
        } else if (!is_invisible(c)) {
            append_utf8(word_, c);
        }
    }

    void end_word() {
        if (!word_.empty()) {
            push(token::kind::word);
        }
    }

    void end_quote() {
        if (escaped_) {
            word_ += '\\';
        }
        escaped_ = false;
        in_quote_ = false;
        push(token::kind::quoted);
    }

    void push(token::kind what) {
        out_.tokens.push_back({
            .what = what,
            .text = std::move(word_),
            .glued = glued_,
            .new_line = new_line_,
            .mentioned = std::move(mentioned_),
            .label = std::move(label_),
        });
        word_.clear();
        mentioned_.clear();
        label_.clear();
        glued_ = true;
        new_line_ = false;
    }

    token_list& out_;
    std::string word_{};
    std::vector<std::string> mentioned_{};
    std::string label_{};
    bool in_quote_ = false;
    bool escaped_ = false;
    bool glued_ = false;
    bool new_line_ = false;
};

}  // namespace

token_list tokenize(const typed_line& line, std::string_view self) {
    token_list out;
    lexer words{out};
    for (const text_run& run : line.runs) {
        if (run.what != text_run::kind::plain) {
            out.steps += 1 + run.text.size();
            if (run.what == text_run::kind::channel || self.empty() || run.text != self) {
                words.mention(run);
            } else {
                words.feed(U' ');
            }
        }
        std::string_view rest = run.what == text_run::kind::plain ? run.text : std::string_view{};
        while (!rest.empty() && out.steps <= max_line_length) {
            const code_point next = first_code_point(rest);
            words.feed(next.valid ? next.value : replacement_character);
            rest.remove_prefix(next.length);
            ++out.steps;
        }
        if (out.steps > max_line_length) {
            out.tokens.clear();
            out.too_long = true;
            return out;
        }
    }
    words.finish();
    return out;
}

bool is_double_quote(std::string_view c) {
    return !c.empty() && is_quote(first_code_point(c).value);
}

std::string plain_dashes(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const code_point next = first_code_point(text);
        if (next.valid && is_dash(next.value)) {
            out += '-';
        } else {
            out += text.substr(0, next.length);
        }
        text.remove_prefix(next.length);
    }
    return out;
}

std::string fold_word(std::string_view word) {
    std::string out = to_lower_ascii(plain_dashes(word));
    const std::size_t last = out.find_last_not_of(",;:.");
    out.resize(last == std::string::npos ? 0 : last + 1);
    return out;
}

std::size_t after_root(const std::vector<token>& tokens, std::string_view root) {
    if (tokens.empty() || tokens.front().what != token::kind::word) {
        return 0;
    }
    const std::string first = fold_word(tokens.front().text);
    const std::string folded = to_lower_ascii(root);
    const bool slash = folded.starts_with('/');
    const bool is_root = first == folded || (slash && first == folded.substr(1));
    return !first.empty() && is_root ? 1 : 0;
}

}  // namespace fillrate::chat
