#include "handlers/called.hpp"

#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "handlers/agenda.hpp"
#include "handlers/asking.hpp"
#include "handlers/candidate_names.hpp"
#include "handlers/candidate_search.hpp"
#include "handlers/lists.hpp"
#include "handlers/submittal_subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

constexpr std::size_t candidates_tried = 12;

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

std::variant<need, std::vector<called_candidate>> find_called(
    const context& ctx,
    const snapshot& seen
) {
    const auto words = name_words(ctx.command.called);
    if (words.empty()) {
        return std::vector<called_candidate>{};
    }
    const auto clients = directory_page(clients_list);
    if (auto wanted = missing_pages(seen, {clients})) {
        return std::move(*wanted);
    }
    const auto in = scope_here(ctx, records_of<domain::client>(seen, clients), nullptr);
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
    auto& meant = live.empty() ? all : live;
    std::ranges::sort(meant, {}, &called_candidate::number);
    return std::move(meant);
}

outcome ask_which_candidate(const context& ctx, const std::vector<called_candidate>& all) {
    std::vector<reading> readings;
    for (const auto& one : all) {
        auto meant = ctx.command;
        meant.called.clear();
        meant.subjects = {domain::record_name(one.number)};
        readings.push_back({one.label, chat::to_line(meant)});
    }
    return ask_which_reading(
        ctx,
        "\"" + abbreviate(displayable(ctx.command.called), 60) + "\" may be any of " +
            counted(static_cast<std::uint32_t>(all.size()), "candidate", "candidates") +
            ". Say which.",
        readings
    );
}

}  // namespace fillrate::handlers
