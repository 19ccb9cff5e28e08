#include "handlers/slate_notice.hpp"

#include "core/base/text.hpp"
#include "core/domain/folding.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_clearance.hpp"
#include "handlers/change.hpp"
#include "handlers/submittal_cards.hpp"
#include "handlers/waiting.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <vector>

namespace fillrate::handlers {

namespace {

// Two rules of DOMAIN.md 0 together. A slate is sent at once, yet not before it can no longer be
// taken back: whoever begins one is read of when the undo window is over. Whoever follows within
// ten minutes of that is read of in one further message, when the window of the last who can is
// over.
constexpr minutes together{10};
// Each brings a line and a row of buttons; a message holds 50 blocks.
constexpr std::size_t most_on_slate = 20;

struct presentation {
    instant at{};  ///< when it was said, however long ago it happened
    submittal_number who{};
};

// Oldest first, without what was taken back.
std::vector<presentation> presentations_in(const std::vector<domain::event>& history) {
    const auto taken_back = domain::undone_commands(history);
    std::vector<presentation> all;
    for (const auto& what : history) {
        const auto* told = std::get_if<domain::slate_moved>(&what.data);
        const bool presents = told != nullptr && !told->made &&
                              told->what == domain::submittal_verb::present &&
                              !taken_back.contains(what.command);
        if (presents) {
            all.push_back({what.recorded_at, told->submittal});
        }
    }
    return all;
}

// The slate that something said at that moment belongs to: it begins with a candidate and takes in
// whoever follows within ten minutes. Several put forward by one command begin it together.
std::vector<presentation> slate_at(const std::vector<presentation>& all, instant said) {
    std::vector<presentation> slate;
    for (const auto& each : all) {
        if (!slate.empty() && each.at < slate.front().at + together) {
            slate.push_back(each);
            continue;
        }
        if (each.at > said) {
            break;
        }
        slate.assign(1, each);
    }
    const bool in_it = !slate.empty() && said < slate.front().at + together;
    return in_it ? slate : std::vector<presentation>{};
}

// What of it one of the two messages tells of; nothing when it began with an earlier candidate.
std::vector<presentation> told_by(
    const chat::outgoing& item,
    const std::vector<presentation>& all
) {
    const bool follow = item.kind == followers_kind;
    const auto waited = follow ? together : minutes{0};
    const auto said = from_unix_ms(item.not_before_ms - outside_ms(instant{})) - waited;
    auto slate = slate_at(all, said);
    if (slate.empty() || slate.front().at != said) {
        return {};
    }
    std::erase_if(slate, [follow, said](const presentation& one) {
        return (one.at > said) != follow;
    });
    return slate;
}

std::optional<need> missing_for_slate(const chat::outgoing& item, const snapshot& seen) {
    need wanted;
    const auto person = domain::record_name(person_id{item.readers.id});
    for (const auto& name : {item.subject, person}) {
        if (!seen.loaded(name)) {
            wanted.records.push_back(name);
        }
    }
    if (!seen.histories.contains(item.subject)) {
        wanted.history_of = item.subject;
    }
    const bool nothing = wanted.records.empty() && !wanted.history_of;
    return nothing ? std::nullopt : std::optional{std::move(wanted)};
}

std::optional<need> missing_candidates(
    const snapshot& seen,
    const std::vector<presentation>& slate
) {
    need wanted;
    for (const auto& each : slate) {
        auto name = domain::record_name(each.who);
        if (!seen.loaded(name)) {
            wanted.records.push_back(std::move(name));
        }
    }
    return wanted.records.empty() ? std::nullopt : std::optional{std::move(wanted)};
}

// Those of it that the reader has not said a word on; two presentations of one are one.
std::vector<domain::submittal_view> still_to_judge(
    const snapshot& seen,
    const context& ctx,
    const std::vector<presentation>& slate,
    const domain::requisition& req,
    const domain::actor& reader
) {
    std::vector<domain::submittal_view> open;
    for (const auto& each : slate) {
        const auto* sub = seen.find<domain::submittal>(domain::record_name(each.who));
        const bool there =
            std::ranges::find(open, each.who, &domain::submittal_view::number) != open.end();
        if (sub == nullptr || there || sub->disputed ||
            sub->state != domain::submittal_state::presented) {
            continue;
        }
        const auto allowed = domain::clear(*sub, req, reader, ctx.place.binding, false);
        if (allowed.core && allowed.deciding) {
            open.push_back(domain::view(*sub, nullptr, allowed));
        }
    }
    return open;
}

chat::message slate_of(
    const std::vector<domain::submittal_view>& open,
    const snapshot& seen,
    const domain::requisition& req,
    const context& ctx
) {
    chat::message said;
    const auto id = shown_id(req.number);
    said.title = "Slate for " + id;
    said.summary = counted(static_cast<std::uint32_t>(open.size()), "candidate", "candidates") +
                   " for " + id + ' ' + displayable(req.title) + ": say what you think of each.";
    said.blocks.emplace_back(chat::paragraph{{chat::plain(said.summary)}});
    for (std::size_t i = 0; i < std::min(open.size(), most_on_slate); ++i) {
        const auto subject = domain::record_name(open[i].number);
        add_candidate_line(said, open[i], req, seen.version_of(subject), false, ctx.now);
    }
    if (open.size() > most_on_slate) {
        said.blocks.emplace_back(chat::context_line{
            {chat::plain(std::to_string(open.size() - most_on_slate) + " more: "),
             chat::code(ctx.root + ' ' + std::to_string(req.number.value) + " candidates")}});
    }
    return said;
}

void tell_manager(
    decision& into,
    const context& ctx,
    const snapshot& seen,
    const domain::requisition& req
) {
    const auto* manager = reachable_manager(seen, req);
    if (manager == nullptr) {
        return;
    }
    chat::outgoing item;
    item.subject = domain::record_name(req.number);
    item.conversation = manager->direct;
    item.readers = {chat::audience::kind::person, manager->id.value};
    item.how = chat::delivery_class::alert;
    item.kind = slate_kind;
    item.not_before_ms = outside_ms(ctx.now);
    into.messages.push_back(item);
    item.kind = followers_kind;
    item.not_before_ms = outside_ms(ctx.now + together);
    into.messages.push_back(std::move(item));
}

}  // namespace

void tell_managers(
    outcome& made,
    const context& ctx,
    const snapshot& seen,
    const submittals& presented
) {
    auto* decided = std::get_if<decision>(&made);
    std::vector<requisition_number> told;
    for (const auto& one : presented) {
        const bool again = std::ranges::find(told, one.req->number) != told.end();
        if (decided != nullptr && !again) {
            tell_manager(*decided, ctx, seen, *one.req);
            told.push_back(one.req->number);
        }
    }
}

composed compose_slate(const chat::outgoing& item, const snapshot& seen, const context& ctx) {
    if (auto wanted = missing_for_slate(item, seen)) {
        return std::move(*wanted);
    }
    const auto* req = seen.find<domain::requisition>(item.subject);
    const auto* person = seen.find<domain::person>(domain::record_name(person_id{item.readers.id}));
    if (req == nullptr || person == nullptr) {
        return std::monostate{};
    }
    const auto slate = told_by(item, presentations_in(seen.histories.at(item.subject)));
    if (auto wanted = missing_candidates(seen, slate)) {
        return std::move(*wanted);
    }
    const auto open = still_to_judge(seen, ctx, slate, *req, domain::acting(*person, ctx.now));
    if (open.empty()) {
        return std::monostate{};
    }
    return slate_of(open, seen, *req, ctx);
}

}  // namespace fillrate::handlers
