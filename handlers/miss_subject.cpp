#include "handlers/miss_subject.hpp"

#include "core/base/text.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_clearance.hpp"
#include "handlers/answers.hpp"
#include "handlers/needs.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace fillrate::handlers {

namespace {

constexpr std::string_view prefix_of_miss = "due:";
constexpr std::string_view miss_key = "miss";

outcome unknown_miss(const context& ctx, miss_number number) {
    return refuse(ctx, "There is no " + shown_id(number) + " that you can see here.", "req list");
}

// False when it is not, or no more, of that record.
template <class Record>
bool take_clock(found_miss& into, const Record& of) {
    const auto all = domain::outcomes_of(of);
    const auto found = std::ranges::find(all, into.number, &domain::clock_outcome::number);
    if (found == all.end()) {
        return false;
    }
    into.what = *found;
    const auto live = std::ranges::find(of.clocks, into.number, &domain::clock::missed);
    into.clock = live == of.clocks.end() ? nullptr : &*live;
    return true;
}

/// Whose miss it may be; none when it is of a record that is gone.
struct holder {
    const domain::requisition* req = nullptr;
    const domain::submittal* sub = nullptr;
    const domain::interview* iv = nullptr;
};

holder holder_in(const snapshot& seen, const std::string& name) {
    holder of;
    of.iv = seen.find<domain::interview>(name);
    of.sub = of.iv == nullptr ? seen.find<domain::submittal>(name)
                              : seen.find<domain::submittal>(domain::record_name(of.iv->submittal));
    of.req = of.sub == nullptr
                 ? seen.find<domain::requisition>(name)
                 : seen.find<domain::requisition>(domain::record_name(of.sub->requisition));
    return of;
}

std::optional<need> missing_of_holder(const snapshot& seen, const std::string& name) {
    need wanted;
    if (const auto* iv = seen.find<domain::interview>(name)) {
        load_record(wanted, seen, domain::record_name(iv->submittal));
        load_record(wanted, seen, domain::record_name(iv->requisition));
    } else if (const auto* sub = seen.find<domain::submittal>(name)) {
        load_record(wanted, seen, domain::record_name(sub->requisition));
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

// As where its clocks are told: "104 why", "S-311 why".
bool may_read_clocks(const context& ctx, const holder& of) {
    if (of.req == nullptr) {
        return false;
    }
    return of.sub == nullptr
               ? domain::clear(*of.req, ctx.actor, ctx.place.binding, false).program_clocks
               : domain::clear(*of.sub, *of.req, ctx.actor, ctx.place.binding, false).screening;
}

std::string with_initials(const std::string& id, const std::string& initials) {
    return id + " (" + displayable(initials) + ')';
}

bool take_holder(found_miss& into, const holder& of) {
    into.req = of.req;
    if (of.iv != nullptr) {
        into.noun = "iv";
        into.shown = with_initials(shown_id(of.iv->number), of.iv->initials);
        return take_clock(into, *of.iv);
    }
    if (of.sub != nullptr) {
        into.noun = "sub";
        into.shown = with_initials(shown_id(of.sub->number), of.sub->initials);
        return take_clock(into, *of.sub);
    }
    into.noun = "req";
    into.shown = shown_id(of.req->number) + ' ' + displayable(of.req->title);
    return take_clock(into, *of.req);
}

miss_number number_of(std::string_view subject) {
    const auto number = subject.starts_with(prefix_of_miss)
                            ? parse_int<std::uint32_t>(subject.substr(prefix_of_miss.size()))
                            : std::nullopt;
    return miss_number{number.value_or(0)};
}

}  // namespace

std::variant<found_miss, outcome> find_miss(const context& ctx, const snapshot& seen) {
    const auto& subjects = ctx.command.subjects;
    found_miss found;
    found.number = number_of(subjects.empty() ? std::string_view{} : subjects.front());
    if (found.number.empty()) {
        return refuse(ctx, "Which due time? Alerts and lists say its number.", "req list");
    }
    const index_page page{domain::miss_list(found.number), 0, 1, false};
    if (!seen.pages.contains(page)) {
        need wanted;
        wanted.pages.push_back(page);
        return outcome(std::move(wanted));
    }
    const auto& names = seen.pages.at(page);
    if (names.empty()) {
        return unknown_miss(ctx, found.number);
    }
    found.subject = names.front();
    if (auto wanted = missing_of_holder(seen, found.subject)) {
        return outcome(std::move(*wanted));
    }
    const auto of = holder_in(seen, found.subject);
    if (!may_read_clocks(ctx, of) || !take_holder(found, of)) {
        return unknown_miss(ctx, found.number);
    }
    return found;
}

context about_record(const context& ctx, const found_miss& of) {
    using form = chat::argument::form;
    auto inner = ctx;
    inner.command.noun = of.noun;
    inner.command.subjects = {of.subject};
    inner.command.arguments.push_back(
        {"clock", std::string(domain::word(of.what.kind)), form::word, {}}
    );
    inner.command.arguments.push_back(
        {std::string(miss_key), std::to_string(of.number.value), form::word, {}}
    );
    return inner;
}

miss_number asked_miss(const context& ctx) {
    const auto number = parse_int<std::uint32_t>(ctx.command.value(miss_key));
    return miss_number{number.value_or(0)};
}

chat::command typed_of_miss(const context& ctx) {
    auto typed = ctx.command;
    if (const auto number = asked_miss(ctx); !number.empty()) {
        typed.noun = "due";
        typed.subjects = {subject_of(number)};
        std::erase_if(typed.arguments, [](const chat::argument& each) {
            return each.key == "clock" || each.key == miss_key;
        });
    }
    return typed;
}

std::string subject_of(miss_number number) {
    return std::string(prefix_of_miss) + std::to_string(number.value);
}

}  // namespace fillrate::handlers
