// "start 207 present:9 noshow:1": the first day of people who are counted, not named
// (DOMAIN.md 0, light industrial).
#include "core/base/time_zone.hpp"
#include "core/chat/values.hpp"
#include "core/domain/counted_starts.hpp"
#include "core/domain/names.hpp"
#include "core/domain/openings.hpp"
#include "core/domain/transitions.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/behalf.hpp"
#include "handlers/change.hpp"
#include "handlers/clock_moves.hpp"
#include "handlers/left_over.hpp"
#include "handlers/subject.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

bool speaks_for_client_or_us(const context& ctx, const domain::requisition& req) {
    const auto as = [&](domain::role role) { return domain::has_role_on(req, ctx.actor, role); };
    return as(domain::role::account_manager) || as(domain::role::hiring_manager) ||
           as(domain::role::operations);
}

// Of a supplier no more than it committed.
std::uint32_t most_to_start(const context& ctx, const domain::requisition& req) {
    const auto open = domain::count_openings(req).open;
    const auto own =
        std::ranges::find(req.suppliers, ctx.actor.supplier(), &domain::coverage::supplier);
    const bool all = speaks_for_client_or_us(ctx, req) || own == req.suppliers.end();
    return all ? open : std::min(open, own->heads);
}

outcome ask_heads_present(
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
) {
    auto form = form_for(seen, req, "start", "First day " + shown_id(req.number), "Save");
    const auto most = most_to_start(ctx, req);
    auto present = line_field("present", "Present", std::to_string(most), true);
    present.what = chat::form_field::kind::number;
    auto missing = line_field("noshow", "Did not come", "0");
    missing.what = chat::form_field::kind::number;
    form.fields.push_back(std::move(present));
    form.fields.push_back(std::move(missing));
    keep_behalf(ctx, form);
    return open_form(std::move(form));
}

std::optional<domain::heads_started> read_heads_started(
    const context& ctx,
    const domain::requisition& req,
    field_problems& problems
) {
    const auto read = [&](std::string_view key) {
        const auto text = value_of(ctx, key);
        const auto count = chat::parse_count(text.empty() ? "0" : text, 0, domain::max_openings);
        if (!count) {
            problems.add(std::string(key), count.error().detail);
        }
        return count ? *count : 0U;
    };
    domain::heads_started heads;
    heads.present = read("present");
    heads.no_show = read("noshow");
    const auto open = domain::count_openings(req).open;
    const auto number = std::to_string(req.number.value);
    if (problems.empty() && heads.present + heads.no_show > open) {
        problems.add(
            "present",
            shown_id(req.number) + " has " + counted(open, "open opening", "open openings") +
                ": present and not come are that many or fewer.",
            "start " + number + " present:" + std::to_string(open)
        );
    } else if (problems.empty() && heads.present + heads.no_show == 0) {
        problems.add("present", "Say how many came.", "start " + number + " present:1");
    }
    return problems.empty() ? std::optional{heads} : std::nullopt;
}

// A supplier speaks of the heads it committed, of nobody else's.
std::optional<outcome> refuse_other_heads(
    const context& ctx,
    const domain::requisition& req,
    const domain::heads_started& heads
) {
    if (speaks_for_client_or_us(ctx, req)) {
        return std::nullopt;
    }
    const auto own =
        std::ranges::find(req.suppliers, ctx.actor.supplier(), &domain::coverage::supplier);
    const bool works =
        own != req.suppliers.end() && own->said == domain::coverage::answer::accepted;
    if (works && heads.present + heads.no_show <= own->heads) {
        return std::nullopt;
    }
    const auto number = std::to_string(req.number.value);
    return works ? refuse(
                       ctx,
                       "You committed " + counted(own->heads, "head", "heads") + " to " +
                           shown_id(req.number) + ", so no more of yours can start.",
                       "start " + number + " present:" + std::to_string(own->heads)
                   )
                 : refuse(
                       ctx,
                       "Say first that you work " + shown_id(req.number) + ", and with how many.",
                       number + " accept heads:1"
                   );
}

