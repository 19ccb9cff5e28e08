#include "tests/handlers/desk.hpp"

#include "core/base/time_zone.hpp"
#include "core/chat/plain_text.hpp"
#include "core/chat/said_line.hpp"
#include "core/chat/subject.hpp"
#include "core/chat/verbs.hpp"
#include "core/domain/due.hpp"
#include "core/domain/index.hpp"
#include "core/domain/interview_due.hpp"
#include "core/domain/names.hpp"
#include "core/domain/shift_due.hpp"
#include "handlers/called.hpp"
#include "handlers/lists.hpp"
#include "handlers/long_words.hpp"
#include "handlers/miss_numbers.hpp"
#include "handlers/record_events.hpp"
#include "handlers/routes.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace fillrate::handlers::testing {

namespace {

constexpr int most_rounds = 5;

// As the engine finds the command of an action.
std::string noun_of(std::string_view verb, std::string_view subject) {
    const auto spelled = chat::noun_of_subject(subject);
    if (!spelled.empty()) {
        return std::string(spelled);
    }
    for (const auto& noun : chat::nouns()) {
        if (chat::find_verb(noun.noun, verb) != nullptr) {
            return std::string(noun.noun);
        }
    }
    throw std::runtime_error("no verb " + std::string(verb));
}

std::string form_text(const chat::form& form) {
    auto text = form.title + '\n';
    for (const auto& field : form.fields) {
        text += field.id + '=' + field.value + '\n';
    }
    return text;
}

}  // namespace

instant at(std::string_view iso) {
    return time_zone::find("UTC").value().parse(iso).value();
}

desk::desk() : desk(config::load_demo().value()) {}

desk::desk(config::demo_data data) : data_(std::move(data)) {
    const auto keep = [this](const std::string& name, record value) {
        records_[name] = stored{1, std::move(value)};
    };
    for (const auto& one : data_.clients) {
        keep(domain::record_name(one.id), one);
    }
    for (const auto& one : data_.suppliers) {
        keep(domain::record_name(one.id), one);
    }
    for (const auto& one : data_.people) {
        keep(domain::record_name(one.id), one);
    }
    for (const auto& one : data_.channels) {
        keep(domain::record_name(one.conversation.id), one.conversation);
    }
    for (const auto& one : data_.people) {
        domain::conversation direct;
        direct.id = conversation_id{"dm-" + one.id.value};
        direct.binding = {domain::binding::kind::direct, one.id.value};
        keep(domain::record_name(direct.id), direct);
    }
    now = data_.now;
}

context desk::context_of(std::string_view person, std::string_view channel) const {
    context ctx;
    ctx.now = now;
    ctx.id = command_id{"c" + std::to_string(commands_)};
    ctx.surface = "slash";
    ctx.organisation = data_.organisation;
    const auto who = records_.find("person:" + std::string(person));
    if (who != records_.end()) {
        const auto& one = std::get<domain::person>(who->second.value);
        ctx.actor = domain::acting(one, now);
    }
    const auto where = records_.find("conv:" + std::string(channel));
    if (where != records_.end()) {
        ctx.place = std::get<domain::conversation>(where->second.value);
        ctx.direct = ctx.place.binding.who == domain::binding::kind::direct;
    }
    return ctx;
}

std::vector<domain::index_entry> desk::entries_of(const std::string& set) const {
    std::vector<domain::index_entry> entries;
    for (const auto& [name, one] : records_) {
        const auto* req = std::get_if<domain::requisition>(&one.value);
        const auto* sub = std::get_if<domain::submittal>(&one.value);
        const auto* iv = std::get_if<domain::interview>(&one.value);
        const auto* opp = std::get_if<domain::opportunity>(&one.value);
        const auto* shift = std::get_if<domain::work_shift>(&one.value);
        const auto of = req != nullptr     ? domain::indexes(*req)
                        : sub != nullptr   ? domain::indexes(*sub)
                        : iv != nullptr    ? domain::indexes(*iv)
                        : opp != nullptr   ? domain::indexes(*opp)
                        : shift != nullptr ? domain::indexes(*shift)
                                           : directory_indexes(name, one.value);
        std::ranges::copy_if(of, std::back_inserter(entries), [&set](const auto& entry) {
            return entry.set == set;
        });
    }
    std::ranges::sort(entries, [](const auto& a, const auto& b) {
        return std::tie(a.score, a.member) < std::tie(b.score, b.member);
    });
    return entries;
}

