#include "bot/undo.hpp"

#include "bot/aggregates.hpp"
#include "bot/event_codec.hpp"
#include "bot/field_archive.hpp"
#include "core/domain/names.hpp"
#include "handlers/taken_back.hpp"

#include <boost/json/parse.hpp>

#include <set>

namespace fillrate::bot {

template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, before_image>
static void describe(V& f, T& v) {
    f("n", v.name);
    f("v", v.version_after);
    f("e", v.existed);
    f("j", v.json);
}
template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, told_notice>
static void describe(V& f, T& v) {
    f("i", v.id);
    f("c", v.conversation);
    f("r", v.reader);
    f("s", v.subject);
    f("e", v.event);
}
template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, undo_record>
static void describe(V& f, T& v) {
    f("c", v.command);
    f("l", v.label);
    f("t", v.at);
    f("r", v.records);
    f("o", v.notices);
    f("d", v.told);
}

namespace {

using handlers::record;

// The restored value, moved past everything that happened since: ordinals and timer generations
// never go back.
record restored(const before_image& image, const record& current, const record_codec& codec) {
    if (!image.existed) {
        return std::monostate{};
    }
    auto decoded = codec.decode(image.name, codec.wrap(image.name, image.json)).value();
    if (auto* events = event_count_of(decoded)) {
        *events = event_count_of(current) + 1;
    }
    const auto now = timer_of(current);
    if (auto before = timer_of(decoded); before && now) {
        before->generation = now->generation;
        set_timer(decoded, *before);
    }
    return decoded;
}

domain::event undone_event(
    const std::string& subject,
    std::uint32_t n,
    const undo_record& last,
    const authorship& by
) {
    domain::event what;
    what.command = by.command;
    what.n = n;
    what.subject = subject;
    what.at = by.now;
    what.recorded_at = by.now;
    what.actor = by.actor;
    what.actor_name = by.actor_name;
    what.surface = by.surface;
    domain::undone payload;
    payload.command = last.command;
    what.data = payload;
    return what;
}

// Cards everywhere show the restored state; they are marks, so nothing else needs taking back.
void refresh_cards(
    prepared_commit& into,
    const std::string& name,
    const record& current,
    const authorship& by
) {
    for (const auto& place : places_of(current)) {
        const bool inside = place.readers.who == domain::binding::kind::internal;
        const auto when = inside ? by.now : by.now + undo_window;
        enqueue(into.batch, place.conversation, {true, name}, to_unix_ms(when));
        into.wakes_outbox = true;
    }
}

// Nothing once it was sent, or was said along in another one.
result<std::optional<notice>> queued_notice(const std::string& id, const record_loader& loader) {
    std::optional<notice> none;
    const auto json = loader.own_record(notice_name(id));
    if (!json) {
        return json.error();
    }
    if (json->empty()) {
        return none;
    }
    auto stored = notice_from_json(*json);
    if (!stored) {
        return stored.error();
    }
    return std::optional{std::move(*stored)};
}

void remove_pending(
    prepared_commit& into,
    const std::string& id,
    const notice& stored,
    const record_loader& loader
) {
    const auto name = notice_name(id);
    into.batch.expected.push_back({name, loader.stored(name)->version});
    into.batch.writes.push_back({name, std::nullopt});
    into.batch.members.push_back(
        {queue_of(stored.what.conversation), member_of({false, id}), std::nullopt, false}
    );
}

result<void> remove_notice(
    prepared_commit& into,
    const std::string& id,
    const record_loader& loader
) {
    const auto stored = queued_notice(id, loader);
    if (!stored) {
        return stored.error();
    }
    if (!*stored) {
        return error(errc::duplicate, "other parties have already been told");
    }
    if ((*stored)->progress.state != outbox_state::pending) {
        return error(errc::duplicate, "other parties are being told right now");
    }
    remove_pending(into, id, **stored, loader);
    return {};
}

// Said already, or just now: the message itself says then that it holds no more.
void edit_told(
    prepared_commit& into,
    const told_notice& one,
    const record_codec& codec,
    const authorship& by,
    outbox_ids& ids
) {
    notice word;
    word.what.conversation = one.conversation;
    word.what.kind = handlers::taken_back_kind;
    word.what.subject = one.subject;
    word.what.event = one.event;
    word.what.readers = {chat::audience::kind::person, one.reader.value};
    word.what.how = chat::delivery_class::update;
    word.what.mark = handlers::told_mark;
    word.what.replaces = true;
    word.what.not_before_ms = to_unix_ms(by.now);
    const auto id = ids.next(by.now);
    const auto name = notice_name(id);
    into.batch.writes.push_back({name, codec.wrap(name, to_json(word))});
    enqueue(into.batch, one.conversation, {false, id}, word.what.not_before_ms);
    into.wakes_outbox = true;
}

result<void> take_back_told(
    prepared_commit& into,
    const told_notice& one,
    const record_loader& loader,
    const record_codec& codec,
    const authorship& by,
    outbox_ids& ids
) {
    const auto stored = queued_notice(one.id, loader);
    if (!stored) {
        return stored.error();
    }
    if (*stored && (*stored)->progress.state == outbox_state::pending) {
        remove_pending(into, one.id, **stored, loader);
    } else if (!one.reader.empty()) {
        edit_told(into, one, codec, by, ids);
    }
    return {};
}

// A reminder comes at once where what was logged is over already.
bool depends_on_record_alone(const domain::event& what) {
    return std::holds_alternative<domain::resume_attached>(what.data) ||
           std::holds_alternative<domain::resume_opened>(what.data) ||
           std::holds_alternative<domain::contact_shown>(what.data) ||
           std::holds_alternative<domain::interview_reminded>(what.data);
}

// Whether the record was made by the command and all that happened to it since is that its resume
// came or was opened, its contact shown or somebody reminded: that depends on nothing but the
// record itself.
bool has_only_followed_since(
    const before_image& image,
    const undo_record& last,
    const handlers::snapshot& seen
) {
    const auto history = seen.histories.find(image.name);
    if (image.existed || history == seen.histories.end()) {
        return false;
    }
    std::set<command_id> later;
    for (auto it = history->second.rbegin(); it != history->second.rend(); ++it) {
        if (it->command == last.command) {
            return seen.version_of(image.name) == image.version_after + later.size();
        }
        if (!depends_on_record_alone(*it)) {
            return false;
        }
        later.insert(it->command);
    }
    return false;
}

}  // namespace

std::string undo_name(const person_id& of) {
    return "undo:" + of.value;
}

std::string to_json(const undo_record& value) {
    std::string out;
    field_writer writer(out);
    describe(writer, value);
    writer.finish();
    return out;
}

result<undo_record> undo_from_json(std::string_view json) {
    boost::system::error_code failed;
    const auto parsed = boost::json::parse({json.data(), json.size()}, failed);
    const auto* object = failed ? nullptr : parsed.if_object();
    undo_record value;
    if (object == nullptr) {
        return error(errc::protocol, "an undo record is not JSON");
    }
    field_reader reader(*object);
    describe(reader, value);
    if (!reader.ok()) {
        return error(errc::protocol, "an undo record has a field of the wrong type");
    }
    return value;
}

std::vector<std::string> moved_since(const undo_record& last, const handlers::snapshot& seen) {
    std::vector<std::string> names;
    for (const auto& image : last.records) {
        if (!image.existed && seen.version_of(image.name) != image.version_after) {
            names.push_back(image.name);
        }
    }
    return names;
}

result<prepared_commit> prepare_undo(
    const undo_record& last,
    const record_loader& loader,
    const record_codec& codec,
    const authorship& by,
    outbox_ids& ids
) {
    if (by.now > last.at + undo_window) {
        return error(errc::expired, "that was more than five minutes ago");
    }
    prepared_commit into;
    into.batch.command = by.command.value;
    into.batch.outcome = by.outcome;
    into.batch.now_ms = to_unix_ms(by.now);
    std::uint32_t n = 0;
    for (const auto& image : last.records) {
        const auto version = loader.seen().version_of(image.name);
        if (version != image.version_after &&
            !has_only_followed_since(image, last, loader.seen())) {
            return error(errc::conflict, image.name);
        }
        const auto& current = loader.seen().all().at(image.name).value;
        into.batch.expected.push_back({image.name, version});
        change_record(into, image.name, current, restored(image, current, codec), codec);
        ports::stream_append entry;
        entry.stream = "events";
        entry.subject = image.name;
        entry.body = encode_event(undone_event(image.name, ++n, last, by));
        into.batch.appends.push_back(std::move(entry));
        refresh_cards(into, image.name, current, by);
    }
    for (const auto& id : last.notices) {
        const auto removed = remove_notice(into, id, loader);
        if (!removed) {
            return removed.error();
        }
    }
    for (const auto& one : last.told) {
        const auto removed = take_back_told(into, one, loader, codec, by, ids);
        if (!removed) {
            return removed.error();
        }
    }
    const auto name = undo_name(by.actor);
    into.batch.expected.push_back({name, loader.stored(name)->version});
    into.batch.writes.push_back({name, std::nullopt});
    return into;
}

}  // namespace fillrate::bot
