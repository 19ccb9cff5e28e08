#include "config/settings.hpp"

#include "config/table_reader.hpp"
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fillrate::config {

namespace {

using expectation = std::optional<std::string>;

expectation parse_listen(const std::string& text, listen_address& into) {
    const auto colon = text.rfind(':');
    const auto port = colon == std::string::npos ? std::nullopt
                                                 : parse_int<std::uint16_t>(text.substr(colon + 1));
    if (!port || colon == 0) {
        return "expected \"address:port\", for example \"127.0.0.1:8080\"";
    }
    into.host = text.substr(0, colon);
    into.port = *port;
    if (into.host.front() == '[' && into.host.back() == ']') {
        into.host = into.host.substr(1, into.host.size() - 2);
    }
    return std::nullopt;
}

template <class Enum, std::size_t N>
expectation choose(
    const std::string& text,
    Enum& into,
    const std::array<std::pair<std::string_view, Enum>, N>& words
) {
    std::string expected = "expected one of";
    for (const auto& [word, value] : words) {
        if (word == text) {
            into = value;
            return std::nullopt;
        }
        expected += " \"" + std::string(word) + '"';
    }
    return expected;
}

// As redis.conf takes it.
expectation parse_memory(const std::string& text, std::string& into) {
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto unit = to_lower_ascii(text.substr(digits));
    constexpr std::array<std::string_view, 7> units{"", "k", "kb", "m", "mb", "g", "gb"};
    const bool known = std::find(units.begin(), units.end(), unit) != units.end();
    if (!text.empty() && (digits == 0 || !known)) {
        return "expected a size such as \"512mb\", or \"\" for no limit";
    }
    into = text;
    return std::nullopt;
}

void read_server(table_reader& in, server_settings& into) {
    in.parsed("listen", [&into](const std::string& text) {
        return parse_listen(text, into.listen);
    });
    in.text("public_url", into.public_url);
    in.parsed("admin_listen", [&into](const std::string& text) {
        return text.empty() ? std::nullopt : parse_listen(text, into.admin_listen.emplace());
    });
}

void read_store(table_reader& in, store_settings& into) {
    in.text("url", into.url);
    in.parsed("data_dir", [&into](const std::string& text) -> expectation {
        if (text.empty()) {
            return "expected a folder such as \"./data\"";
        }
        into.data_dir = text;
        return std::nullopt;
    });
    in.number("shards", into.shards, 1, 100);
    in.flag("allow_weaker", into.allow_weaker);
    in.parsed("max_memory", [&into](const std::string& text) {
        return parse_memory(text, into.max_memory);
    });
    in.text("files_dir", into.files_dir);
}

void read_slack(table_reader& in, slack_settings& into) {
    in.parsed("mode", [&into](const std::string& text) {
        return choose(
            text,
            into.mode,
            std::array{
                std::pair{std::string_view("socket"), slack_mode::socket},
                std::pair{std::string_view("http"), slack_mode::http}}
        );
    });
    in.parsed("command", [&into](const std::string& text) -> expectation {
        if (text.size() < 2 || text.size() > 32 || text.front() != '/' ||
            text.find(' ') != std::string::npos) {
            return "expected a slash command such as \"/hire\"";
        }
        into.command = text;
        return std::nullopt;
    });
    in.number("connections", into.connections, 1, 4);
    in.text("api_url", into.api_url);
    in.text("app_id", into.app_id);
    in.parsed("reconcile", [&into](const std::string& text) {
        return choose(
            text,
            into.reconcile,
            std::array{
                std::pair{std::string_view("echo+history"), slack_reconcile::echo_and_history},
                std::pair{std::string_view("echo"), slack_reconcile::echo},
                std::pair{std::string_view("none"), slack_reconcile::none}}
        );
    });
}

void read_organisation(table_reader& in, organisation_settings& into) {
    in.text("name", into.name);
    in.text("bot_name", into.bot_name);
    in.parsed("default_zone", [&into](const std::string& text) -> expectation {
        const auto zone = time_zone::find(text);
        if (!zone) {
            return "expected an IANA time zone such as \"America/Chicago\"; " + zone.error().detail;
        }
        into.default_zone = text;
        return std::nullopt;
    });
}

void read_admin(table_reader& in, std::vector<platform_account>& into) {
    in.each("people", [&into](const std::string& text) -> expectation {
        const auto parts = split(text, ':');
        const bool known = parts.size() == 3 && parts[0] == "slack" && !parts[1].empty() &&
                           !parts[2].empty() && text.size() <= 200;
        if (!known) {
            return "expected \"slack:<workspace id>:<user id>\", for example "
                   "\"slack:T012AB3C4:U012A3CDE\"";
        }
        into.push_back({std::string(parts[0]), std::string(parts[1]), std::string(parts[2])});
        return std::nullopt;
    });
}

void read_log(table_reader& in, log_settings& into) {
    const auto one_of =
        [&in](std::string_view key, std::string& value, const std::vector<std::string>& words) {
            in.parsed(key, [&value, &words](const std::string& text) -> expectation {
                for (const auto& word : words) {
                    if (word == text) {
                        value = text;
                        return std::nullopt;
                    }
                }
                return "expected one of " + join(words, ", ");
            });
        };
    one_of("level", into.level, {"debug", "info", "warn", "error", "off"});
    one_of("format", into.format, {"text", "json"});
}

// The chat is the demo's until sign-in links exist.
void read_web(table_reader& in) {
    bool chat = false;
    in.flag("chat", chat);
    if (chat) {
        in.not_yet(
            "chat",
            "expected false: the web chat has no sign-in yet; `fillrate demo` shows it by itself"
        );
    }
}

std::map<std::string, std::uint32_t> lines_of(const toml::table& root) {
    std::map<std::string, std::uint32_t> lines;
    for (const auto& [section, inside] : root) {
        const std::string name(section.str());
        lines[name] = inside.source().begin.line;
        if (const auto* table = inside.as_table()) {
            for (const auto& [key, value] : *table) {
                lines[name + '.' + std::string(key.str())] = value.source().begin.line;
            }
        }
    }
    return lines;
}

settings read_root(table_reader& root) {
    settings all;
    root.section("server", [&all](table_reader& in) { read_server(in, all.server); });
    root.section("store", [&all](table_reader& in) { read_store(in, all.store); });
    root.section("slack", [&all](table_reader& in) { read_slack(in, all.slack.emplace()); });
    root.section("web", read_web);
    root.not_yet("teams", "Microsoft Teams comes in a later release; leave the section out");
    root.not_yet("mail", "outgoing mail comes in a later release; leave the section out");
    root.section("organisation", [&all](table_reader& in) {
        read_organisation(in, all.organisation);
    });
    root.section("admin", [&all](table_reader& in) { read_admin(in, all.admins); });
    root.section("policy", [&all](table_reader& in) { in.text("file", all.policy.file); });
    root.section("log", [&all](table_reader& in) { read_log(in, all.log); });
    root.finish();
    return all;
}

result<secret> read_secret_file(const char* name, const char* path) {
    const auto refuse = [name, path](std::string_view why) {
        return error(
            errc::invalid_input,
            std::string(name) + "_FILE: " + path + ' ' + std::string(why)
        );
    };
    const int file = ::open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) {
        return refuse("cannot be opened, or is a link");
    }
    struct stat facts {};
    std::string text(4096, '\0');
    const bool known = ::fstat(file, &facts) == 0;
    const auto got = ::read(file, text.data(), text.size());
    ::close(file);
    if (!known || !S_ISREG(facts.st_mode)) {
        return refuse("is not a plain file");
    }
    if ((facts.st_mode & (S_IRWXG | S_IRWXO) & ~static_cast<mode_t>(S_IRGRP)) != 0) {
        return refuse("may be read or changed by others; run chmod 600 on it");
    }
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
        text.pop_back();
    }
    if (text.empty()) {
        return refuse("is empty");
    }
    return secret(std::move(text));
}

}  // namespace

