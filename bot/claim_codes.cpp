#include "bot/claim_codes.hpp"

#include "bot/outbox.hpp"
#include "bot/record_loader.hpp"
#include "bot/unit_of_work.hpp"
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/directory_events.hpp"
#include "handlers/lists.hpp"

namespace fillrate::bot {

namespace {

constexpr std::string_view alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 6;
constexpr std::size_t group = 4;
constexpr minutes validity{24 * 60};

std::string normal(std::string_view typed) {
    std::string code;
    for (const char c : typed.substr(0, 64)) {
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (alphabet.find(upper) != std::string_view::npos) {
            code += upper;
        }
    }
    return code;
}

}  // namespace

claim_codes::claim_codes(const crypto::key& master)
    : key_(crypto::derive(master, crypto::purpose::claim_code).reveal()) {}

std::string claim_codes::make(random_source& random) {
    std::string code;
    for (std::size_t i = 0; i < code_length; ++i) {
        if (i == group) {
            code += '-';
        }
        code += alphabet[random.below(alphabet.size())];
    }
    return code;
}

std::string claim_codes::hash(std::string_view code) const {
    return crypto::to_hex(key_.sign(normal(code)));
}

bool claim_codes::matches(std::string_view typed, std::string_view hash) const {
    return crypto::equal_constant_time(this->hash(typed), hash);
}

async::awaitable<result<claim_status>> read_claim(
    ports::store& store,
    const record_codec& codec,
    instant now
) {
    record_loader loader(store, codec, command_id{});
    handlers::need wanted;
    wanted.records.push_back(domain::claim_record_name());
    const auto administrators = handlers::people_page(domain::role::administrator);
    wanted.pages.push_back(administrators);
    const auto loaded = co_await loader.satisfy(std::move(wanted));
    if (!loaded) {
        co_return loaded.error();
    }
    claim_status status;
    const auto& seen = loader.seen();
    status.version = seen.version_of(domain::claim_record_name());
    if (const auto* stored = seen.find<domain::claim>(domain::claim_record_name())) {
        status.stored = *stored;
        const bool usable = !stored->used && stored->expires > now &&
                            stored->wrong_tries < domain::most_wrong_claims;
        status.what = usable ? claim_state::open : claim_state::stale;
    }
    if (!seen.pages.at(administrators).empty()) {
        status.what = claim_state::claimed;
    }
    co_return status;
}

async::awaitable<result<std::string>> issue_claim(
    ports::store& store,
    const record_codec& codec,
    const claim_codes& codes,
    random_source& random,
    instant now
) {
    outbox_ids ids(random);
    authorship by;
    by.command = command_id{"claim:" + make_ulid(to_unix_ms(now), random)};
    by.surface = "operator";
    by.now = now;
    record_loader loader(store, codec, by.command);
    std::vector<std::string> names{domain::claim_record_name()};
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    auto code = claim_codes::make(random);
    domain::claim fresh;
    fresh.hash = codes.hash(code);
    fresh.expires = now + validity;
    handlers::decision decided;
    decided.can_undo = false;
    decided.events.push_back(handlers::put(std::move(fresh)));
    auto ready = prepare(decided, loader, codec, by, ids);
    if (!ready) {
        co_return ready.error();
    }
    const auto done = co_await store.commit(ready->batch);
    if (!done) {
        co_return done.error();
    }
    if (done->what != ports::commit_result::status::committed) {
        co_return error(errc::conflict, "another instance issued a claim code just now");
    }
    co_return code;
}

std::string claim_line(std::string_view root, std::string_view code) {
    return "Claim this workspace: type " + std::string(root) + " claim " + std::string(code) +
           " (valid for 24 hours)";
}

}  // namespace fillrate::bot
