#include "integrations/slack/typed_text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace fillrate::slack {
namespace {

using chat::text_run;

void append_plain(std::vector<text_run>& runs, std::string_view text) {
    if (text.empty()) {
        return;
    }
    if (runs.empty() || runs.back().what != text_run::kind::plain) {
        runs.push_back({text_run::kind::plain, {}});
    }
    runs.back().text += text;
}

// Decodes in one pass, so "&amp;lt;" is the text "&lt;".
void append_decoded(std::vector<text_run>& runs, std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> entities{
        {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}}};
    while (!text.empty()) {
        const auto ampersand = std::min(text.find('&'), text.size());
        append_plain(runs, text.substr(0, ampersand));
        text.remove_prefix(ampersand);
        if (text.empty()) {
            return;
        }
        const auto* const entity =
            std::find_if(entities.begin(), entities.end(), [text](const auto& candidate) {
                return text.starts_with(candidate.first);
            });
        append_plain(runs, entity == entities.end() ? text.substr(0, 1) : entity->second);
        text.remove_prefix(entity == entities.end() ? 1 : entity->first.size());
    }
}

// One token without its angle brackets. False: it is no token that we know.
bool append_token(std::vector<text_run>& runs, std::string_view token) {
    const auto bar = std::min(token.find('|'), token.size());
    const auto target = token.substr(0, bar);
    const auto label = bar == token.size() ? std::string_view{} : token.substr(bar + 1);
    if (target.empty()) {
        return false;
    }
    const auto id = target.substr(1);
    if (target.front() == '@' || target.front() == '#') {
        if (!is_slack_id(id)) {
            return false;
        }
        const auto what = target.front() == '@' ? text_run::kind::user : text_run::kind::channel;
        runs.push_back({what, std::string(id), std::string(label)});
        return true;
    }
    if (target.front() == '!') {
        if (label.empty()) {
            append_plain(runs, "@");
        }
        append_decoded(runs, label.empty() ? id : label);
        return true;
    }
    if (target.starts_with("mailto:") || target.starts_with("tel:")) {
        append_decoded(runs, target.substr(target.find(':') + 1));
        return true;
    }
    if (target.find(':') == std::string_view::npos) {
        return false;
    }
    // A bare host that somebody typed arrives as <http://example.com|example.com>.
    const bool is_typed_host = !label.empty() && target.ends_with(label);
    append_decoded(runs, is_typed_host ? label : target);
    return true;
}

}  // namespace

std::vector<text_run> parse_typed_text(std::string_view text) {
    std::vector<text_run> runs;
    while (!text.empty()) {
        const auto open = std::min(text.find('<'), text.size());
        append_decoded(runs, text.substr(0, open));
        text.remove_prefix(open);
        if (text.empty()) {
            break;
        }
        const auto close = text.find('>');
        const bool is_token =
            close != std::string_view::npos && append_token(runs, text.substr(1, close - 1));
        if (is_token) {
            text.remove_prefix(close + 1);
        } else {
            append_plain(runs, "<");
            text.remove_prefix(1);
        }
    }
    return runs;
}

void remove_mention(std::vector<text_run>& runs, std::string_view user) {
    const auto mention = std::find_if(runs.begin(), runs.end(), [user](const text_run& run) {
        return run.what == text_run::kind::user && run.text == user;
    });
    if (mention == runs.end()) {
        return;
    }
    runs.erase(mention);
    if (runs.empty() || runs.front().what != text_run::kind::plain) {
        return;
    }
    auto& first = runs.front().text;
    first.erase(0, std::min(first.find_first_not_of(" \t\r\n"), first.size()));
    if (first.empty()) {
        runs.erase(runs.begin());
    }
}

bool is_slack_id(std::string_view text) noexcept {
    constexpr std::size_t shortest = 2;
    constexpr std::size_t longest = 32;
    return text.size() >= shortest && text.size() <= longest &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
}

}  // namespace fillrate::slack
