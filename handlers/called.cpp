#include "handlers/called.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "handlers/asking.hpp"
#include "handlers/candidate_names.hpp"
#include "handlers/candidate_search.hpp"
#include "handlers/lists.hpp"
#include "handlers/needs.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// Three records each; with the clients of a firm they stay under the 200 of a decision.
constexpr std::size_t candidates_tried = 24;
constexpr std::uint32_t rooms_looked_at = 100;

// Only for an internal room it matters whose it is.
std::vector<index_page> room_pages(const context& ctx) {
    if (ctx.place.binding.who != domain::binding::kind::internal) {
        return {};
    }
    return {{clients_list, 0, rooms_looked_at, false}};
}

bool is_full(const snapshot& seen, const index_page& page) {
    const auto read = seen.pages.find(page);
    return read != seen.pages.end() && read->second.size() >= page.limit;
}

std::vector<const domain::client*> clients_on(
    const snapshot& seen,
    const std::vector<index_page>& pages
) {
    return pages.empty() ? std::vector<const domain::client*>{}
                         : records_of<domain::client>(seen, pages.front());
}

std::vector<const domain::submittal*> listed_under(
    const snapshot& seen,
    const std::vector<index_page>& pages
) {
    std::vector<const domain::submittal*> found;
    for (const auto& page : pages) {
        for (const auto* sub : records_of<domain::submittal>(seen, page)) {
            if (std::ranges::find(found, sub) == found.end()) {
                found.push_back(sub);
            }
        }
    }
    return found;
}

}  // namespace

std::variant<need, called_candidates> find_called(const context& ctx, const snapshot& seen) {
    const auto words = name_words(ctx.command.called);
    if (words.empty()) {
        return called_candidates{};
    }
    const auto rooms = room_pages(ctx);
    if (auto wanted = missing_pages(seen, rooms)) {
        return std::move(*wanted);
    }
    const auto in = scope_here(ctx, clients_on(seen, rooms), nullptr);
    const auto keys = candidate_keys(in, words);
    if (!std::ranges::all_of(keys, [&](const auto& k) { return seen.hashes.contains(k); })) {
        need wanted;
        wanted.hashes = keys;
        return wanted;
    }
    const auto pages = candidate_pages(seen, keys, candidates_tried);
    if (auto wanted = missing_pages(seen, pages)) {
        return std::move(*wanted);
    }
    const auto subs = listed_under(seen, pages);
    if (auto wanted = missing_for_lines(seen, subs)) {
        return std::move(*wanted);
    }
    std::vector<called_candidate> live;
    std::vector<called_candidate> all;
    for (const auto* sub : subs) {
        const auto v = candidate_called(ctx, seen, words, *sub);
        if (!v) {
            continue;
        }
        all.push_back(
            {sub->number,
             shown_id(sub->number) + ' ' + displayable(v->shown_name) + ", " +
                 shown_id(sub->requisition)}
        );
        if (domain::is_live(sub->state)) {
            live.push_back(all.back());
        }
    }
    const bool cut = in.cut || std::ranges::any_of(pages, [&seen](const auto& page) {
                         return is_full(seen, page);
                     });
    called_candidates meant{std::move(live.empty() ? all : live), !cut};
    std::ranges::sort(meant.found, {}, &called_candidate::number);
    return meant;
}

outcome ask_which_candidate(const context& ctx, const called_candidates& all) {
    std::vector<reading> readings;
    for (const auto& one : all.found) {
        auto meant = ctx.command;
        meant.called.clear();
        meant.subjects = {domain::record_name(one.number)};
        readings.push_back({one.label, chat::to_line(meant)});
    }
    auto text = "\"" + abbreviate(displayable(ctx.command.called), 60) + "\" may be ";
    text +=
        all.complete
            ? "any of " +
                  counted(static_cast<std::uint32_t>(all.found.size()), "candidate", "candidates") +
                  ". Say which."
            : "somebody else than was found here too. Say which, by the code.";
    return ask_which_reading(ctx, std::move(text), readings);
}

}  // namespace fillrate::handlers