result<settings> parse(std::string_view text, const std::string& name) {
    const auto table = parse_toml(text, name);
    if (!table) {
        return table.error();
    }
    table_reader root(*table, name, "");
    auto all = read_root(root);
    if (root.problem()) {
        return *root.problem();
    }
    all.lines = lines_of(*table);
    return all;
}

result<settings> load_file(const std::string& path) {
    constexpr std::size_t largest = std::size_t{1024} * 1024;
    const auto text = read_text_file(path, "a configuration file", largest);
    if (!text) {
        return text.error();
    }
    return parse(*text, path);
}

result<secret> read_secret(const char* name) {
    const std::string file_variable = std::string(name) + "_FILE";
    if (const char* path = std::getenv(file_variable.c_str())) {
        return read_secret_file(name, path);
    }
    const char* value = std::getenv(name);
    return secret(value == nullptr ? std::string{} : std::string(value));
}

result<secrets> read_secrets() {
    secrets all;
    const std::array<std::pair<const char*, secret*>, 7> wanted{{
        {"SLACK_BOT_TOKEN", &all.slack_bot_token},
        {"SLACK_APP_TOKEN", &all.slack_app_token},
        {"SLACK_SIGNING_SECRET", &all.slack_signing_secret},
        {"SLACK_SIGNING_SECRET_OLD", &all.slack_signing_secret_old},
        {"REDIS_URL", &all.redis_url},
        {"REDIS_DEPLOY_URL", &all.redis_deploy_url},
        {"FILLRATE_KEY", &all.fillrate_key},
    }};
    for (const auto& [name, into] : wanted) {
        auto value = read_secret(name);
        if (!value) {
            return value.error();
        }
        *into = std::move(*value);
    }
    return all;
}

}  // namespace fillrate::config
