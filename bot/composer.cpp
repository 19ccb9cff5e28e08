#include "bot/composer.hpp"

#include "bot/aggregates.hpp"
#include "bot/event_codec.hpp"
#include "bot/unit_of_work.hpp"
#include "core/domain/absence.hpp"
#include "core/domain/names.hpp"
#include "handlers/absence.hpp"
#include "handlers/joined_alerts.hpp"
#include "handlers/resume.hpp"

#include <algorithm>
#include <set>

namespace fillrate::bot {

namespace {

constexpr int max_rounds = 4;

bool lives_in(const handlers::record& subject, const conversation_id& where) {
    return std::ranges::any_of(places_of(subject), [&where](const auto& place) {
        return place.conversation == where;
    });
}

// How many of the events other parties may already know of: what can still be undone is not shown
// to them.
std::size_t count_settled(const std::vector<domain::event>& history, instant now) {
    std::size_t count = 0;
    while (count < history.size() && history[count].recorded_at + undo_window <= now) {
        ++count;
    }
    return count;
}

// Their state: the fold of the settled events, without what was taken back later but before they
// could see it.
handlers::record settled_state(
    const std::string& subject,
    const std::vector<domain::event>& history,
    std::size_t count
) {
    std::set<std::string> taken_back;
    for (const auto& what : history) {
        if (const auto* undo = std::get_if<domain::undone>(&what.data)) {
            taken_back.insert(undo->command.value);
        }
    }
    std::vector<domain::event> visible;
    for (std::size_t i = 0; i < count; ++i) {
        if (!taken_back.contains(history[i].command.value)) {
            visible.push_back(history[i]);
        }
    }
    return fold_record(subject, visible).value_or(handlers::record{});
}

// Whether all of it may be known to other parties: what happened last happened long enough ago.
async::awaitable<result<bool>> is_settled(
    ports::store& store,
    const std::string& subject,
    std::uint32_t newest,
    instant now
) {
    if (newest == 0) {
        co_return false;
    }
    const auto last = co_await store.history(subject, newest, 1);
    if (!last) {
        co_return last.error();
    }
    if (last->empty()) {
        co_return false;
    }
    const auto event = decode_event(last->front().body);
    if (!event) {
        co_return event.error();
    }
    co_return event->recorded_at + undo_window <= now;
}

}  // namespace

bool same_readers(const chat::audience& meant, const domain::conversation& to) {
    if (to.binding.who == domain::binding::kind::unbound || !to.stranger.empty()) {
        return false;
    }
    if (meant.who == chat::audience::kind::internal && to.external) {
        return false;
    }
    return chat::readers_of(to.binding) == meant;
}

composer::composer(
    ports::store& store,
    const record_codec& codec,
    const action_seal& seal,
    std::string root,
    const file_desk* files
)
    : store_(store), codec_(codec), seal_(seal), root_(std::move(root)), files_(files) {}

bool composer::attach(composition& into, const handlers::snapshot& seen) const {
    if (into.content.attached.empty()) {
        return true;
    }
    const auto* sub = seen.find<domain::submittal>(into.content.attached);
    if (files_ == nullptr || sub == nullptr || !sub->resume) {
        return false;
    }
    auto bytes = files_->bytes_of(*sub->resume);
    if (!bytes) {
        return false;
    }
    into.file = {file_name_for(sub->number, sub->resume->kind), std::move(*bytes)};
    return true;
}

async::awaitable<result<composition>> composer::compose(
    chat::outgoing item,
    domain::conversation to,
    handlers::snapshot seen,
    record_loader& loader,
    instant now
) {
    handlers::context ctx;
    ctx.place = to;
    ctx.now = now;
    ctx.root = root_;
    ctx.surface = "outbox";
    if (const auto* organisation =
            seen.find<domain::organisation>(domain::organisation_record_name())) {
        ctx.organisation = *organisation;
    }
    composition done;
    done.to = std::move(to);
    for (int round = 0; round <= max_rounds; ++round) {
        auto said = handlers::compose(item, seen, ctx);
        auto* wanted = std::get_if<handlers::need>(&said);
        if (wanted == nullptr) {
            if (auto* content = std::get_if<chat::message>(&said)) {
                done.step = composition::what::send;
                done.content = std::move(*content);
                seal_.seal(done.content, audience_class(done.to.binding));
                if (!attach(done, loader.seen())) {
                    done.step = composition::what::refused;
                    done.why = "the file that goes with it cannot be read";
                }
            }
            co_return done;
        }
        const auto satisfied = co_await loader.satisfy(std::move(*wanted));
        if (!satisfied) {
            co_return satisfied.error();
        }
        for (const auto& [name, entry] : loader.seen().all()) {
            if (!seen.loaded(name)) {
                seen.put(name, entry.version, entry.value);
            }
        }
        for (const auto& [subject, history] : loader.seen().histories) {
            seen.histories.try_emplace(subject, history);
        }
        for (const auto& [place, event] : loader.seen().events) {
            seen.events.try_emplace(place, event);
        }
        for (const auto& [page, names] : loader.seen().pages) {
            seen.pages.try_emplace(page, names);
        }
    }
    co_return error(errc::internal, "a message asked for records too often");
}

namespace {

// A file this person asked for just now: nobody else did, and they are there.
bool is_asked_for(const chat::outgoing& item) {
    return item.kind == handlers::resume_kind_name || item.kind == handlers::resume_refused_kind ||
           item.kind == handlers::resume_unsent_kind;
}

// Of one's own mapping or absence there is nothing to cover.
bool may_be_passed_on(const chat::outgoing& item) {
    return item.stands_for.empty() && item.kind != "welcome" &&
           item.kind != handlers::absence_kind && !is_asked_for(item);
}

// What takes the place of something stays where that is.
result<bool> stays_with_first(const chat::outgoing& item, const record_loader& loader) {
    const auto json = item.replaces ? loader.own_record(marked_name(item)) : std::string{};
    return json ? result<bool>{!json->empty()} : json.error();
}

// An interview within a day, or one that has just begun, is said at once, whatever the hour; so is
// what whoever is on call hears.
bool can_wait(const chat::outgoing& item, const handlers::snapshot& seen, instant now) {
    constexpr std::chrono::hours soon{24};
    constexpr minutes just_begun{30};
    const auto* iv = seen.find<domain::interview>(item.subject);
    const bool near =
        iv != nullptr && iv->start && now - just_begun <= *iv->start && *iv->start <= now + soon;
    return !near && !item.breaks_quiet && !is_asked_for(item);
}

}  // namespace

async::awaitable<result<std::optional<composition>>> composer::for_cover(
    chat::outgoing item,
    const domain::person& away,
    record_loader& loader,
    instant now
) {
    std::optional<composition> nothing;
    const auto cover_name = domain::record_name(away.away->cover);
    std::vector<std::string> names{cover_name};
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    const auto* cover = loader.seen().find<domain::person>(cover_name);
    // Of two who are away it stays with the first.
    const bool here = cover != nullptr && domain::absence_at(*cover, now) == nullptr;
    if (!here || cover->direct.empty()) {
        co_return nothing;
    }
    const auto place_name = domain::record_name(cover->direct);
    std::vector<std::string> places{place_name};
    const auto placed = co_await loader.load(std::move(places));
    if (!placed) {
        co_return placed.error();
    }
    const auto* place = loader.seen().find<domain::conversation>(place_name);
    item.stands_for = away.id;
    item.conversation = cover->direct;
    item.readers = {chat::audience::kind::person, cover->id.value};
    if (place == nullptr || !same_readers(item.readers, *place)) {
        co_return nothing;
    }
    auto made = co_await compose(item, *place, loader.seen(), loader, now);
    if (!made) {
        co_return made.error();
    }
    if (made->step != composition::what::send) {
        co_return nothing;
    }
    made->step = composition::what::pass_on;
    made->passed = std::move(item);
    co_return std::optional{std::move(*made)};
}

async::awaitable<result<composition>> composer::notice_text(chat::outgoing item, instant now) {
    record_loader loader(store_, codec_, command_id{});
    const auto place_name = domain::record_name(item.conversation);
    std::vector<std::string> names{place_name, domain::organisation_record_name()};
    if (!item.subject.empty()) {
        names.push_back(item.subject);
    }
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    composition refused;
    refused.step = composition::what::refused;
    const auto* place = loader.seen().find<domain::conversation>(place_name);
    if (place == nullptr || !same_readers(item.readers, *place)) {
        refused.why = "the conversation no longer has the readers the message was for";
        co_return refused;
    }
    if (item.event != 0) {
        handlers::need told;
        told.event = handlers::event_place{item.subject, item.event};
        const auto read = co_await loader.satisfy(std::move(told));
        if (!read) {
            co_return read.error();
        }
    }
    const auto to = *place;
    const auto waits = co_await for_reader(item, to, loader, now);
    if (!waits) {
        co_return waits.error();
    }
    if (*waits) {
        co_return **waits;
    }
    co_return co_await compose(std::move(item), to, loader.seen(), loader, now);
}

void composer::join(composition& into, std::vector<chat::message> parts) const {
    into.content = handlers::one_message_of(std::move(parts));
    // The way to all of them is new to it.
    seal_.seal(into.content, audience_class(into.to.binding));
}

async::awaitable<result<composition>> composer::notices_text(
    std::vector<chat::outgoing> items,
    instant now
) {
    composition whole;
    std::vector<chat::message> said;
    for (auto& each : items) {
        auto made = co_await notice_text(std::move(each), now);
        if (!made) {
            co_return made.error();
        }
        if (made->step == composition::what::drop) {
            continue;
        }
        whole = std::move(*made);
        if (whole.step != composition::what::send) {
            co_return whole;
        }
        said.push_back(std::move(whole.content));
    }
    if (!said.empty()) {
        join(whole, std::move(said));
    }
    co_return whole;
}

async::awaitable<result<composition>> composer::beside_others(
    composition made,
    std::vector<chat::outgoing> others,
    instant now
) {
    std::vector<chat::message> said;
    said.push_back(std::move(made.content));
    for (auto& each : others) {
        auto other = co_await notice_text(std::move(each), now);
        if (!other) {
            co_return other.error();
        }
        if (other->step == composition::what::send) {
            said.push_back(std::move(other->content));
        }
    }
    join(made, std::move(said));
    co_return made;
}

// What becomes of a message to one person who is away or does not want to be disturbed now.
async::awaitable<result<std::optional<composition>>> composer::for_reader(
    chat::outgoing item,
    const domain::conversation& to,
    record_loader& loader,
    instant now
) {
    std::optional<composition> nothing;
    if (to.binding.who != domain::binding::kind::direct) {
        co_return nothing;
    }
    const auto reader_name = domain::record_name(person_id{to.binding.id});
    std::vector<std::string> names{reader_name};
    if (item.replaces) {
        names.push_back(marked_name(item));
    }
    const auto fetched = co_await loader.prefetch(std::move(names));
    if (!fetched) {
        co_return fetched.error();
    }
    std::vector<std::string> readers{reader_name};
    const auto loaded = co_await loader.load(std::move(readers));
    if (!loaded) {
        co_return loaded.error();
    }
    const auto* found = loader.seen().find<domain::person>(reader_name);
    if (found == nullptr) {
        co_return nothing;
    }
    const auto reader = *found;
    const auto stays = stays_with_first(item, loader);
    if (!stays) {
        co_return stays.error();
    }
    const auto* absence = domain::absence_at(reader, now);
    if (absence != nullptr && !absence->cover.empty() && may_be_passed_on(item) && !*stays) {
        auto passed = co_await for_cover(item, reader, loader, now);
        if (!passed) {
            co_return passed.error();
        }
        if (*passed) {
            co_return std::move(*passed);
        }
    }
    const auto quiet = domain::quiet_until(reader, now);
    if (quiet && can_wait(item, loader.seen(), now)) {
        composition later;
        later.step = composition::what::later;
        later.later_at = *quiet;
        co_return std::optional{std::move(later)};
    }
    co_return nothing;
}

async::awaitable<result<composer::shown_state>> composer::state_for(
    const domain::conversation& place,
    const std::string& subject,
    record_loader& loader,
    instant now
) {
    shown_state shown;
    shown.state = loader.seen().all().at(subject).value;
    shown.events = event_count_of(std::as_const(shown.state));
    if (place.binding.who == domain::binding::kind::internal) {
        co_return shown;
    }
    const auto settled = co_await is_settled(store_, subject, shown.events, now);
    if (!settled) {
        co_return settled.error();
    }
    if (*settled) {
        co_return shown;
    }
    handlers::need history;
    history.history_of = subject;
    const auto read = co_await loader.satisfy(std::move(history));
    if (!read) {
        co_return read.error();
    }
    const auto& all = loader.seen().histories.at(subject);
    const auto count = count_settled(all, now);
    shown.events = static_cast<std::uint32_t>(count);
    shown.state = settled_state(subject, all, count);
    if (count < all.size()) {
        shown.again_at = all[count].recorded_at + undo_window;
    }
    co_return shown;
}

async::awaitable<result<composition>> composer::card(
    conversation_id where,
    std::string subject,
    bool posted,
    instant now
) {
    record_loader loader(store_, codec_, command_id{});
    const auto place_name = domain::record_name(where);
    std::vector<std::string> names{place_name, domain::organisation_record_name(), subject};
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    composition outcome;
    const auto* place = loader.seen().find<domain::conversation>(place_name);
    if (place == nullptr || !same_readers(chat::readers_of(place->binding), *place)) {
        outcome.step = composition::what::refused;
        outcome.why = "the card's conversation is not bound any more, or others read it";
        co_return outcome;
    }
    const auto version = loader.seen().version_of(subject);
    auto shown = co_await state_for(*place, subject, loader, now);
    if (!shown) {
        co_return shown.error();
    }
    outcome.to = *place;
    outcome.subject_version = version;
    const bool belongs = lives_in(shown->state, where);
    if (!belongs && !posted) {
        outcome.step = shown->again_at ? composition::what::later : composition::what::drop;
        outcome.later_at = shown->again_at.value_or(instant{});
        co_return outcome;
    }
    auto seen = loader.seen();
    handlers::record value;
    if (belongs) {
        value = shown->state;
    }
    seen.put(subject, version, std::move(value));
    chat::outgoing item;
    item.conversation = where;
    item.kind = "card";
    item.subject = subject;
    item.card = true;
    item.readers = chat::readers_of(place->binding);
    auto made = co_await compose(std::move(item), *place, std::move(seen), loader, now);
    if (!made) {
        co_return made.error();
    }
    made->subject_version = version;
    made->shown_events = shown->events;
    made->again_at = shown->again_at;
    co_return made;
}

}  // namespace fillrate::bot
