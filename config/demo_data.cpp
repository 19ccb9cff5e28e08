#include "config/demo_data.hpp"

#include "config/shipped.hpp"
#include "config/table_reader.hpp"
#include "core/base/time_zone.hpp"
#include "core/domain/terms.hpp"

#include <algorithm>
#include <functional>
#include <optional>

namespace fillrate::config {

namespace {

constexpr std::string_view platform = "web";
constexpr std::string_view tenant = "demo";

std::optional<std::string> parse_instant(const std::string& text, instant& into) {
    const auto utc = time_zone::find("UTC");
    const auto at = utc ? utc->parse(text) : result<instant>(errc::internal);
    if (!at) {
        return "expected an instant such as \"2026-11-30T10:00-06:00\"";
    }
    into = *at;
    return std::nullopt;
}

template <class Enum>
std::optional<std::string> parse_word(const std::string& text, Enum& into) {
    const auto value = domain::from_word<Enum>(text);
    if (!value) {
        return "unknown word";
    }
    into = *value;
    return std::nullopt;
}

// Reads every table of [[name]]; the first problem ends it.
void each(
    table_reader& root,
    std::string_view name,
    const std::function<void(table_reader&)>& body
) {
    root.ignore(name);
    const auto* list = root.raw()[name].as_array();
    if (list == nullptr) {
        return;
    }
    for (const auto& element : *list) {
        const auto* table = element.as_table();
        if (table == nullptr) {
            root.fail(element.source(), name, "expected a list of tables");
            return;
        }
        table_reader reader(*table, "demo", std::string(name));
        body(reader);
        reader.finish();
        if (reader.problem()) {
            root.fail(element.source(), name, reader.problem()->detail);
            return;
        }
    }
}

domain::site read_site(table_reader& in) {
    domain::site place;
    in.text("id", place.id.value);
    in.text("name", place.name);
    in.text("zone", place.zone);
    in.text("calendar", place.calendar);
    in.text("currency", place.currency);
    return place;
}

domain::client read_client(table_reader& in) {
    domain::client one;
    in.text("id", one.id.value);
    in.text("name", one.name);
    in.text("internal", one.internal_conversation.value);
    in.text("shared", one.client_conversation.value);
    std::vector<std::string> managers;
    in.texts("account_managers", managers);
    for (auto& manager : managers) {
        one.account_managers.push_back(person_id{std::move(manager)});
    }
    each(in, "sites", [&one](table_reader& site) { one.sites.push_back(read_site(site)); });
    return one;
}

domain::supplier read_supplier(table_reader& in) {
    domain::supplier one;
    in.text("id", one.id.value);
    in.text("name", one.name);
    in.number("tier", one.tier, 1, 9);
    in.flag("suspended", one.suspended);
    in.text("conversation", one.conversation.value);
    std::vector<std::string> categories;
    in.texts("categories", categories);
    for (const auto& word : categories) {
        if (const auto value = domain::from_word<domain::category>(word)) {
            one.categories.push_back(*value);
        }
    }
    return one;
}

domain::person read_person(table_reader& in) {
    domain::person one;
    in.text("id", one.id.value);
    in.text("name", one.name);
    in.text("email", one.email);
    each(in, "grants", [&one](table_reader& grant) {
        auto& given = one.grants.emplace_back();
        grant.parsed("role", [&given](const std::string& text) {
            return parse_word(text, given.role);
        });
        grant.text("client", given.client.value);
        grant.text("site", given.site.value);
        grant.text("supplier", given.supplier.value);
    });
    return one;
}

std::optional<std::string> parse_binding(const std::string& text, domain::binding& into) {
    const auto colon = text.find(':');
    const auto kind = text.substr(0, colon);
    into.id = colon == std::string::npos ? std::string{} : text.substr(colon + 1);
    if (kind == "internal") {
        into.who = domain::binding::kind::internal;
    } else if (kind == "client") {
        into.who = domain::binding::kind::client;
    } else if (kind == "supplier") {
        into.who = domain::binding::kind::supplier;
    } else {
        return "expected \"internal\", \"client:<id>\" or \"supplier:<id>\"";
    }
    return std::nullopt;
}

demo_channel read_channel(table_reader& in) {
    demo_channel one;
    auto& conversation = one.conversation;
    in.text("id", conversation.id.value);
    in.text("name", conversation.name);
    in.text("topic", one.topic);
    in.parsed("binding", [&conversation](const std::string& text) {
        return parse_binding(text, conversation.binding);
    });
    conversation.platform = platform;
    conversation.tenant = tenant;
    conversation.channel = conversation.id.value;
    return one;
}

// Everybody has a direct conversation with the bot.
void add_direct_conversations(demo_data& data) {
    for (auto& person : data.people) {
        person.direct = conversation_id{"dm-" + person.id.value};
        demo_channel direct;
        direct.topic = "Only you and the bot";
        direct.conversation.id = person.direct;
        direct.conversation.platform = platform;
        direct.conversation.tenant = tenant;
        direct.conversation.channel = person.direct.value;
        direct.conversation.name = data.organisation.bot_name;
        direct.conversation.binding = {domain::binding::kind::direct, person.id.value};
        data.channels.push_back(std::move(direct));
    }
    for (auto& persona : data.personas) {
        persona.channels.push_back("dm-" + persona.person.value);
    }
}

void read_organisation(table_reader& root, demo_data& data) {
    root.parsed("now", [&data](const std::string& text) { return parse_instant(text, data.now); });
    root.section("organisation", [&data](table_reader& in) {
        in.text("name", data.organisation.name);
        in.text("bot_name", data.organisation.bot_name);
        in.text("default_zone", data.organisation.default_zone);
        in.text("default_conversation", data.organisation.default_conversation.value);
    });
    each(root, "client", [&data](table_reader& in) { data.clients.push_back(read_client(in)); });
    each(root, "supplier", [&data](table_reader& in) {
        data.suppliers.push_back(read_supplier(in));
    });
    each(root, "person", [&data](table_reader& in) { data.people.push_back(read_person(in)); });
    each(root, "channel", [&data](table_reader& in) { data.channels.push_back(read_channel(in)); });
    each(root, "persona", [&data](table_reader& in) {
        auto& one = data.personas.emplace_back();
        in.text("person", one.person.value);
        in.text("role", one.role);
        in.texts("channels", one.channels);
    });
    each(root, "step", [&data](table_reader& in) {
        auto& one = data.steps.emplace_back();
        in.text("as", one.as);
        in.text("channel", one.channel);
        in.text("text", one.text);
        in.text("explanation", one.explanation);
    });
    root.finish();
}

void read_script(table_reader& root, demo_data& data) {
    each(root, "line", [&data](table_reader& in) {
        auto& one = data.script.emplace_back();
        in.parsed("at", [&one](const std::string& text) { return parse_instant(text, one.at); });
        in.text("as", one.as);
        in.text("channel", one.channel);
        in.text("text", one.text);
        in.number("number", one.number, 1, 1'000'000);
    });
    root.finish();
    std::stable_sort(data.script.begin(), data.script.end(), [](const auto& a, const auto& b) {
        return a.at < b.at;
    });
}

result<void> read_file(
    std::string_view text,
    const std::string& name,
    const std::function<void(table_reader&)>& body
) {
    try {
        const auto table = toml::parse(text, name);
        table_reader root(table, name, "");
        body(root);
        if (root.problem()) {
            return *root.problem();
        }
        return {};
    } catch (const toml::parse_error& broken) {
        return error(
            errc::invalid_input,
            name + ':' + std::to_string(broken.source().begin.line) + ": " +
                std::string(broken.description())
        );
    }
}

}  // namespace

result<demo_data> parse_demo(std::string_view organisation_text, std::string_view script_text) {
    demo_data data;
    const auto first =
        read_file(organisation_text, "organisation.toml", [&data](table_reader& root) {
            read_organisation(root, data);
        });
    if (!first) {
        return first.error();
    }
    const auto second = read_file(script_text, "history.toml", [&data](table_reader& root) {
        read_script(root, data);
    });
    if (!second) {
        return second.error();
    }
    add_direct_conversations(data);
    return data;
}

result<demo_data> load_demo() {
    return parse_demo(shipped::demo_organisation(), shipped::demo_history());
}

}  // namespace fillrate::config
