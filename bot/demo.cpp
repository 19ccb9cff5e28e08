#include "bot/demo.hpp"

#include "bot/record_loader.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/plain_text.hpp"
#include "core/chat/verbs.hpp"
#include "core/domain/names.hpp"
#include "handlers/directory_events.hpp"

#include <algorithm>

namespace fillrate::bot {

namespace {

constexpr std::string_view platform = "web";
constexpr std::string_view tenant = "demo";

std::vector<domain::event> directory_events(const config::demo_data& data, const identity& names) {
    std::vector<domain::event> events;
    events.push_back(handlers::put(data.organisation));
    for (const auto& client : data.clients) {
        events.push_back(handlers::put(client));
    }
    for (const auto& supplier : data.suppliers) {
        events.push_back(handlers::put(supplier));
    }
    for (const auto& person : data.people) {
        events.push_back(handlers::put(person));
        const auto mapping = names.user_mapping(platform, tenant, person.id.value);
        events.push_back(handlers::put_as(mapping, domain::mapping{person.id, {}}));
    }
    for (const auto& channel : data.channels) {
        events.push_back(handlers::put(channel.conversation));
        const auto mapping = names.channel_mapping(platform, tenant, channel.conversation.channel);
        events.push_back(handlers::put_as(mapping, domain::mapping{{}, channel.conversation.id}));
    }
    return events;
}

async::awaitable<result<void>> load_directory(const demo_parts& on, const config::demo_data& data) {
    static constexpr std::size_t per_commit = 10;
    const auto events = directory_events(data, on.names);
    for (std::size_t i = 0; i < events.size(); i += per_commit) {
        handlers::decision part;
        part.can_undo = false;
        const auto end = std::min(events.size(), i + per_commit);
        for (std::size_t k = i; k < end; ++k) {
            part.events.push_back(events[k]);
        }
        authorship by;
        by.command = command_id{"demo:directory:" + std::to_string(i)};
        by.surface = "demo";
        by.now = on.clock.now();
        const auto applied = co_await on.engine_of.apply(std::move(part), std::move(by));
        if (!applied) {
            co_return applied.error();
        }
    }
    co_return result<void>{};
}

chat::request request_of(const config::demo_line& line, std::size_t n) {
    chat::request request;
    request.platform = platform;
    request.tenant = tenant;
    request.source_id = "history-" + std::to_string(n);
    request.actor.id = line.as;
    request.actor.home_tenant = tenant;
    request.place.channel = line.channel;
    request.surface = "slash";
    chat::typed_line typed;
    typed.runs.push_back({chat::text_run::kind::plain, line.text});
    request.what = std::move(typed);
    return request;
}

// Timers that fall between two lines fire at their own time, as they would have.
async::awaitable<result<void>> pass_time(const demo_parts& on, instant until, std::uint64_t epoch) {
    for (;;) {
        const auto due = co_await on.timers.next_due();
        if (!due) {
            co_return due.error();
        }
        if (!*due || **due > until) {
            co_return result<void>{};
        }
        on.clock.set(on.clock.moved_to(std::max(**due, on.clock.now())));
        const auto fired = co_await on.timers.fire_all_due(epoch);
        if (!fired) {
            co_return fired.error();
        }
    }
}

}  // namespace

person_id demo_guest() {
    return person_id{"dana"};
}

async::awaitable<result<bool>> play_history(const demo_parts& on, const config::demo_data& data) {
    std::vector<ports::record_name> organisation{domain::organisation_record_name()};
    const auto present = co_await on.store.load("", organisation);
    if (!present) {
        co_return present.error();
    }
    if (present->records.front().version != 0) {
        co_return false;
    }
    const auto line_before = on.clock.line();
    on.clock.set({to_unix_ms(data.script.empty() ? data.now : data.script.front().at), 0, 0});
    while (!on.lease.epoch()) {
        co_await on.clock.sleep_until(on.clock.steady_now() + milliseconds{5});
    }
    const auto epoch = *on.lease.epoch();
    const auto loaded = co_await load_directory(on, data);
    if (!loaded) {
        co_return loaded.error();
    }
    const auto codes = co_await skip_small_codes(on.store);
    if (!codes) {
        co_return codes.error();
    }
    for (std::size_t i = 0; i < data.script.size(); ++i) {
        const auto& line = data.script[i];
        const auto passed = co_await pass_time(on, line.at, epoch);
        if (!passed) {
            co_return passed.error();
        }
        on.clock.set(on.clock.moved_to(line.at));
        on.engine_of.next_number(line.number);
        const auto request = request_of(line, i);
        const auto before = on.engine_of.counted().commits;
        const auto reply = co_await on.engine_of.handle(request);
        if (on.engine_of.counted().commits == before) {
            const auto* said = std::get_if<chat::message>(&reply.what);
            co_return error(
                errc::internal,
                "demo history: \"" + line.text +
                    "\" did nothing: " + (said == nullptr ? "" : said->summary)
            );
        }
    }
    const auto passed = co_await pass_time(on, data.now, epoch);
    if (!passed) {
        co_return passed.error();
    }
    std::uint32_t highest = 0;
    for (const auto& line : data.script) {
        highest = std::max(highest, line.number);
    }
    const auto reserved = co_await on.store.reserve("req", highest);
    if (!reserved) {
        co_return reserved.error();
    }
    on.clock.set(line_before);
    co_return true;
}

web::directory demo_directory(const config::demo_data& data, const std::string& edition) {
    web::directory shown;
    shown.organisation = data.organisation.name;
    shown.bot_name = data.organisation.bot_name;
    shown.edition = edition;
    for (const auto& persona : data.personas) {
        web::persona one;
        one.id = persona.person.value;
        one.role = persona.role;
        one.channels = persona.channels;
        for (const auto& person : data.people) {
            if (person.id == persona.person) {
                one.name = person.name;
            }
        }
        shown.personas.push_back(std::move(one));
    }
    for (const auto& channel : data.channels) {
        web::channel one;
        one.id = channel.conversation.id.value;
        one.title = channel.conversation.name;
        one.topic = channel.topic;
        switch (channel.conversation.binding.who) {
            case domain::binding::kind::client:
                one.kind = web::channel_kind::client;
                break;
            case domain::binding::kind::supplier:
                one.kind = web::channel_kind::supplier;
                break;
            case domain::binding::kind::direct:
                one.kind = web::channel_kind::direct;
                break;
            case domain::binding::kind::internal:
            case domain::binding::kind::unbound:
                one.kind = web::channel_kind::internal;
                break;
        }
        shown.channels.push_back(std::move(one));
    }
    for (const auto& step : data.steps) {
        shown.steps.push_back({step.as, step.channel, step.text, step.explanation});
    }
    for (const auto& verb : chat::verbs()) {
        shown.verbs.push_back({std::string(verb.example), std::string(verb.help)});
    }
    return shown;
}

std::string stamp(instant now, const std::string& zone) {
    const auto found = time_zone::find(zone);
    if (!found) {
        return {};
    }
    auto text = found->format_local(now);
    return text;
}

std::string zone_label(const std::string& zone) {
    auto city = zone.substr(zone.find('/') == std::string::npos ? 0 : zone.find('/') + 1);
    std::replace(city.begin(), city.end(), '_', ' ');
    return city + " time";
}

}  // namespace fillrate::bot
