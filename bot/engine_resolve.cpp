// Who asks, where, and what for: from a platform's request to a command.
#include "bot/engine_answers.hpp"
#include "bot/engine_asking.hpp"
#include "bot/typed_tail.hpp"
#include "core/base/text.hpp"
#include "core/chat/said_line.hpp"
#include "core/chat/subject.hpp"
#include "core/chat/tokens.hpp"
#include "core/domain/names.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/passing_on.hpp"
#include "handlers/routes.hpp"

#include <algorithm>
#include <array>

namespace fillrate::bot {

namespace {

// Pages of our own open a path; elsewhere a link needs our address, and the file itself is sent for
// want of one.
handlers::file_means means_of(const std::string& platform, const file_desk* files, bool fetches) {
    handlers::file_means means;
    if (files == nullptr) {
        return means;
    }
    const bool ours = platform == "web";
    means.taken = ours || fetches;
    means.linked = ours || files->has_address();
    means.sent = !means.linked;
    return means;
}

}  // namespace

async::awaitable<result<void>> engine::resolve(asking& ask) {
    std::vector<std::string> names{
        ask.user_name,
        ask.channel_name,
        domain::organisation_record_name()};
    auto ahead = guess(ask);
    ahead.insert(ahead.end(), names.begin(), names.end());
    ahead.insert(ahead.end(), ask.typed_subjects.begin(), ask.typed_subjects.end());
    const auto fetched = co_await ask.loader.prefetch(std::move(ahead));
    if (!fetched) {
        co_return fetched.error();
    }
    const auto first = co_await ask.loader.load(std::move(names));
    if (!first) {
        co_return first.error();
    }
    const auto& seen = ask.loader.seen();
    const auto* user = seen.find<domain::mapping>(ask.user_name);
    const auto* channel = seen.find<domain::mapping>(ask.channel_name);
    const auto person_id = user != nullptr ? user->person : options_.guest;
    std::vector<std::string> second;
    if (!person_id.empty()) {
        second.push_back(domain::record_name(person_id));
    }
    if (channel != nullptr && !ask.request.place.direct) {
        second.push_back(domain::record_name(channel->conversation));
    }
    const auto loaded = co_await ask.loader.load(second);
    if (!loaded) {
        co_return loaded.error();
    }
    fill_context(ask, person_id, channel);
    co_return result<void>{};
}

// Who and where, from the records just read. An unknown or lapsed person stays nobody.
void engine::fill_context(asking& ask, const person_id& who, const domain::mapping* channel) const {
    const auto& seen = ask.loader.seen();
    ask.ctx = handlers::context{};
    ask.ctx.id = ask.id;
    ask.ctx.now = on_.clock.now();
    ask.ctx.surface = ask.request.surface;
    ask.ctx.root = options_.root;
    ask.ctx.direct = ask.request.place.direct;
    ask.ctx.names.platform = ask.request.platform;
    ask.ctx.names.tenant = ask.request.tenant;
    ask.ctx.names.channel = ask.request.place.channel;
    ask.ctx.names.channel_name = ask.request.place.name;
    ask.ctx.names.channel_mapping = ask.channel_name;
    if (const auto* organisation =
            seen.find<domain::organisation>(domain::organisation_record_name())) {
        ask.ctx.organisation = *organisation;
    }
    const auto* person =
        who.empty() ? nullptr : seen.find<domain::person>(domain::record_name(who));
    const bool known = person != nullptr && person->awaiting.empty();
    if (known && (!person->mapping_ends || *person->mapping_ends > ask.ctx.now)) {
        ask.ctx.actor = domain::acting(*person, ask.ctx.now);
    }
    ask.ctx.files = means_of(ask.request.platform, options_.files, static_cast<bool>(wake_.fetch));
    // A form that is in no channel is read by nobody but whoever opened it; so are its buttons.
    const bool own_form = ask.request.place.channel.empty() &&
                          !std::holds_alternative<chat::typed_line>(ask.request.what);
    if (ask.request.place.direct || own_form) {
        ask.ctx.place.binding = {domain::binding::kind::direct, ask.ctx.actor.id.value};
    } else if (channel != nullptr) {
        const auto* place =
            seen.find<domain::conversation>(domain::record_name(channel->conversation));
        if (place != nullptr) {
            ask.ctx.place = *place;
        }
    }
}

// The demo with real platforms: a channel nobody bound counts as internal, so that cards have a
// place to go.
async::awaitable<result<void>> engine::welcome_channel(asking& ask) {
    domain::conversation place;
    place.id = conversation_id{"guest-" + ask.channel_name.substr(4, 12)};
    place.platform = ask.request.platform;
    place.tenant = ask.request.tenant;
    place.channel = ask.request.place.channel;
    place.name = ask.request.place.channel;
    place.binding = {domain::binding::kind::internal, {}};
    handlers::decision decided;
    decided.can_undo = false;
    decided.events.push_back(handlers::put(place));
    domain::mapping mapping;
    mapping.conversation = place.id;
    decided.events.push_back(handlers::put_as(ask.channel_name, std::move(mapping)));
    authorship by;
    by.command = command_id{"guest:" + ask.channel_name};
    by.now = ask.ctx.now;
    by.surface = "demo";
    const auto applied = co_await apply(std::move(decided), std::move(by));
    if (!applied) {
        co_return applied.error();
    }
    ask.ctx.place = std::move(place);
    co_return result<void>{};
}

async::awaitable<result<void>> engine::resolve_thread(asking& ask) {
    // Help needs no subject, yet in a thread its examples are about that one.
    const bool helps = ask.ctx.command.noun == "help";
    const bool takes_it = ask.ctx.command.implied || helps;
    if (!takes_it || !ask.ctx.command.subjects.empty() || ask.thread_name.empty()) {
        co_return result<void>{};
    }
    std::vector<std::string> names{ask.thread_name};
    const auto loaded = co_await ask.loader.prefetch(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    const auto json = ask.loader.own_record(ask.thread_name);
    if (!json) {
        co_return json.error();
    }
    if (!json->empty()) {
        auto subject = thread_from_json(*json);
        if (!subject) {
            co_return subject.error();
        }
        // In the thread of a candidate's card "reject" is about the candidate.
        const auto noun = chat::noun_of_subject(*subject);
        const auto* said = chat::find_verb(ask.ctx.command.noun, ask.ctx.command.verb);
        const bool fits = helps || (said != nullptr && said->subject_noun() == noun);
        if (!fits && chat::find_verb(noun, ask.ctx.command.verb) != nullptr) {
            ask.ctx.command.noun = noun;
        } else if (!fits && said != nullptr && said->subject_noun() == "req") {
            subject = co_await requisition_behind(ask.loader, std::move(*subject));
            if (!subject) {
                co_return subject.error();
            }
        }
        ask.ctx.command.subjects.push_back(std::move(*subject));
    }
    co_return result<void>{};
}

namespace {

// What channels a command points at, and the mapping records that know them.
std::map<std::string, std::string> channels_of(
    const chat::command& command,
    const chat::request& request,
    const identity& names
) {
    std::map<std::string, std::string> found;
    for (const auto& argument : command.arguments) {
        if (argument.typed == chat::argument::form::platform_channel) {
            found.emplace(
                argument.value,
                names.channel_mapping(request.platform, request.tenant, argument.value)
            );
        }
    }
    return found;
}

// Whom a command points at by the platform's id, and the mapping record that knows who that is.
std::map<std::string, std::string> mentions_of(
    const chat::command& command,
    const chat::request& request,
    const identity& names
) {
    std::map<std::string, std::string> found;
    const auto add = [&](const std::string& user) {
        found.emplace(user, names.user_mapping(request.platform, request.tenant, user));
    };
    for (const auto& argument : command.arguments) {
        if (argument.typed == chat::argument::form::platform_user) {
            add(argument.value);
        }
    }
    for (const auto& user : command.mentioned) {
        add(user);
    }
    return found;
}

using people_by_user = std::map<std::string, const domain::person*>;

// Arguments then name people of the directory; answers the key of the first that names nobody.
std::optional<std::string> name_people(chat::command& command, const people_by_user& people) {
    for (auto& argument : command.arguments) {
        if (argument.typed != chat::argument::form::platform_user) {
            continue;
        }
        const auto known = people.find(argument.value);
        if (known == people.end()) {
            return argument.key;
        }
        argument.value = known->second->id.value;
        argument.typed = chat::argument::form::at_name;
    }
    return std::nullopt;
}

// In free text a person is called by name; "@<id>" stays where nobody is known.
void call_by_name(
    std::string& text,
    const std::vector<std::string>& mentioned,
    const people_by_user& people
) {
    std::size_t from = 0;
    for (const auto& user : mentioned) {
        const auto at = text.find('@' + user, from);
        if (at == std::string::npos) {
            continue;
        }
        const auto known = people.find(user);
        const auto shown = known == people.end() ? user : known->second->name;
        text.replace(at + 1, user.size(), shown);
        from = at + 1 + shown.size();
    }
}

}  // namespace

// People pointed at become people of the directory before anything is decided. The reply, if there
// is one, says who is not in it.
async::awaitable<result<std::optional<chat::reply>>> engine::resolve_mentions(asking& ask) {
    auto& command = ask.ctx.command;
    const auto mappings = mentions_of(command, ask.request, on_.names);
    if (command.noun == "admin") {
        // Who is pointed at may be new: the decision looks them up itself.
        ask.ctx.names.mappings = channels_of(command, ask.request, on_.names);
        ask.ctx.names.mappings.insert(mappings.begin(), mappings.end());
        co_return std::optional<chat::reply>{};
    }
    if (mappings.empty()) {
        co_return std::optional<chat::reply>{};
    }
    std::vector<std::string> names;
    for (const auto& [user, name] : mappings) {
        names.push_back(name);
    }
    const auto mapped = co_await ask.loader.load(std::move(names));
    if (!mapped) {
        co_return mapped.error();
    }
    const auto& seen = ask.loader.seen();
    std::map<std::string, std::string> persons;
    for (const auto& [user, name] : mappings) {
        if (const auto* mapping = seen.find<domain::mapping>(name)) {
            persons.emplace(user, domain::record_name(mapping->person));
        }
    }
    std::vector<std::string> wanted;
    for (const auto& [user, name] : persons) {
        wanted.push_back(name);
    }
    const auto loaded = co_await ask.loader.load(std::move(wanted));
    if (!loaded) {
        co_return loaded.error();
    }
    people_by_user people;
    for (const auto& [user, name] : persons) {
        if (const auto* person = seen.find<domain::person>(name)) {
            people.emplace(user, person);
        }
    }
    const auto nobody = name_people(command, people);
    if (nobody) {
        co_return std::optional{answers::nobody_of_ours(*nobody, options_.root)};
    }
    call_by_name(command.tail, command.mentioned, people);
    co_return std::optional<chat::reply>{};
}

namespace {

// The grammar's command for a sealed action: its name is a verb, its subject the command's.
std::optional<chat::command> command_of_action(const chat::sealed_action& act) {
    const auto made = [&act](std::string_view noun) {
        chat::command command;
        command.noun = noun;
        command.verb = act.name;
        if (!act.subject.empty()) {
            command.subjects.push_back(act.subject);
        }
        return command;
    };
    const auto spelled = chat::noun_of_subject(act.subject);
    if (!spelled.empty()) {
        return chat::find_verb(spelled, act.name) != nullptr ? std::optional{made(spelled)}
                                                             : std::nullopt;
    }
    for (const auto& noun : chat::nouns()) {
        if (chat::find_verb(noun.noun, act.name) != nullptr) {
            return made(noun.noun);
        }
    }
    return std::nullopt;
}

/// Whether a line that was not understood is kept as words (DOMAIN.md 0): all but a command that is
/// known and lacks or mistakes something.
bool is_no_command(chat::problem::kind what) {
    using kind = chat::problem::kind;
    return what == kind::not_a_command || what == kind::unknown_word || what == kind::too_long;
}

/// Verbs that alone, about nothing, are an answer to somebody.
constexpr std::array<std::string_view, 6>
    short_answers{"good", "like", "maybe", "no", "ok", "pass"};

bool is_short_answer(const chat::typed_line& line) {
    const auto words =
        line.runs.size() == 1 ? split_words(line.runs[0].text) : std::vector<std::string_view>{};
    return words.size() == 1 &&
           std::ranges::find(short_answers, chat::fold_word(words.front())) != short_answers.end();
}

/// The subjects that words name which are no command; nothing when they are one. In no thread, a
/// verb that says of nothing what is to be done is the beginning of a sentence.
std::optional<std::vector<std::string>> read_free_text(
    const chat::parsed& read,
    const chat::typed_line& line,
    chat::line_settings settings,
    bool in_thread
) {
    const auto* problem = std::get_if<chat::problem>(&read);
    const auto* command = std::get_if<chat::command>(&read);
    const bool names_nothing =
        !in_thread && command != nullptr && command->implied && command->called.empty();
    if (problem == nullptr && !names_nothing) {
        return std::nullopt;
    }
    if (problem != nullptr && is_no_command(problem->what)) {
        return problem->subjects;
    }
    if (names_nothing && is_short_answer(line)) {
        return std::vector<std::string>{};
    }
    const auto prose = chat::read_as_sentence(line, std::move(settings));
    return prose ? std::optional{prose->subjects} : std::nullopt;
}

// What the thread is about whose record that is; empty outside of threads.
std::string thread_named_by(const result<std::string>& record) {
    const auto subject =
        record && !record->empty() ? thread_from_json(*record) : result<std::string>(std::string{});
    return subject ? *subject : std::string{};
}

// On what the words name, if it takes their notes; else on what the thread or the room is about.
chat::command note_of(const chat::typed_line& line, std::vector<std::string> subjects) {
    auto tail = tail_of(line.runs);
    std::erase_if(subjects, [](const std::string& subject) {
        const auto noun = chat::noun_of_subject(subject);
        const bool takes_notes = noun == "req" || noun == "sub" || noun == "iv";
        return !takes_notes || subject == "req:last";  // "last week she was away"
    });
    chat::command command;
    command.noun = subjects.empty() ? "req" : chat::noun_of_subject(subjects.front());
    command.verb = "note";
    if (!subjects.empty()) {
        command.subjects.push_back(std::move(subjects.front()));
    }
    command.implied = command.subjects.empty();
    command.tail = std::move(tail.text);
    command.mentioned = std::move(tail.mentioned);
    return command;
}

}  // namespace

std::optional<chat::reply> engine::read_typed(
    asking& ask,
    const chat::typed_line& line,
    bool meant
) {
    auto& ctx = ask.ctx;
    chat::line_settings settings;
    settings.root = options_.root;
    settings.meant_as_command = meant;
    settings.by_name = ask.by_name;
    settings.may_use = [&ctx](const chat::verb_rule& verb) {
        const auto* way = handlers::find_route(verb.noun, verb.verb);
        return way != nullptr && way->offered_to(ctx.actor);
    };
    auto parsed = chat::parse(line, settings);
    if (handlers::speaks_from_outside(ctx.actor)) {
        const bool in_thread = !ask.thread_name.empty();
        if (auto subjects = read_free_text(parsed, line, settings, in_thread)) {
            ctx.command = note_of(line, std::move(*subjects));
            ctx.said_freely = true;
            return std::nullopt;
        }
    }
    if (auto* command = std::get_if<chat::command>(&parsed)) {
        ctx.command = std::move(*command);
        return std::nullopt;
    }
    ++counted_.refusals;
    const auto& problem = std::get<chat::problem>(parsed);
    const bool talks = ask.request.surface != "slash" && is_no_command(problem.what);
    const bool sentence = talks && chat::read_as_sentence(line, std::move(settings));
    const auto thread = thread_named_by(ask.loader.own_record(ask.thread_name));
    const auto acts =
        sentence ? chat::understood_acts(line, thread) : std::vector<chat::understood_act>{};
    return acts.empty() ? answers::not_understood(problem, options_.root)
                        : answers::which_act(acts, options_.root);
}

std::optional<chat::reply> engine::understand(asking& ask) {
    auto& ctx = ask.ctx;
    if (const auto* line = std::get_if<chat::typed_line>(&ask.request.what)) {
        const bool meant = ask.request.surface == "slash" || ask.request.place.direct;
        return read_typed(ask, *line, meant);
    }
    const auto* press = std::get_if<chat::button_press>(&ask.request.what);
    const auto* form = std::get_if<chat::form_submission>(&ask.request.what);
    // A form belongs to the person it was opened for, wherever that was; a button to the people it
    // was shown to.
    const auto own = "person:" + ctx.actor.id.value;
    auto act = on_.seal.open(
        press != nullptr ? press->value : form->value,
        form != nullptr ? own : audience_class(ctx.place.binding)
    );
    if (!act && press != nullptr) {
        // [Open the form], where a platform could only show a button for it.
        act = on_.seal.open(press->value, own);
    }
    if (auto typed = act ? chat::typed_line_of(act->name, act->subject) : std::nullopt) {
        chat::typed_line line;
        line.runs.push_back({chat::text_run::kind::plain, std::move(*typed), {}});
        return read_typed(ask, line, true);
    }
    auto command = act ? command_of_action(*act) : std::nullopt;
    if (!command) {
        ++counted_.refusals;
        on_.log.warn(
            "action refused",
            {{"actor", ctx.actor.id.value}, {"surface", ask.request.surface}}
        );
        return answers::foreign_action();
    }
    ctx.command = std::move(*command);
    ctx.seen_version = act->version;
    ctx.from_button = press != nullptr;
    ctx.from_form = form != nullptr;
    if (form != nullptr) {
        ctx.fields = form->fields;
        take_upload(ask);
    }
    return std::nullopt;
}

}  // namespace fillrate::bot
