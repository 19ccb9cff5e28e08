#include "core/chat/plain_text.hpp"

#include "core/base/text.hpp"

namespace fillrate::chat {
namespace {

/// Writes each kind of block as lines.
struct block_writer {
    std::string& out;

    void line(const std::string& text) {
        out += text;
        out += '\n';
    }
    void operator()(const paragraph& b) { line(to_plain_text(b.text)); }
    void operator()(const context_line& b) { line("(" + to_plain_text(b.text) + ")"); }
    void operator()(const divider&) { line("---"); }
    void operator()(const field_list& b) {
        for (const auto& [label, value] : b.fields) {
            line(displayable(label) + ": " + to_plain_text(value));
        }
    }
    void operator()(const button_row& b) {
        std::vector<std::string> labels;
        for (const button& each : b.buttons) {
            labels.push_back("[" + displayable(each.label) + "]");
        }
        line(join(labels, " "));
    }
    void operator()(const table& b) {
        if (!b.caption.empty()) {
            line(displayable(b.caption));
        }
        for (const auto& row : b.rows) {
            std::vector<std::string> cells;
            for (const std::string& cell : row) {
                cells.push_back(displayable(cell));
            }
            line(join(cells, " | "));
        }
    }
};

}  // namespace

std::string to_plain_text(const rich_text& text) {
    std::string out;
    for (const inline_run& run : text) {
        out += run.what == inline_run::kind::person ? "@" : "";
        out += displayable_lines(run.text);
    }
    return out;
}

std::string to_plain_text(const message& m) {
    std::string out;
    if (!m.title.empty()) {
        out += displayable(m.title) + "\n";
    }
    if (m.blocks.empty() && !m.summary.empty()) {
        out += displayable_lines(m.summary) + "\n";
    }
    block_writer write{out};
    for (const block& each : m.blocks) {
        std::visit(write, each);
    }
    return out;
}

}  // namespace fillrate::chat
