#include "handlers/waiting.hpp"

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_clearance.hpp"
#include "handlers/answers.hpp"
#include "handlers/lists.hpp"
#include "handlers/subject.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/use_cases.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <tuple>

namespace fillrate::handlers {

namespace {

constexpr std::uint32_t most_looked_at = 120;
// Each brings a line and a row of buttons; a message holds 50 blocks.
constexpr std::size_t most_shown = 8;

index_page candidates_page(requisition_number of) {
    return {domain::undecided_list(of), 0, most_looked_at, false};
}

bool same_day(instant a, instant b, std::string_view zone) {
    const auto found = time_zone::find(zone);
    return found && found->to_local(a).civil.date == found->to_local(b).civil.date;
}

std::string candidates_wait(std::size_t n, const domain::requisition& req) {
    return counted(static_cast<std::uint32_t>(n), "candidate", "candidates") + " for " +
           shown_id(req.number) + ' ' + displayable(req.title) + (n == 1 ? " waits" : " wait") +
           " for your word.";
}

// Of a manager who cannot be asked now.
std::string asked_already(
    const std::string& name,
    const std::string& zone,
    instant at,
    instant now
) {
    const auto when = local_time(at, zone) + ". One request a day; call, or ask again ";
    return at > now ? name + " is asked on " + when + "after that."
                    : name + " was asked today, " + when + "tomorrow.";
}

}  // namespace

std::optional<need> missing_for_reminder(const snapshot& seen, const domain::requisition& req) {
    need wanted;
    auto page = candidates_page(req.number);
    if (!seen.pages.contains(page)) {
        wanted.pages.push_back(std::move(page));
    }
    auto manager = domain::record_name(req.hiring_manager);
    if (!req.hiring_manager.empty() && !seen.loaded(manager)) {
        wanted.records.push_back(std::move(manager));
    }
    const bool nothing = wanted.pages.empty() && wanted.records.empty();
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

std::optional<instant> awaits_word_since(const domain::submittal& sub) {
    if (sub.disputed) {  // nobody may say it before the account manager has decided
        return std::nullopt;
    }
    switch (sub.state) {
        case domain::submittal_state::presented:
            return sub.entered;
        case domain::submittal_state::interviewing:
            return sub.feedback_in ? std::optional{std::max(sub.entered, *sub.feedback_in)}
                                   : std::nullopt;
        default:
            return std::nullopt;
    }
}

std::vector<const domain::submittal*> undecided_of(
    const snapshot& seen,
    const domain::requisition& req
) {
    return records_of<domain::submittal>(seen, candidates_page(req.number));
}

std::vector<const domain::submittal*> awaiting_word(
    const snapshot& seen,
    const domain::requisition& req
) {
    auto found = undecided_of(seen, req);
    std::erase_if(found, [](const auto* sub) { return !awaits_word_since(*sub); });
    std::ranges::sort(found, {}, [](const auto* sub) {
        return std::tuple(awaits_word_since(*sub), sub->number);
    });
    return found;
}

const domain::person* reachable_manager(const snapshot& seen, const domain::requisition& req) {
    const auto* manager = seen.find<domain::person>(domain::record_name(req.hiring_manager));
    return manager == nullptr || manager->direct.empty() ? nullptr : manager;
}

const domain::person* manager_to_ask(
    const snapshot& seen,
    const domain::requisition& req,
    instant now
) {
    const auto* manager = reachable_manager(seen, req);
    if (manager == nullptr || !manager->reminded) {
        return manager;
    }
    const auto last = *manager->reminded;
    return last > now || same_day(last, now, req.zone) ? nullptr : manager;
}

void ask_manager(decision& into, change& of, const domain::person& manager, instant at) {
    of.add(domain::manager_reminded{}, {}, domain::party::client);
    of.tell();
    ask_manager_at(into, of.subject(), manager, at);
}

void ask_manager_at(
    decision& into,
    const std::string& requisition,
    const domain::person& manager,
    instant at
) {
    auto asked = manager;
    asked.reminded = at;
    domain::event mark;
    mark.subject = domain::record_name(manager.id);
    mark.data = domain::directory_put{asked};
    into.events.push_back(std::move(mark));
    chat::outgoing item;
    item.kind = waiting_kind;
    item.subject = requisition;
    item.conversation = manager.direct;
    item.readers = {chat::audience::kind::person, manager.id.value};
    item.how = chat::delivery_class::notice;
    item.not_before_ms = to_unix_ms(at);
    into.messages.push_back(std::move(item));
}

composed compose_waiting(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    const auto person_name = domain::record_name(person_id{ctx.place.binding.id});
    need first;
    for (const auto& name : {item.subject, person_name}) {
        if (!seen.loaded(name)) {
            first.records.push_back(name);
        }
    }
    if (!first.records.empty()) {
        return first;
    }
    const auto* req = seen.find<domain::requisition>(item.subject);
    const auto* person = seen.find<domain::person>(person_name);
    if (req == nullptr || person == nullptr) {
        return std::monostate{};
    }
    if (auto wanted = missing_for_reminder(seen, *req)) {
        return std::move(*wanted);
    }
    chat::message said;
    std::size_t waiting = 0;
    for (const auto* sub : awaiting_word(seen, *req)) {
        const auto since = awaits_word_since(*sub).value_or(sub->entered);
        const auto reader = domain::acting(*person, ctx.now);
        const auto allowed = domain::clear(*sub, *req, reader, ctx.place.binding, false);
        if (!allowed.core || !allowed.deciding) {
            continue;
        }
        if (++waiting > most_shown) {
            continue;
        }
        const auto shown = domain::view(*sub, nullptr, allowed);
        chat::paragraph line;
        line.text.push_back(chat::bold(shown_id(sub->number) + ' ' + displayable(shown.shown_name))
        );
        line.text.push_back(chat::plain(", since " + local_time(since, req->zone)));
        said.blocks.emplace_back(std::move(line));
        said.blocks.emplace_back(
            likely_buttons(shown, seen.version_of(domain::record_name(sub->number)))
        );
    }
    if (waiting == 0) {
        return std::monostate{};
    }
    said.summary = candidates_wait(waiting, *req);
    said.blocks.insert(said.blocks.begin(), chat::paragraph{{chat::plain(said.summary)}});
    return said;
}

outcome requisition_chase(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    auto found = find_requisitions(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& req = *std::get<found_requisitions>(found).front();
    if (auto refused =
            refuse_permission(ctx, req, domain::permission::acknowledge, "ask the manager of")) {
        return std::move(*refused);
    }
    if (auto wanted = missing_for_reminder(seen, req)) {
        return std::move(*wanted);
    }
    const auto number = std::to_string(req.number.value);
    const auto waiting = awaiting_word(seen, req);
    if (waiting.empty()) {
        return refuse(
            ctx,
            "Nobody of " + shown_id(req.number) +
                " waits for the manager's word, so nobody was asked.",
            number + " candidates"
        );
    }
    const auto name = req.hiring_manager_name.empty() ? std::string("The hiring manager")
                                                      : first_name(req.hiring_manager_name);
    // Who manages several of a line is asked about each of them, all at once.
    const auto& before = ctx.before_line == nullptr ? seen : *ctx.before_line;
    const auto* manager = manager_to_ask(before, req, ctx.now);
    if (manager == nullptr) {
        const auto* known = reachable_manager(seen, req);
        return refuse(
            ctx,
            known != nullptr
                ? asked_already(name, req.zone, *known->reminded, ctx.now)
                : name + " has no conversation with me, so I cannot ask. Ask in their channel.",
            number + " note \"called " + name + "\""
        );
    }
    const auto subject = domain::record_name(req.number);
    change one(ctx, subject, req, seen.version_of(subject));
    decision decided;
    ask_manager(decided, one, *manager, ctx.now);
    one.finish(decided);
    decided.can_undo = false;  // it is on its way
    decided.reply.what = sentence(
        ctx,
        name + " is asked for a word on " +
            counted(static_cast<std::uint32_t>(waiting.size()), "candidate", "candidates") +
            " of " + shown_id(req.number) + '.'
    );
    return decided;
}

}  // namespace fillrate::handlers