std::vector<std::string> desk::members(const index_page& page) const {
    auto entries = entries_of(page.set);
    std::vector<std::string> names;
    std::erase_if(entries, [&page](const auto& entry) {
        return page.from && entry.score < *page.from;
    });
    for (std::size_t i = page.offset; i < entries.size() && names.size() < page.limit; ++i) {
        names.push_back(entries[i].member);
    }
    return names;
}

void desk::satisfy(const need& wanted, snapshot& seen) {
    const auto load = [this, &seen](const std::string& name) {
        const auto found = records_.find(name);
        if (found == records_.end()) {
            seen.put(name, 0, std::monostate{});
        } else {
            seen.put(name, found->second.version, found->second.value);
        }
    };
    std::ranges::for_each(wanted.records, load);
    for (const auto& page : wanted.pages) {
        seen.pages[page] = members(page);
        std::ranges::for_each(seen.pages[page], load);
    }
    for (const auto& range : wanted.members) {
        for (const auto& entry : entries_of(range.set)) {
            if (entry.score >= range.from) {
                seen.members[range].push_back(entry.member);
            }
        }
        seen.members.try_emplace(range);
    }
    if (wanted.history_of) {
        seen.histories[*wanted.history_of] = histories_[*wanted.history_of];
    }
    for (const auto& subject : wanted.histories) {
        seen.histories[subject] = histories_[subject];
    }
    if (wanted.event) {
        const auto& history = histories_[wanted.event->subject];
        const auto at = wanted.event->ordinal;
        seen.events[*wanted.event] =
            at <= history.size() ? std::optional{history[at - 1]} : std::nullopt;
    }
    if (wanted.requisition_numbers > 0) {
        seen.reserved_number = next_number;
    }
    if (wanted.submittal_number && seen.reserved_submittal == 0) {
        seen.reserved_submittal = next_submittal++;
    }
    if (wanted.interview_numbers > 0 && seen.reserved_interview == 0) {
        seen.reserved_interview = next_interview;
        next_interview += wanted.interview_numbers;
    }
    const auto reserve = [](std::uint32_t& first, std::uint32_t count, std::uint32_t& next) {
        first = count > 0 && first == 0 ? std::exchange(next, next + count) : first;
    };
    reserve(seen.reserved_opportunity, wanted.opportunity_number ? 1 : 0, next_opportunity);
    reserve(seen.reserved_question, wanted.question_numbers, next_question);
    for (const auto& what : wanted.hashes) {
        const auto plain = what.kind + '-' + what.scope + '-' + domain::slug_of(what.value);
        // A name's key is shortened: there the fake has to differ from its beginning on.
        seen.hashes[what] =
            what.kind == "name" ? std::to_string(std::hash<std::string>{}(plain)) : plain;
    }
}

void desk::apply(const decision& decided, const context& ctx) {
    auto events = decided.events;
    const auto misses = unnumbered_misses(events);
    number_misses(events, miss_number{std::exchange(next_miss, next_miss + misses)});
    for (auto& what : events) {
        what.command = ctx.id;
        if (what.surface != policy_surface) {
            what.actor = ctx.actor.id;
            what.actor_name = ctx.actor.name;
        }
        what.recorded_at = ctx.now;
        auto& one = records_[what.subject];
        const bool is_new = std::holds_alternative<std::monostate>(one.value);
        if (const auto req = domain::parse_requisition_name(what.subject); is_new && req) {
            next_number = std::max(next_number, req->value + 1);
        }
        one.value = apply_event(std::move(one.value), what).value();
        ++one.version;
        if (!std::holds_alternative<domain::directory_put>(what.data)) {
            histories_[what.subject].push_back(what);
        }
    }
}

