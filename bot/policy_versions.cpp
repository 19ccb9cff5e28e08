#include "bot/policy_versions.hpp"

#include "bot/field_archive.hpp"
#include "core/crypto/hash.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <set>
#include <type_traits>
#include <utility>

namespace fillrate::bot {

template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, numbered_rule>
static void describe(V& f, T& v) {
    f("n", v.name);
    f("c", v.contents);
    f("s", v.serving);
}

template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, policy_list>
static void describe(V& f, T& v) {
    f("p", v.policies);
    f("c", v.calendars);
}

namespace {

constexpr std::size_t content_name_digits = 32;
// A content is at most 48 KiB (config/policies.cpp), a commit 256 KiB, a reply 1 MiB.
constexpr std::size_t bytes_per_commit = std::size_t{96} * 1024;
constexpr std::size_t contents_per_load = 16;
constexpr int most_tries = 5;

using texts_by_name = std::map<std::string, std::string, std::less<>>;

std::string content_hash(std::string_view text) {
    return crypto::short_hash(text, content_name_digits);
}

std::string content_record(std::string_view hash) {
    return "rule:" + std::string(hash);
}

std::vector<numbered_rule> renumbered(
    std::vector<numbered_rule> rules,
    const texts_by_name& texts
) {
    for (auto& rule : rules) {
        rule.serving = 0;
    }
    for (const auto& [name, text] : texts) {
        auto rule = std::ranges::find(rules, name, &numbered_rule::name);
        if (rule == rules.end()) {
            rule = rules.insert(rule, numbered_rule{.name = name});
        }
        const auto hash = content_hash(text);
        auto& contents = rule->contents;
        const auto known = std::ranges::find(contents, hash);
        rule->serving = static_cast<std::uint32_t>(known - contents.begin()) + 1;
        if (known == contents.end()) {
            contents.push_back(hash);
        }
    }
    return rules;
}

std::set<std::string> contents_of(const policy_list& list) {
    std::set<std::string> all;
    for (const auto* rules : {&list.policies, &list.calendars}) {
        for (const auto& rule : *rules) {
            all.insert(rule.contents.begin(), rule.contents.end());
        }
    }
    return all;
}

struct found_list {
    std::uint64_t version = 0;
    policy_list list{};
};

async::awaitable<result<found_list>> read_list(ports::store& store, const record_codec& codec) {
    const std::string name(policy_list_record);
    std::vector<ports::record_name> names{name};
    const auto loaded = co_await store.load("", names);
    if (!loaded) {
        co_return loaded.error();
    }
    const auto& stored = loaded->records.front();
    found_list found;
    found.version = stored.version;
    if (stored.version == 0) {
        co_return found;
    }
    const auto json = codec.unwrap(name, stored.body);
    if (!json) {
        co_return json.error();
    }
    auto list = policy_list_from_json(*json);
    if (!list) {
        co_return list.error();
    }
    found.list = std::move(*list);
    co_return found;
}

// Contents have their hash for a name, so writing one twice changes nothing.
ports::commit_batch content_batch(
    const record_codec& codec,
    texts_by_name& texts_by_hash,
    instant now
) {
    ports::commit_batch batch;
    std::string written;
    std::size_t bytes = 0;
    while (!texts_by_hash.empty() && bytes < bytes_per_commit && batch.writes.size() < 64) {
        const auto part = texts_by_hash.extract(texts_by_hash.begin());
        const auto name = content_record(part.key());
        batch.writes.push_back({name, codec.wrap(name, part.mapped())});
        bytes += part.mapped().size();
        written += part.key();
    }
    batch.command = "rules:" + content_hash(written);
    batch.now_ms = to_unix_ms(now);
    return batch;
}

async::awaitable<result<void>> write_contents(
    ports::store& store,
    const record_codec& codec,
    texts_by_name texts_by_hash,
    instant now
) {
    while (!texts_by_hash.empty()) {
        const auto batch = content_batch(codec, texts_by_hash, now);
        const auto done = co_await store.commit(batch);
        if (!done) {
            co_return done.error();
        }
    }
    co_return result<void>{};
}

// What `after` names and the store does not have yet.
texts_by_name new_contents(
    const policy_list& before,
    const policy_list& after,
    const rule_texts& texts
) {
    const auto known = contents_of(before);
    const auto wanted = contents_of(after);
    texts_by_name all;
    const auto shipped = texts_of({});
    for (const auto* some : {&shipped.policies, &texts.policies, &texts.calendars}) {
        for (const auto& [name, text] : *some) {
            auto hash = content_hash(text);
            if (wanted.contains(hash) && !known.contains(hash)) {
                all.emplace(std::move(hash), text);
            }
        }
    }
    return all;
}

// False when somebody else was faster.
async::awaitable<result<bool>> write_list(
    ports::store& store,
    const record_codec& codec,
    std::uint64_t before,
    policy_list after,
    instant now
) {
    const std::string name(policy_list_record);
    const auto json = to_json(after);
    ports::commit_batch batch;
    batch.command = "policies:" + std::to_string(before) + ':' + content_hash(json);
    batch.now_ms = to_unix_ms(now);
    batch.expected.push_back({name, before});
    batch.writes.push_back({name, codec.wrap(name, json)});
    const auto done = co_await store.commit(batch);
    if (!done) {
        co_return done.error();
    }
    co_return done->what == ports::commit_result::status::committed;
}

async::awaitable<result<texts_by_name>> read_contents(
    ports::store& store,
    const record_codec& codec,
    std::set<std::string> hashes
) {
    texts_by_name texts;
    for (auto next = hashes.begin(); next != hashes.end();) {
        std::vector<ports::record_name> names;
        std::vector<std::string> asked;
        for (; next != hashes.end() && names.size() < contents_per_load; ++next) {
            names.push_back(content_record(*next));
            asked.push_back(*next);
        }
        const auto loaded = co_await store.load("", names);
        if (!loaded) {
            co_return loaded.error();
        }
        for (std::size_t i = 0; i < asked.size(); ++i) {
            const auto text = codec.unwrap(names[i], loaded->records[i].body);
            if (text) {
                texts.emplace(asked[i], std::string(*text));
            }
        }
    }
    co_return texts;
}

bool add_policy(
    domain::policy_book& book,
    const std::string& name,
    std::uint32_t version,
    std::string_view text
) {
    auto policy = domain::policy_from_canonical(name, text);
    if (policy) {
        policy->version = version;
        book.add(std::move(*policy));
    }
    return policy.has_value();
}

bool add_calendar(
    domain::policy_book& book,
    const std::string& name,
    std::uint32_t version,
    std::string_view text
) {
    auto spec = domain::calendar_from_canonical(name, text);
    if (!spec) {
        return false;
    }
    if (spec->zone.empty()) {
        book.add(version, std::move(*spec));
        return true;
    }
    auto calendar = domain::calendar::compile(std::move(*spec));
    if (calendar) {
        book.add(version, std::move(*calendar));
    }
    return calendar.has_value();
}

void add_versions(
    stored_policies& into,
    const std::vector<numbered_rule>& rules,
    const texts_by_name& texts,
    bool (*add)(domain::policy_book&, const std::string&, std::uint32_t, std::string_view)
) {
    for (const auto& rule : rules) {
        for (std::uint32_t version = 1; version <= rule.contents.size(); ++version) {
            const auto text = texts.find(rule.contents[version - 1]);
            if (text == texts.end() || !add(into.book, rule.name, version, text->second)) {
                into.unreadable.push_back(domain::reference(rule.name, version));
            }
        }
    }
}

async::awaitable<result<stored_policies>> read_book(
    ports::store& store,
    const record_codec& codec,
    found_list found
) {
    auto contents = co_await read_contents(store, codec, contents_of(found.list));
    if (!contents) {
        co_return contents.error();
    }
    const auto& list = found.list;
    stored_policies all;
    all.version = found.version;
    add_versions(all, list.policies, *contents, add_policy);
    add_versions(all, list.calendars, *contents, add_calendar);
    if (!list.policies.empty()) {
        all.book.serve(serving(list.policies), serving(list.calendars));
    }
    all.list = std::move(found.list);
    co_return all;
}

}  // namespace

std::string to_json(const policy_list& value) {
    std::string out;
    field_writer writer(out);
    describe(writer, value);
    writer.finish();
    return out;
}

result<policy_list> policy_list_from_json(std::string_view json) {
    boost::system::error_code failed;
    const auto parsed = boost::json::parse({json.data(), json.size()}, failed);
    const auto* object = failed ? nullptr : parsed.if_object();
    policy_list value;
    if (object == nullptr) {
        return error(errc::protocol, "the stored list of policies is not JSON");
    }
    field_reader reader(*object);
    describe(reader, value);
    if (!reader.ok()) {
        return error(errc::protocol, "the stored list of policies has a field of the wrong type");
    }
    return value;
}

rule_texts texts_of(const config::policy_file& file) {
    rule_texts texts;
    for (const auto& policy : config::policies_in_force(file)) {
        texts.policies[policy.name] = domain::canonical(policy);
    }
    for (const auto& spec : file.calendars) {
        texts.calendars[spec.name] = domain::canonical(spec);
    }
    return texts;
}

std::string hash_of(const rule_texts& texts) {
    std::string whole;
    for (const auto* some : {&texts.policies, &texts.calendars}) {
        for (const auto& [name, text] : *some) {
            whole += name + '\n' + text + '\n';
        }
        whole += '\f';
    }
    return content_hash(whole);
}

policy_list renumbered(policy_list list, const rule_texts& texts) {
    // What ships is version 1 of its name in every store, as it was before files were read.
    if (list.policies.empty()) {
        list.policies = renumbered({}, texts_of({}).policies);
    }
    list.policies = renumbered(std::move(list.policies), texts.policies);
    list.calendars = renumbered(std::move(list.calendars), texts.calendars);
    return list;
}

domain::policy_book::versions serving(const std::vector<numbered_rule>& rules) {
    domain::policy_book::versions all;
    for (const auto& rule : rules) {
        if (rule.serving != 0) {
            all.emplace(rule.name, rule.serving);
        }
    }
    return all;
}

async::awaitable<result<stored_policies>> keep_policies(
    ports::store& store,
    const record_codec& codec,
    rule_texts texts,
    instant now
) {
    for (int i = 0; i < most_tries; ++i) {
        auto before = co_await read_list(store, codec);
        if (!before) {
            co_return before.error();
        }
        auto after = renumbered(before->list, texts);
        auto fresh = new_contents(before->list, after, texts);
        const auto added = fresh.size();
        const auto written = co_await write_contents(store, codec, std::move(fresh), now);
        if (!written) {
            co_return written.error();
        }
        if (after != before->list) {
            const auto listed = co_await write_list(store, codec, before->version, after, now);
            if (!listed) {
                co_return listed.error();
            }
            if (!*listed) {
                continue;
            }
            before->version += 1;
        }
        before->list = std::move(after);
        auto book = co_await read_book(store, codec, std::move(*before));
        if (book) {
            book->added = added;
        }
        co_return book;
    }
    co_return error(
        errc::conflict,
        "the list of policies changes too often to be written; load the file again"
    );
}

async::awaitable<result<stored_policies>> load_policies(
    ports::store& store,
    const record_codec& codec
) {
    auto found = co_await read_list(store, codec);
    if (!found) {
        co_return found.error();
    }
    co_return co_await read_book(store, codec, std::move(*found));
}

async::awaitable<result<std::uint64_t>> policy_list_version(
    ports::store& store,
    const record_codec& codec
) {
    const auto found = co_await read_list(store, codec);
    if (!found) {
        co_return found.error();
    }
    co_return found->version;
}

}  // namespace fillrate::bot
