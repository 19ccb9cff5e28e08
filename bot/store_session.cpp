#include "bot/store_session.hpp"

namespace fillrate::bot {

namespace {

constexpr seconds start_limit{30};
constexpr seconds connect_limit{5};

}  // namespace

store_session::store_session(redis::surroundings world)
    : world_(world), background_(world.where, [this](std::string_view name, std::exception_ptr) {
          world_.log.error("a store coroutine ended by an exception", {{"name", name}});
      }) {}

store_session::~store_session() = default;

async::awaitable<result<redis::server_address>> store_session::find_server(
    const config::store_settings& configured,
    const config::secrets& secrets,
    use how
) {
    const auto url =
        secrets.redis_url.empty() ? configured.url : std::string(secrets.redis_url.reveal());
    if (url != "embedded") {
        co_return redis::parse_redis_url(url);
    }
    if (how == use::join) {
        auto running = redis::embedded_address(configured.data_dir);
        if (running) {
            const auto until = world_.clock.steady_now() + connect_limit;
            auto probe = co_await world_.network.dial(running->where, until);
            if (probe) {
                (*probe)->close();
                co_return running;
            }
        }
    }
    redis::embedded_options options;
    options.data_dir = configured.data_dir;
    options.max_memory = configured.max_memory;
    const auto until = world_.clock.steady_now() + start_limit;
    auto started = co_await redis::embedded_server::start(world_, std::move(options), until);
    if (!started) {
        co_return started.error();
    }
    server_ = std::move(*started);
    async::spawn(background_, "embedded redis", server_->run());
    co_return server_->address();
}

async::awaitable<result<std::unique_ptr<store_session>>> store_session::open(
    redis::surroundings world,
    const config::store_settings& configured,
    const config::secrets& secrets,
    use how
) {
    std::unique_ptr<store_session> session(new store_session(world));
    const auto address = co_await session->find_server(configured, secrets, how);
    if (!address) {
        co_return address.error();
    }
    auto deploy_address = address;
    if (!secrets.redis_deploy_url.empty()) {
        deploy_address = redis::parse_redis_url(secrets.redis_deploy_url.reveal());
        if (!deploy_address) {
            co_return deploy_address.error();
        }
    }
    const auto shard = redis::shard_of(only_organisation, configured.shards);
    auto keys = redis::key_space::make(shard, only_organisation);
    if (!keys) {
        co_return keys.error();
    }
    redis::deploy_options options;
    options.allow_weaker = configured.allow_weaker;
    options.shards = configured.shards;
    options.new_incarnation =
        make_ulid(world.clock.wire_now().time_since_epoch().count(), world.random);
    const auto until = world.clock.steady_now() + connect_limit;
    auto facts =
        co_await redis::deploy(world.network, *deploy_address, *keys, std::move(options), until);
    if (!facts) {
        co_await session->close();
        co_return facts.error();
    }
    session->facts_ = std::move(*facts);
    for (const auto& warning : session->facts_.warnings) {
        world.log.warn("the store is weaker than promised", {{"setting", warning}});
    }
    session->link_ = std::make_unique<redis::connection>(
        world,
        *address,
        redis::make_greeting(*keys, session->facts_.identity)
    );
    session->store_ = std::make_unique<redis::redis_store>(*session->link_, *keys);
    async::spawn(session->background_, "redis connection", session->link_->run());
    const auto ready = co_await session->link_->wait_ready(until);
    if (!ready) {
        co_await session->close();
        co_return ready.error();
    }
    co_return std::move(session);
}

async::awaitable<void> store_session::close() {
    if (link_) {
        link_->stop();
    }
    if (server_) {
        co_await server_->stop();
    }
    background_.request_cancellation();
    static_cast<void>(co_await background_.drain(seconds{2}));
}

}  // namespace fillrate::bot