said desk::decide(context ctx) {
    ++commands_;
    const auto* way = find_route(ctx.command.noun, ctx.command.verb);
    if (way == nullptr) {
        throw std::runtime_error("no route for " + ctx.command.verb);
    }
    snapshot seen;
    said told;
    for (int round = 0; round < most_rounds; ++round) {
        auto refused = refuse_long_words(ctx);
        auto made = refused ? std::move(*refused) : way->decide(ctx, seen, book);
        if (const auto* wanted = std::get_if<need>(&made)) {
            satisfy(*wanted, seen);
            continue;
        }
        const auto* decided = std::get_if<decision>(&made);
        const auto& reply = decided == nullptr ? std::get<answer>(made).reply : decided->reply;
        if (decided == nullptr) {
            told.refused = std::get<answer>(made).refused;
        } else {
            apply(*decided, ctx);
            told.changed = true;
            told.events = decided->events;
            told.messages = decided->messages;
        }
        if (const auto* text = std::get_if<chat::message>(&reply.what)) {
            told.message = *text;
            told.text = text->summary + '\n' + chat::to_plain_text(*text);
        } else if (const auto* form = std::get_if<chat::form>(&reply.what)) {
            told.form = *form;
            told.text = form_text(*form);
        } else if (const auto* problems = std::get_if<chat::form_problems>(&reply.what)) {
            told.problems = problems->by_field;
        }
        return told;
    }
    throw std::runtime_error("asked too often");
}

said desk::type(std::string_view person, std::string_view channel, std::string_view line) {
    auto ctx = context_of(person, channel);
    chat::line_settings settings;
    settings.meant_as_command = true;
    chat::typed_line typed{{{chat::text_run::kind::plain, std::string(line)}}};
    auto parsed = chat::parse(typed, settings);
    if (const auto* wrong = std::get_if<chat::problem>(&parsed)) {
        said told;
        told.refused = true;
        told.text = wrong->text;
        return told;
    }
    ctx.command = std::get<chat::command>(std::move(parsed));
    return ctx.command.called.empty() ? decide(std::move(ctx)) : decide_called(std::move(ctx));
}

// As the engine: one is meant, several are asked about, none is nobody's name.
said desk::decide_called(context ctx) {
    snapshot seen;
    for (int round = 0; round < most_rounds; ++round) {
        auto found = find_called(ctx, seen);
        if (const auto* wanted = std::get_if<need>(&found)) {
            satisfy(*wanted, seen);
            continue;
        }
        const auto& all = std::get<called_candidates>(found);
        if (all.unique()) {
            ctx.command.called.clear();
            ctx.command.subjects = {domain::record_name(all.found.front().number)};
            return decide(std::move(ctx));
        }
        said told;
        told.refused = true;
        if (!all.found.empty()) {
            const auto asked = std::get<answer>(ask_which_candidate(ctx, all));
            told.message = std::get<chat::message>(asked.reply.what);
            told.text = told.message->summary + '\n' + chat::to_plain_text(*told.message);
        }
        return told;
    }
    throw std::runtime_error("asked too often for a name");
}

said desk::press(std::string_view person, std::string_view channel, const chat::action& act) {
    if (const auto line = chat::typed_line_of(act.name, act.subject)) {
        return type(person, channel, *line);
    }
    auto ctx = context_of(person, channel);
    ctx.from_button = true;
    ctx.seen_version = act.version;
    ctx.command.noun = noun_of(act.name, act.subject);
    ctx.command.verb = act.name;
    ctx.command.subjects = {act.subject};
    return decide(std::move(ctx));
}

said desk::submit(
    std::string_view person,
    std::string_view channel,
    const chat::action& act,
    std::map<std::string, std::string> fields
) {
    auto ctx = context_of(person, channel);
    ctx.from_form = true;
    ctx.seen_version = act.version;
    ctx.fields = std::move(fields);
    ctx.command.noun = noun_of(act.name, act.subject);
    ctx.command.verb = act.name;
    if (!act.subject.empty()) {
        ctx.command.subjects = {act.subject};
    }
    return decide(std::move(ctx));
}

std::optional<std::string> desk::composed_text(const chat::outgoing& item) {
    const auto made = composed(item);
    return made ? std::optional(chat::to_plain_text(*made)) : std::nullopt;
}

