#include "integrations/slack/rich_text.hpp"

#include "core/base/text.hpp"
#include "integrations/slack/limits.hpp"
#include "integrations/slack/typed_text.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace fillrate::slack {
namespace {

namespace json = boost::json;
using chat::inline_run;

constexpr std::string_view nothing_shown = "–";

json::object text_object(std::string_view text, std::size_t max_count) {
    const auto shown = abbreviate(text, max_count);
    json::object object;
    object["type"] = "plain_text";
    object["text"] = trim(shown).empty() ? nothing_shown : std::string_view(shown);
    object["emoji"] = false;
    return object;
}

json::object text_element(std::string_view text, inline_run::kind what) {
    json::object element;
    element["type"] = "text";
    element["text"] = text;
    if (what == inline_run::kind::bold) {
        element["style"] = json::object{{"bold", true}};
    } else if (what == inline_run::kind::code) {
        element["style"] = json::object{{"code", true}};
    }
    return element;
}

json::object rich_text_block(std::string_view section, json::array elements) {
    json::object inner;
    inner["type"] = section;
    inner["elements"] = std::move(elements);
    json::object block;
    block["type"] = "rich_text";
    block["elements"] = json::array{std::move(inner)};
    return block;
}

// The same moment in the reader's own zone; the run's text already names the zone it speaks of.
json::object date_element(const inline_run& run) {
    json::object element;
    element["type"] = "date";
    element["timestamp"] = std::chrono::floor<seconds>(run.at.time_since_epoch()).count();
    element["format"] = "{date_short_pretty} {time}";
    element["fallback"] = displayable(run.text);
    return element;
}

// Collects elements and starts a new block where one is full.
class block_builder {
public:
    explicit block_builder(std::size_t& budget) : budget_(budget) {}

    void add_text(std::string_view text, inline_run::kind what) {
        while (!text.empty() && budget_ > 0) {
            if (used_ == limits::rich_text_block) {
                flush();
            }
            const auto room = std::min(limits::rich_text_block - used_, budget_);
            // One code point is kept for the ellipsis that marks a cut by the budget.
            const bool fits = count_code_points(text) <= room;
            const bool is_last_room = !fits && room == budget_;
            const auto piece = truncate_code_points(text, is_last_room ? room - 1 : room);
            text.remove_prefix(piece.size());
            std::string shown(piece);
            if (is_last_room) {
                shown += "…";
            }
            const auto count = count_code_points(shown);
            used_ += count;
            budget_ -= count;
            elements_.push_back(text_element(shown, what));
            if (is_last_room) {
                return;
            }
        }
    }

    void add_element(json::object element, std::size_t count) {
        if (budget_ < count) {
            return;
        }
        if (used_ + count > limits::rich_text_block) {
            flush();
        }
        used_ += count;
        budget_ -= count;
        elements_.push_back(std::move(element));
    }

    [[nodiscard]] std::vector<json::object> finish() {
        flush();
        return std::move(blocks_);
    }

private:
    void flush() {
        if (!elements_.empty()) {
            blocks_.push_back(rich_text_block("rich_text_section", std::exchange(elements_, {})));
        }
        used_ = 0;
    }

    std::size_t& budget_;
    std::size_t used_ = 0;
    json::array elements_{};
    std::vector<json::object> blocks_{};
};

// A path of our own means nothing here, nor does a scheme that is not the web's.
void add_link(block_builder& builder, const inline_run& run) {
    const bool web = run.target.starts_with("https://") || run.target.starts_with("http://");
    if (!web || run.target.size() > limits::url) {
        builder.add_text(displayable(run.text), inline_run::kind::plain);
        return;
    }
    const auto shown = displayable(run.text);
    json::object element;
    element["type"] = "link";
    element["url"] = run.target;
    element["text"] = shown;
    builder.add_element(std::move(element), count_code_points(shown));
}

void add_moment(block_builder& builder, const inline_run& run) {
    constexpr std::size_t longest_rendering = 40;
    builder.add_text(displayable(run.text), inline_run::kind::plain);
    if (run.at > instant{}) {
        builder.add_text(" (your time: ", inline_run::kind::plain);
        builder.add_element(date_element(run), longest_rendering);
        builder.add_text(")", inline_run::kind::plain);
    }
}

}  // namespace

std::string escape_mrkdwn(std::string_view text, std::size_t max_count) {
    const auto shown = displayable(text);
    std::string escaped;
    std::size_t count = 0;
    for (std::string_view rest = shown; !rest.empty();) {
        const auto next = first_code_point(rest);
        std::string_view piece = rest.substr(0, next.length);
        if (piece == "&") {
            piece = "&amp;";
        } else if (piece == "<") {
            piece = "&lt;";
        } else if (piece == ">") {
            piece = "&gt;";
        }
        const auto size = count_code_points(piece);
        const std::size_t reserved = next.length == rest.size() ? 0 : 1;
        if (count + size + reserved > max_count) {
            escaped += "…";
            break;
        }
        escaped += piece;
        count += size;
        rest.remove_prefix(next.length);
    }
    return escaped;
}

json::object plain_text(std::string_view text, std::size_t max_count) {
    return text_object(displayable(text), max_count);
}

json::object plain_lines(std::string_view text, std::size_t max_count) {
    return text_object(displayable_lines(text), max_count);
}

std::string flatten(const chat::rich_text& runs) {
    std::string text;
    for (const auto& run : runs) {
        text += run.text;
    }
    return text;
}

std::vector<json::object> rich_text_blocks(const chat::rich_text& runs, std::size_t& budget) {
    block_builder builder(budget);
    for (const auto& run : runs) {
        switch (run.what) {
            case inline_run::kind::plain:
            case inline_run::kind::bold:
            case inline_run::kind::code:
                builder.add_text(displayable_lines(run.text), run.what);
                break;
            case inline_run::kind::person:
                if (is_slack_id(run.target)) {
                    json::object element;
                    element["type"] = "user";
                    element["user_id"] = run.target;
                    builder.add_element(std::move(element), run.target.size());
                } else {
                    builder.add_text(displayable(run.text), inline_run::kind::plain);
                }
                break;
            case inline_run::kind::link:
                add_link(builder, run);
                break;
            case inline_run::kind::file:  // of which nobody made a link
                builder.add_text(displayable(run.text), inline_run::kind::plain);
                break;
            case inline_run::kind::moment:
                add_moment(builder, run);
                break;
        }
    }
    return builder.finish();
}

json::object preformatted_block(std::string_view text, std::size_t max_count) {
    const auto shown = abbreviate(text, max_count);
    json::array elements;
    elements.push_back(text_element(shown, inline_run::kind::plain));
    return rich_text_block("rich_text_preformatted", std::move(elements));
}

}  // namespace fillrate::slack
