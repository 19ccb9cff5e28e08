#include "handlers/must_haves.hpp"

#include "core/base/text.hpp"
#include "core/chat/grammar.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

namespace {

constexpr std::string_view met_key = "musts";
constexpr std::string_view why_key = "why";

bool is_said(const context& ctx) {
    return ctx.from_form || !value_of(ctx, met_key).empty();
}

// By its place in the list, as forms say it, or by its own words.
bool names_must_have(std::string_view said, const std::vector<std::string>& all, std::size_t i) {
    return said == std::to_string(i + 1) || equal_ignoring_case(said, all[i]);
}

bool says_all(std::string_view said) {
    return equal_ignoring_case(said, "all") || equal_ignoring_case(said, "met");
}

// Those that nothing of what was typed names.
std::vector<std::string> missing_of(
    const std::vector<std::string>& all,
    const std::vector<std::string_view>& said
) {
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool met = std::ranges::any_of(said, [&](std::string_view each) {
            return says_all(trim(each)) || names_must_have(trim(each), all, i);
        });
        if (!met) {
            missing.push_back(all[i]);
        }
    }
    return missing;
}

// The first typed word that is none of them.
std::string unknown_in(
    const std::vector<std::string>& all,
    const std::vector<std::string_view>& said
) {
    for (const auto each : said) {
        const auto one = trim(each);
        bool known = one.empty() || says_all(one) || equal_ignoring_case(one, "none");
        for (std::size_t i = 0; i < all.size() && !known; ++i) {
            known = names_must_have(one, all, i);
        }
        if (!known) {
            return std::string(one);
        }
    }
    return {};
}

outcome met_form(const snapshot& seen, const found_submittal& one) {
    auto form =
        form_for(seen, *one.sub, "present", "Present " + shown_id(one.sub->number), "Present");
    auto met = must_haves_field(
        *one.req,
        "Must-haves that " + displayable(one.sub->initials) + " has",
        true
    );
    met.hint = "Whoever lacks one may be presented with a reason.";
    form.fields.push_back(std::move(met));
    form.fields.push_back(line_field(std::string(why_key), "Why, when one is missing", {}));
    return open_form(std::move(form));
}

std::optional<outcome> ask_of_one(
    const context& ctx,
    const snapshot& seen,
    const found_submittal& one,
    bool alone
) {
    const auto all = domain::must_haves_in(one.req->must_haves);
    const auto id = shown_id(one.sub->number);
    const bool known = one.sub->musts && one.sub->musts->of == one.req->must_haves;
    if (all.empty() || (known && !is_said(ctx))) {
        return std::nullopt;
    }
    if (!is_said(ctx)) {
        return alone ? met_form(seen, one)
                     : refuse(
                           ctx,
                           "Nobody said yet whether " + id + " has the must-haves of " +
                               shown_id(one.req->number) + ": " + displayable(join(all, ", ")) +
                               ". Say it of one by one, or of all of them.",
                           corrected(ctx, met_key, "all")
                       );
    }
    const auto typed = value_of(ctx, met_key);
    const auto said = split(typed, ',');
    field_problems problems;
    if (const auto other = unknown_in(all, said); !other.empty()) {
        problems.add(
            std::string(met_key),
            '"' + displayable(other) +
                "\" is none of the must-haves: " + displayable(join(all, ", ")) + '.',
            corrected(ctx, met_key, "all")
        );
    } else if (const auto missing = missing_of(all, said);
               !missing.empty() && value_of(ctx, why_key).empty()) {
        problems.add(
            std::string(why_key),
            id + " lacks " + displayable(join(missing, ", ")) +
                ". Say why they are presented all the same, or send them back.",
            chat::to_line(ctx.command) + " why:\"the manager agreed\""
        );
    }
    return problems.empty() ? std::nullopt
                            : std::optional{problems.answer(ctx, id + " present musts:all")};
}

}  // namespace

chat::form_field must_haves_field(const domain::requisition& req, std::string label, bool all) {
    std::vector<chat::choice> options;
    std::vector<std::string> every;
    for (const auto& each : domain::must_haves_in(req.must_haves)) {
        every.push_back(std::to_string(every.size() + 1));
        options.push_back({every.back(), abbreviate(displayable(each), 70)});
    }
    auto met = pick_field(
        std::string(met_key),
        std::move(label),
        std::move(options),
        all ? join(every, ",") : std::string{}
    );
    met.what = chat::form_field::kind::choices;
    return met;
}

std::optional<domain::must_have_check> said_must_haves(
    const context& ctx,
    const found_submittal& one
) {
    const auto all = domain::must_haves_in(one.req->must_haves);
    if (all.empty() || !is_said(ctx)) {
        return std::nullopt;
    }
    const auto typed = value_of(ctx, met_key);
    domain::must_have_check check{
        .of = one.req->must_haves,
        .missing = missing_of(all, split(typed, ','))};
    if (!check.missing.empty()) {
        check.why = abbreviate(displayable(value_of(ctx, why_key)), 200);
    }
    return check;
}

std::optional<outcome> ask_must_haves(
    const context& ctx,
    const snapshot& seen,
    const submittals& all
) {
    for (const auto& one : all) {
        if (auto asked = ask_of_one(ctx, seen, one, all.size() == 1)) {
            return asked;
        }
    }
    return std::nullopt;
}

}  // namespace fillrate::handlers
