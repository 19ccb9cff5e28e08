#include "core/chat/usual_order.hpp"

#include "core/base/text.hpp"
#include "core/chat/arguments.hpp"
#include "core/chat/dated_verbs.hpp"
#include "core/chat/subject.hpp"
#include "core/chat/verbs.hpp"
#include "core/chat/when_words.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::chat {
namespace {

using typed_words = std::vector<token>;

/// As it is compared with the table; empty past the end and for what is no word.
std::string folded_at(const typed_words& line, std::size_t i) {
    return i < line.size() && line[i].what == token::kind::word ? fold_word(line[i].text)
                                                                : std::string{};
}

bool is_code_at(const typed_words& line, std::size_t i) {
    return names_subject(read_id(folded_at(line, i)));
}

auto place_of(typed_words& line, std::size_t i) {
    return line.begin() + static_cast<std::ptrdiff_t>(i);
}

void move_to(typed_words& line, std::size_t to, std::size_t from) {
    std::rotate(place_of(line, to), place_of(line, from), place_of(line, from + 1));
}

void insert_word(typed_words& line, std::size_t at, std::string_view text) {
    token word;
    word.text = text;
    line.insert(place_of(line, at), std::move(word));
}

bool is_shift_name_at(const typed_words& line, std::size_t i) {
    const auto word = folded_at(line, i);
    return !word.empty() && find_choice("shift_name", word) != nullptr;
}

bool is_shift_at(const typed_words& line, std::size_t i) {
    return noun_of(folded_at(line, i)) == "shift";
}

// --- keys before the verb ---

std::string key_at(const typed_words& line, std::size_t i) {
    const bool word = i < line.size() && line[i].what == token::kind::word;
    const std::size_t colon = word ? line[i].text.find(':') : std::string::npos;
    return colon == std::string::npos ? std::string{} : fold_word(line[i].text.substr(0, colon));
}

/// The keys of all verbs, and whether a moment may follow one. Looked up for every word of a line.
const std::map<std::string, bool, std::less<>>& known_keys() {
    static const auto known = [] {
        std::map<std::string, bool, std::less<>> keys;
        const auto add = [&keys](std::string_view key, const argument_rule& rule) {
            bool& moment = keys[std::string{key}];
            moment = moment || rule.kind == value_kind::when;
        };
        for (const verb_rule& verb : verbs()) {
            for (const argument_rule& rule : verb.arguments) {
                add(rule.key, rule);
                for (const std::string_view alias : split_words(rule.aliases)) {
                    add(alias, rule);
                }
            }
        }
        add(detail::at_moment.key, detail::at_moment);
        return keys;
    }();
    return known;
}

/// How many tokens a key of some verb takes there with its value; 0 when there is none.
std::size_t key_length(const typed_words& line, std::size_t i) {
    const auto known = known_keys().find(key_at(line, i));
    if (known == known_keys().end()) {
        return 0;
    }
    const bool moment = known->second;
    std::string value = line[i].text.substr(line[i].text.find(':') + 1);
    if (value.empty()) {
        return i + 1 < line.size() && line[i + 1].glued ? 2 : 0;
    }
    constexpr std::size_t longest = 4;  // as many as its reader takes
    std::size_t length = 1;
    while (moment && length < longest && continues_moment(value, folded_at(line, i + length))) {
        value += ' ' + folded_at(line, i + length);
        ++length;
    }
    return length;
}

using key_list = std::vector<std::string>;

bool takes_keys(const verb_rule& verb, const key_list& keys) {
    return std::ranges::all_of(keys, [&verb](const std::string& key) {
        return find_argument(verb, key) != nullptr;
    });
}

bool is_verb_with(const typed_words& line, std::size_t i, const key_list& keys) {
    const auto meant = verbs_of(folded_at(line, i));
    return std::ranges::any_of(meant, [&keys](const verb_rule* verb) {
        return !verb->pressed && takes_keys(*verb, keys);
    });
}

/// The first token from there on that is neither a code nor the noun of one.
std::size_t end_of_codes(const typed_words& line, std::size_t i) {
    const auto is_joined = [&line](std::size_t at) {
        const auto word = folded_at(line, at);
        const bool leads = word == "and" || word == "&" || !noun_of(word).empty();
        return leads && is_code_at(line, at + 1);
    };
    while (is_code_at(line, i) || is_joined(i)) {
        ++i;
    }
    return i;
}

/// "until:mon 104 hold budget", "104 until:mon hold budget", "shift 207 2nd on:tue cancel",
/// "pay:21 104".
void put_keys_behind_verb(typed_words& line, std::size_t start) {
    std::size_t first = end_of_codes(line, start);
    bool named = first > start;
    first += noun_of(folded_at(line, first)).empty() ? 0U : 1U;
    first += named && is_shift_at(line, start) && is_shift_name_at(line, first) ? 1U : 0U;
    key_list keys;
    std::size_t after = first;
    for (std::size_t length = key_length(line, after); length > 0;
         length = key_length(line, after)) {
        keys.push_back(key_at(line, after));
        after += length;
    }
    if (keys.empty()) {
        return;
    }
    std::size_t verb = end_of_codes(line, after);
    named = named || verb > after;
    verb += is_verb_with(line, verb, keys) || noun_of(folded_at(line, verb)).empty() ? 0U : 1U;
    const bool said = is_verb_with(line, verb, keys);
    const bool unsaid = verb == line.size() && verb > after &&
                        noun_of_subject(read_id(folded_at(line, verb - 1)).subject) == "req" &&
                        takes_keys(*find_verb("req", "set"), keys);
    if (said || unsaid) {
        // Of what was named before its verb a number behind it is text: "104 at:mon note 2 came".
        const std::size_t behind = named ? verb + 1 : end_of_codes(line, verb + 1);
        const std::size_t to = said ? behind : verb;
        std::rotate(place_of(line, first), place_of(line, after), place_of(line, to));
    }
}

// --- shifts ---

/// Nothing but keys may follow: a sentence speaks of fractions too.
bool may_end_at(const typed_words& line, std::size_t i) {
    return i >= line.size() || key_length(line, i) > 0;
}

bool is_share_at(const typed_words& line, std::size_t i) {
    const argument_rule share{.kind = value_kind::share};
    return !folded_at(line, i).empty() && looks_like(share, line[i]) && may_end_at(line, i + 1);
}

/// "9 of 12", "9 out of 12", where a shift has been named.
void join_share(typed_words& line, std::size_t start) {
    bool named = false;
    for (std::size_t i = start; i < line.size(); ++i) {
        const std::size_t of = i + (folded_at(line, i + 1) == "out" ? 2U : 1U);
        const auto came = folded_at(line, i);
        const auto ordered = folded_at(line, of + 1);
        const bool share = all_digits(came) && folded_at(line, of) == "of" && all_digits(ordered);
        if (named && share && may_end_at(line, of + 2)) {
            line[i].text = came + '/' + ordered;
            line.erase(place_of(line, i + 1), place_of(line, of + 2));
            return;
        }
        const bool of_shift = is_shift_at(line, i) || is_shift_name_at(line, i);
        if (!of_shift && !is_code_at(line, i) && came != "count" && key_length(line, i) == 0) {
            return;
        }
        named = named || of_shift;
    }
}

/// "207 2nd 9/12", "207 2nd shift 9/12", "207 2nd shift confirm 10"; a sentence goes on otherwise.
void say_shift_first(typed_words& line, std::size_t start) {
    const std::size_t name = end_of_codes(line, start);
    const bool of_requisition =
        name == start + 1 && noun_of_subject(read_id(folded_at(line, start)).subject) == "req";
    if (!of_requisition || !is_shift_name_at(line, name)) {
        return;
    }
    const std::size_t next = name + 1;
    if (is_share_at(line, next)) {
        insert_word(line, start, "shift");
        return;
    }
    const std::size_t rest = next + 1;
    const auto meant = verbs_of(folded_at(line, rest));
    const bool acts = std::ranges::find(meant, "shift", &verb_rule::noun) != meant.end() &&
                      (rest + 1 == line.size() || is_code_at(line, rest + 1));
    const bool goes_on = may_end_at(line, rest) || is_share_at(line, rest) || acts;
    if (is_shift_at(line, next) && goes_on) {
        move_to(line, start, next);
    }
}

// --- one's own lists ---

/// "my reqs", "my late reqs", "my candidates", and nothing else.
void name_own_list(typed_words& line, std::size_t start) {
    std::string_view list;
    std::vector<std::string> filters;
    for (std::size_t i = start + 1; i < line.size(); ++i) {
        const auto word = folded_at(line, i);
        const auto noun = word == "candidates" ? std::string_view{"sub"} : noun_of(word);
        if (list.empty() && (noun == "req" || noun == "sub")) {
            list = noun;
        } else if (!word.empty() && find_choice("list_filter", word) != nullptr) {
            filters.push_back(word);
        } else {
            return;
        }
    }
    if (folded_at(line, start) != "my" || list.empty() || (list == "sub" && !filters.empty())) {
        return;
    }
    line.resize(start);
    insert_word(line, line.size(), list);
    insert_word(line, line.size(), "list");
    if (list == "req") {
        insert_word(line, line.size(), "mine");
    }
    for (const auto& filter : filters) {
        insert_word(line, line.size(), filter);
    }
}

}  // namespace

token_list in_usual_order(token_list line, std::string_view root) {
    const std::size_t start = start_of_line(line.tokens, root);
    name_own_list(line.tokens, start);
    join_share(line.tokens, start);
    say_shift_first(line.tokens, start);
    put_keys_behind_verb(line.tokens, start);
    return line;
}

}  // namespace fillrate::chat