std::optional<chat::message> desk::composed(const chat::outgoing& item) {
    auto ctx = context_of("", item.conversation.value);
    ctx.actor = {};
    snapshot seen;
    for (int round = 0; round < most_rounds; ++round) {
        auto made = compose(item, seen, ctx);
        if (const auto* wanted = std::get_if<need>(&made)) {
            satisfy(*wanted, seen);
        } else if (const auto* text = std::get_if<chat::message>(&made)) {
            return *text;
        } else {
            return std::nullopt;
        }
    }
    throw std::runtime_error("asked too often");
}

std::string desk::card(std::uint32_t number, std::string_view channel) {
    chat::outgoing item;
    item.kind = "card";
    item.subject = domain::record_name(requisition_number{number});
    item.conversation = conversation_id{std::string(channel)};
    snapshot seen;
    need wanted;
    wanted.records.push_back(item.subject);
    satisfy(wanted, seen);
    auto made = compose(item, seen, context_of("", channel));
    if (const auto* more = std::get_if<need>(&made)) {
        satisfy(*more, seen);
        made = compose(item, seen, context_of("", channel));
    }
    const auto* text = std::get_if<chat::message>(&made);
    return text == nullptr ? std::string{} : chat::to_plain_text(*text);
}

void desk::move_to(instant at) {
    for (;;) {
        std::optional<instant> next;
        std::string subject;
        for (const auto& [name, one] : records_) {
            const auto* req = std::get_if<domain::requisition>(&one.value);
            const auto* sub = std::get_if<domain::submittal>(&one.value);
            const auto* iv = std::get_if<domain::interview>(&one.value);
            const auto* opp = std::get_if<domain::opportunity>(&one.value);
            const auto* task = std::get_if<domain::task>(&one.value);
            const auto* shift = std::get_if<domain::work_shift>(&one.value);
            const auto due = req != nullptr     ? domain::next_due(*req)
                             : sub != nullptr   ? domain::next_due(*sub)
                             : iv != nullptr    ? domain::next_due(*iv)
                             : opp != nullptr   ? domain::next_due(*opp)
                             : shift != nullptr ? domain::next_due(*shift)
                             : task != nullptr  ? domain::next_due(*task)
                                                : std::nullopt;
            if (due && *due <= at && (!next || *due < *next)) {
                next = due;
                subject = name;
            }
        }
        if (!next) {
            break;
        }
        now = std::max(now, *next);
        auto ctx = context_of("", "");
        ctx.surface = "timer";
        ++commands_;
        snapshot seen;
        auto made = decide_due(ctx, subject, seen, book);
        for (int round = 0; round < most_rounds && std::holds_alternative<need>(made); ++round) {
            satisfy(std::get<need>(made), seen);
            made = decide_due(ctx, subject, seen, book);
        }
        const auto& decided = std::get<decision>(made);
        apply(decided, ctx);
        std::ranges::copy_if(decided.messages, std::back_inserter(alerts), [](const auto& item) {
            return !item.card && item.kind != "line";
        });
    }
    now = at;
}

const domain::requisition& desk::req(std::uint32_t number) const {
    const auto& one = records_.at(domain::record_name(requisition_number{number}));
    return std::get<domain::requisition>(one.value);
}

const domain::work_shift& desk::shift(const domain::shift_id& id) const {
    return std::get<domain::work_shift>(records_.at(domain::record_name(id)).value);
}

const domain::interview& desk::iv(std::uint32_t number) const {
    return std::get<domain::interview>(
        records_.at(domain::record_name(interview_number{number})).value
    );
}

const domain::submittal& desk::sub(std::uint32_t number) const {
    return std::get<domain::submittal>(
        records_.at(domain::record_name(submittal_number{number})).value
    );
}

void desk::put(const domain::requisition& value) {
    records_[domain::record_name(value.number)] = stored{7, value};
}

void desk::put(const domain::submittal& value) {
    records_[domain::record_name(value.number)] = stored{7, value};
}

void desk::put(const domain::interview& value) {
    records_[domain::record_name(value.number)] = stored{7, value};
}

bool desk::has(std::uint32_t number) const {
    return records_.contains(domain::record_name(requisition_number{number}));
}

bool desk::has(const domain::shift_id& id) const {
    return records_.contains(domain::record_name(id));
}

}  // namespace fillrate::handlers::testing
