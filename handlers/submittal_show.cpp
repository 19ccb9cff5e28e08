// "S-311", "104 candidates", "sub list": candidates as this person may see them here.
#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/subject.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/submittal_use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

/// A page; four records hang on each line, and a message takes 50 blocks.
constexpr std::uint32_t page_size = 12;
constexpr std::uint32_t last_page = 500;

domain::submittal_view view_of(const context& ctx, const found_submittal& one) {
    return domain::view(
        *one.sub,
        one.who,
        domain::clear(*one.sub, *one.req, ctx.actor, ctx.place.binding, one.shows_suppliers())
    );
}

std::uint32_t asked_page(const context& ctx) {
    const auto page = parse_int<std::uint32_t>(ctx.command.value("page"));
    return std::clamp(page.value_or(1), 1U, last_page);
}

// Those of a list that this person may see, or what to load first.
std::variant<submittals, need> listed_candidates(
    const context& ctx,
    const snapshot& seen,
    const std::vector<index_page>& pages
) {
    need wanted;
    std::vector<std::string> names;
    for (const auto& page : pages) {
        const auto found = seen.pages.find(page);
        if (found == seen.pages.end()) {
            wanted.pages.push_back(page);
        } else {
            names.insert(names.end(), found->second.begin(), found->second.end());
        }
    }
    if (!wanted.pages.empty()) {
        return wanted;
    }
    return visible_submittals(ctx, seen, names);
}

chat::message shown_list(
    const context& ctx,
    const snapshot& seen,
    const submittals& all,
    std::string title,
    bool with_requisition
) {
    chat::message shown;
    shown.title = std::move(title);
    shown.summary = shown.title + ": " +
                    counted(static_cast<std::uint32_t>(all.size()), "candidate", "candidates") +
                    '.';
    for (const auto& one : all) {
        const auto version = seen.version_of(domain::record_name(one.sub->number));
        add_candidate_line(shown, view_of(ctx, one), *one.req, version, with_requisition, ctx.now);
    }
    return shown;
}

}  // namespace

outcome submittal_show(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_submittals(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& all = std::get<submittals>(found);
    if (all.size() == 1) {
        return reply_with(personal_card(ctx, seen, all.front()));
    }
    return reply_with(shown_list(ctx, seen, all, "Candidates", true));
}

outcome submittal_list(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    const auto page = asked_page(ctx);
    std::vector<index_page> pages;
    for (const auto& grant : ctx.actor.grants) {
        if (grant.role == domain::role::supplier_contact) {
            pages.push_back(
                {domain::submittal_list(grant.supplier), (page - 1) * page_size, page_size, false}
            );
        }
    }
    if (pages.empty()) {
        return refuse(
            ctx,
            "Candidates are listed by requisition. Name one, or look at yours.",
            "req list mine"
        );
    }
    auto all = listed_candidates(ctx, seen, pages);
    if (auto* wanted = std::get_if<need>(&all)) {
        return std::move(*wanted);
    }
    const auto& found = std::get<submittals>(all);
    if (found.empty()) {
        return reply_with(sentence(ctx, "None of your candidates is in play.", "req list"));
    }
    return reply_with(shown_list(ctx, seen, found, "Your candidates", true));
}

outcome
requisition_candidates(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    const auto page = asked_page(ctx);
    const index_page wanted_page{
        domain::submittal_list(req.number),
        (page - 1) * page_size,
        page_size,
        true};
    auto all = listed_candidates(ctx, seen, {wanted_page});
    if (auto* wanted = std::get_if<need>(&all)) {
        return std::move(*wanted);
    }
    const auto& subs = std::get<submittals>(all);
    const auto id = std::to_string(req.number.value);
    if (subs.empty()) {
        return reply_with(sentence(
            ctx,
            page > 1
                ? "That was all."
                : "Nobody you can see here was put forward for " + shown_id(req.number) + " yet.",
            page > 1 ? id + " candidates" : id
        ));
    }
    auto shown = shown_list(
        ctx,
        seen,
        subs,
        "Candidates for " + shown_id(req.number) + " · " + displayable(req.title),
        false
    );
    if (seen.pages.at(wanted_page).size() == page_size) {
        shown.blocks.emplace_back(chat::context_line{
            {chat::plain("More: "),
             chat::code(ctx.root + ' ' + id + " candidates page:" + std::to_string(page + 1))}});
    }
    return reply_with(std::move(shown));
}

}  // namespace fillrate::handlers
