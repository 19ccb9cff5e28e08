#include "tests/simulation/installation.hpp"

#include "core/domain/names.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <stdexcept>

namespace fillrate::simulation {

namespace {

constexpr std::string_view platform = "sim";
constexpr std::string_view tenant = "t1";

crypto::key fixed_key() {
    return crypto::key::from_bytes("0123456789abcdef0123456789abcdef").value();
}

domain::grant grant_of(domain::role role, std::string client, std::string supplier) {
    domain::grant given;
    given.role = role;
    given.client = client_id{std::move(client)};
    given.supplier = supplier_id{std::move(supplier)};
    return given;
}

template <class T>
domain::event put(std::string subject, T value) {
    domain::event what;
    what.subject = std::move(subject);
    what.data = domain::directory_put{std::move(value)};
    return what;
}

domain::client client_of(
    const std::string& id,
    const std::string& name,
    const std::string& manager
) {
    domain::client client;
    client.id = client_id{id};
    client.name = name;
    domain::site site;
    site.id = site_id{id + "-main"};
    site.name = "Main";
    site.zone = "America/Chicago";
    client.sites.push_back(site);
    client.account_managers.push_back(person_id{manager});
    client.internal_conversation = conversation_id{id + "-inside"};
    client.client_conversation = conversation_id{id + "-shared"};
    return client;
}

domain::supplier supplier_of(const std::string& id, std::uint32_t tier) {
    domain::supplier supplier;
    supplier.id = supplier_id{id};
    supplier.name = "Supplier " + id;
    supplier.tier = tier;
    supplier.categories = {domain::category::professional, domain::category::light_industrial};
    supplier.conversation = conversation_id{"sup-" + id};
    return supplier;
}

std::string audience_of(const domain::binding& readers) {
    return bot::audience_class(readers);
}

}  // namespace

installation::installation()
    : codec(fixed_key(), organisation_id{"acme"}),
      seal(fixed_key(), "acme"),
      names(fixed_key()),
      claims(fixed_key()) {
    using domain::binding;
    using domain::role;
    people_ = {
        {"robin", grant_of(role::account_manager, "acorn", {}), {"acorn-inside", "desk"}},
        {"lee", grant_of(role::account_manager, "heron", {}), {"heron-inside", "desk"}},
        {"dana", grant_of(role::operations, {}, {}), {"desk", "acorn-inside", "heron-inside"}},
        {"ana", grant_of(role::hiring_manager, "acorn", {}), {"acorn-shared"}},
        {"maul", grant_of(role::supplier_contact, {}, "hammer"), {"sup-hammer"}},
        {"wren", grant_of(role::supplier_contact, {}, "quill"), {"sup-quill"}},
    };
    rooms_ = {
        {"desk", {binding::kind::internal, {}}},
        {"acorn-inside", {binding::kind::internal, {}}},
        {"heron-inside", {binding::kind::internal, {}}},
        {"acorn-shared", {binding::kind::client, "acorn"}},
        {"heron-shared", {binding::kind::client, "heron"}},
        {"sup-hammer", {binding::kind::supplier, "hammer"}},
        {"sup-quill", {binding::kind::supplier, "quill"}},
    };
    load_directory();
}

std::vector<domain::event> installation::directory() const {
    std::vector<domain::event> all;
    domain::organisation organisation;
    organisation.name = "Acme Staffing";
    organisation.bot_name = "Acme Hiring Desk";
    organisation.default_zone = "America/Chicago";
    organisation.default_conversation = conversation_id{"desk"};
    all.push_back(put(domain::organisation_record_name(), organisation));
    all.push_back(put("client:acorn", client_of("acorn", "Acorn", "robin")));
    all.push_back(put("client:heron", client_of("heron", "Heron", "lee")));
    all.push_back(put("supplier:hammer", supplier_of("hammer", 1)));
    all.push_back(put("supplier:quill", supplier_of("quill", 2)));
    for (const auto& one : people_) {
        domain::person person;
        person.id = person_id{one.id};
        person.name = "Person " + one.id;
        person.grants.push_back(one.grant);
        person.direct = conversation_id{"dm-" + one.id};
        all.push_back(put(domain::record_name(person.id), person));
        domain::conversation direct;
        direct.id = person.direct;
        direct.platform = platform;
        direct.tenant = tenant;
        direct.channel = "C-dm-" + one.id;
        direct.binding = {domain::binding::kind::direct, one.id};
        all.push_back(put(domain::record_name(direct.id), direct));
        domain::mapping who;
        who.person = person.id;
        all.push_back(put(names.user_mapping(platform, tenant, "U-" + one.id), who));
    }
    for (const auto& one : rooms_) {
        domain::conversation place;
        place.id = conversation_id{one.id};
        place.platform = platform;
        place.tenant = tenant;
        place.channel = "C-" + one.id;
        place.name = one.id;
        place.binding = one.readers;
        all.push_back(put(domain::record_name(place.id), place));
        domain::mapping where;
        where.conversation = place.id;
        all.push_back(put(names.channel_mapping(platform, tenant, place.channel), where));
    }
    return all;
}

void installation::load_directory() {
    boost::asio::io_context loop{1};
    timeline time;
    wall shown;
    shown.organisation_ms = first_moment_ms() - 3'600'000;
    shown.wire_ms = shown.organisation_ms;
    virtual_clock clock(time, shown, loop.get_executor(), 0);
    seeded_random random(1);
    bot::outbox_ids ids(random);
    bot::engine loader(
        {loop.get_executor(), fresh_, clock, random, log, codec, seal, names, claims, book, ids},
        {},
        {}
    );
    int number = 0;
    for (auto& what : directory()) {
        handlers::decision decided;
        decided.can_undo = false;
        decided.events.push_back(std::move(what));
        bot::authorship by;
        by.command = command_id{"install-" + std::to_string(++number)};
        by.surface = "import";
        by.now = clock.now();
        by.outcome = "import|";
        bool done = false;
        auto work = [&loader, &done](handlers::decision what_happens, bot::authorship whose)
            -> async::awaitable<void> {
            const auto applied = co_await loader.apply(std::move(what_happens), std::move(whose));
            done = applied.has_value();
        };
        boost::asio::co_spawn(loop, work(std::move(decided), std::move(by)), boost::asio::detached);
        loop.restart();
        loop.run();
        if (!done) {
            throw std::runtime_error("the organisation cannot be loaded");
        }
    }
}

bot_instance::bot_instance(
    surroundings on,
    owner_id owner,
    const std::string& lease_id,
    std::uint64_t seed
)
    : loop_(std::make_unique<boost::asio::io_context>(1)),
      shared_(on.shared),
      clock_(on.time, on.shown, loop_->get_executor(), owner),
      store_(on.truth, clock_, on.faults, on.watched),
      random_(seed),
      ids_(random_),
      engine_(
          {loop_->get_executor(),
           store_,
           clock_,
           random_,
           on.shared.log,
           on.shared.codec,
           on.shared.seal,
           on.shared.names,
           on.shared.claims,
           on.shared.book,
           ids_},
          {},
          {[this] { dispatcher_.wake(); }, [this] { scheduler_.wake(); }}
      ),
      composer_(store_, on.shared.codec, on.shared.seal, "/hire"),
      lease_(store_, clock_, on.shared.log, lease_id, bot::lease_times{}),
      scheduler_(loop_->get_executor(), store_, clock_, on.shared.log, engine_, lease_),
      platform_(on.outside, clock_, on.faults, on.watched),
      dispatcher_(
          {loop_->get_executor(),
           store_,
           clock_,
           random_,
           on.shared.log,
           on.shared.codec,
           on.shared.names,
           ids_,
           composer_,
           lease_},
          {{"sim", &platform_}}
      ) {
    for (const auto& one : on.shared.rooms()) {
        on.outside.audiences["C-" + one.id] = audience_of(one.readers);
    }
    for (const auto& one : on.shared.people()) {
        const bool outside = !one.grant.supplier.empty();
        on.outside.audiences["C-dm-" + one.id] =
            outside ? "supplier:" + one.grant.supplier.value : "direct";
    }
    lease_.on_taken = [this](std::uint64_t) {
        dispatcher_.recover();
        scheduler_.wake();
    };
    start(lease_.run());
    start(scheduler_.run());
    start(dispatcher_.run());
}

bot_instance::~bot_instance() {
    loop_.reset();
}

void bot_instance::start(async::awaitable<void> work) {
    boost::asio::co_spawn(*loop_, std::move(work), [this](std::exception_ptr thrown) {
        if (thrown) {
            ++escaped_;
        }
    });
}

void bot_instance::run_ready() {
    loop_->restart();
    loop_->poll();
}

void bot_instance::wake() {
    scheduler_.wake();
    dispatcher_.wake();
}

}  // namespace fillrate::simulation