// Somebody else may have counted the same people: what stands already for the day at the site is
// said, though to no supplier, who reads no counts of others.
std::string said_of_day(
    const context& ctx,
    const domain::requisition& before,
    const domain::heads_started& heads
) {
    const auto zone = time_zone::find(before.zone);
    const bool reads_all = speaks_for_client_or_us(ctx, before) &&
                           ctx.place.binding.who != domain::binding::kind::supplier;
    if (!zone || !reads_all || heads.present == 0) {
        return {};
    }
    const auto day_of = [&zone](instant at) { return zone->to_local(at).civil.date; };
    const auto working = domain::counted_at_work(before);
    const auto that_day = std::ranges::count_if(working, [&](const domain::opening* one) {
        return one->began && day_of(*one->began) == day_of(ctx.now);
    });
    return that_day == 0
               ? std::string{}
               : " With the " + std::to_string(that_day) + " counted before, that makes " +
                     std::to_string(that_day + heads.present) + " for this day.";
}

std::string said_of(const domain::requisition& req, const domain::heads_started& heads) {
    auto text = (heads.present == 0 ? std::string("Nobody") : std::to_string(heads.present)) +
                " started on " + shown_id(req.number);
    if (heads.no_show > 0) {
        text += ", " + std::to_string(heads.no_show) + " did not come and " +
                (heads.no_show == 1 ? "is" : "are") + " to be replaced";
    }
    return text + '.';
}

}  // namespace

outcome requisition_start(const context& ctx, const snapshot& seen, domain::policy_book& book) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    const auto number = std::to_string(req.number.value);
    if (auto refused = refuse_transition(ctx, seen, req, domain::verb::start)) {
        return std::move(*refused);
    }
    if (req.category != domain::category::light_industrial) {
        return refuse(
            ctx,
            shown_id(req.number) + " is filled by name: say who started.",
            number + " candidates"
        );
    }
    const auto client_name = domain::record_name(req.client);
    const auto whom = speaking_for_manager(req);
    auto wanted = missing_for_behalf(ctx, seen, whom).value_or(need{});
    if (!seen.loaded(client_name)) {
        wanted.records.push_back(client_name);
    }
    if (!wanted.records.empty() || !wanted.pages.empty()) {
        return wanted;
    }
    if (!ctx.from_form && value_of(ctx, "present").empty() && value_of(ctx, "noshow").empty()) {
        return ask_heads_present(ctx, seen, req);
    }
    field_problems problems;
    auto heads = read_heads_started(ctx, req, problems);
    if (!heads) {
        return problems.answer(ctx, "start " + number + " present:1");
    }
    if (auto refused = refuse_other_heads(ctx, req, *heads)) {
        return std::move(*refused);
    }
    auto behalf = read_on_behalf(ctx, seen, whom);
    if (auto* early = std::get_if<outcome>(&behalf)) {
        return std::move(*early);
    }
    const bool ours = speaks_for_client_or_us(ctx, req);
    heads->supplier = ours ? domain::only_supplier_of(req) : ctx.actor.supplier();
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    one.on_behalf_of(std::get<std::string>(std::move(behalf)));
    one.add(*heads, {}, ours ? domain::party::program : domain::party::supplier);
    one.tell({.client = true, .suppliers = !heads->supplier.empty()});
    const bool filled = settle_filled(one);
    if (!settle_clocks(one, seen.find<domain::client>(client_name), book, ctx.now)) {
        return unknown_calendar(ctx, req);
    }
    auto made = decide_change(ctx, one, said_of(req, *heads) + said_of_day(ctx, req, *heads));
    if (filled) {
        ask_about_rest(std::get<decision>(made), one.after(), ctx.now);
    }
    return made;
}

}  // namespace fillrate::handlers
