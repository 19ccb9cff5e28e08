#include "bot/administrators.hpp"

#include "bot/record_loader.hpp"
#include "core/domain/names.hpp"
#include "handlers/directory_events.hpp"

#include <algorithm>

namespace fillrate::bot {

namespace {

// Every role inside the firm.
std::vector<domain::grant> every_role() {
    std::vector<domain::grant> grants;
    for (const auto role :
         {domain::role::administrator,
          domain::role::operations,
          domain::role::account_manager,
          domain::role::recruiter}) {
        domain::grant grant;
        grant.role = role;
        grants.push_back(std::move(grant));
    }
    return grants;
}

bool is_administrator(const domain::person& person) {
    return std::ranges::find(person.grants, domain::role::administrator, &domain::grant::role) !=
           person.grants.end();
}

// Named by the configuration alone, so by an id that cannot meet another person's.
person_id id_of(const std::string& mapping) {
    return person_id{"admin-" + mapping.substr(mapping.find(':') + 1, 12)};
}

handlers::decision promotion(domain::person person) {
    for (auto& grant : every_role()) {
        if (std::ranges::find(person.grants, grant) == person.grants.end()) {
            person.grants.push_back(std::move(grant));
        }
    }
    handlers::decision decided;
    decided.can_undo = false;
    decided.events.push_back(handlers::put(std::move(person)));
    return decided;
}

async::awaitable<result<void>> add_one(
    administrator_parts on,
    config::platform_account account,
    instant now
) {
    const auto mapping = on.names.user_mapping(account.platform, account.tenant, account.user);
    record_loader loader(on.store, on.codec, command_id{});
    std::vector<std::string> first{mapping};
    const auto mapped = co_await loader.load(std::move(first));
    if (!mapped) {
        co_return mapped.error();
    }
    const auto* known = loader.seen().find<domain::mapping>(mapping);
    handlers::decision decided;
    if (known == nullptr) {
        decided = new_administrator(account, mapping, id_of(mapping), "Administrator");
    } else {
        const auto name = domain::record_name(known->person);
        std::vector<std::string> second{name};
        const auto loaded = co_await loader.load(std::move(second));
        if (!loaded) {
            co_return loaded.error();
        }
        const auto* person = loader.seen().find<domain::person>(name);
        if (person == nullptr || is_administrator(*person)) {
            co_return result<void>{};
        }
        decided = promotion(*person);
    }
    authorship by;
    by.command =
        command_id{"administrator:" + mapping + ':' + make_ulid(to_unix_ms(now), on.random)};
    by.surface = "configuration";
    by.now = now;
    const auto applied = co_await on.engine_of.apply(std::move(decided), std::move(by));
    // Another instance with the same file was faster.
    if (!applied && applied.error().code != errc::conflict) {
        co_return applied.error();
    }
    co_return result<void>{};
}

}  // namespace

handlers::decision new_administrator(
    const config::platform_account& account,
    const std::string& mapping,
    person_id id,
    std::string name
) {
    domain::conversation direct;
    direct.id = conversation_id{"dm-" + id.value};
    direct.platform = account.platform;
    direct.tenant = account.tenant;
    direct.user = account.user;
    direct.binding = {domain::binding::kind::direct, id.value};
    domain::person person;
    person.id = id;
    person.name = std::move(name);
    person.grants = every_role();
    person.direct = direct.id;
    handlers::decision decided;
    decided.can_undo = false;
    decided.events.push_back(handlers::put(std::move(person)));
    decided.events.push_back(handlers::put(std::move(direct)));
    decided.events.push_back(handlers::put_as(mapping, domain::mapping{std::move(id), {}}));
    return decided;
}

async::awaitable<result<void>> add_administrators(
    administrator_parts on,
    std::vector<config::platform_account> people,
    instant now
) {
    for (const auto& account : people) {
        const auto added = co_await add_one(on, account, now);
        if (!added) {
            co_return added.error();
        }
    }
    co_return result<void>{};
}

async::awaitable<result<std::string>> claim_notice(
    administrator_parts on,
    std::string root,
    instant now
) {
    const auto status = co_await read_claim(on.store, on.codec, now);
    if (!status) {
        co_return status.error();
    }
    switch (status->what) {
        case claim_state::claimed:
            co_return std::string{};
        case claim_state::open:
            co_return std::string(
                "Not claimed yet: use the code the first start printed, or let fillrate check "
                "print "
                "a new one"
            );
        case claim_state::stale:
            co_return std::string("Not claimed yet: fillrate check prints a new claim code");
        case claim_state::none:
            break;
    }
    const auto code = co_await issue_claim(on.store, on.codec, on.claims, on.random, now);
    if (!code) {
        if (code.error().code == errc::conflict) {
            co_return std::string("Not claimed yet: another instance printed the claim code");
        }
        co_return code.error();
    }
    co_return claim_line(root, *code);
}

}  // namespace fillrate::bot
