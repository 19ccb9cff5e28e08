#include "bot/app.hpp"

#include "bot/demo.hpp"
#include "bot/keyring.hpp"
#include "core/base/text.hpp"
#include "core/chat/verbs.hpp"
#include "core/domain/names.hpp"

#include <algorithm>

namespace fillrate::bot {

app::app(async::executor where, run_options options, logger& log)
    : where_(where),
      options_(std::move(options)),
      log_(log),
      background_(where, [this](std::string_view name, std::exception_ptr) {
          log_.error("a coroutine ended by an exception", {{"name", name}});
      }) {}

app::~app() = default;

async::awaitable<result<void>> app::open_store() {
    auto dialer = net::system_dialer::create(where_);
    if (!dialer) {
        co_return dialer.error();
    }
    dialer_ = std::move(*dialer);
    const redis::surroundings world{where_, *dialer_, clock_, random_, log_};
    auto session = co_await store_session::open(
        world,
        options_.settings.store,
        options_.secrets,
        store_session::use::own
    );
    if (!session) {
        co_return session.error();
    }
    session_ = std::move(*session);
    co_return result<void>{};
}

void app::build_engine(const crypto::key& key) {
    auto& store = session_->store();
    const organisation_id organisation{std::string(only_organisation)};
    codec_ = std::make_unique<record_codec>(key, organisation);
    seal_ = std::make_unique<action_seal>(key, organisation.value);
    names_ = std::make_unique<identity>(key);
    claims_ = std::make_unique<claim_codes>(key);
    ids_ = std::make_unique<outbox_ids>(random_);
    policies_ = std::make_unique<policy_keeper>(
        policy_keeper::parts{store, clock_, log_, *codec_, book_},
        options_.instance
    );

    engine_options options;
    options.files = files_.get();
    if (options_.settings.slack) {
        options.root = options_.settings.slack->command;
    }
    if (options_.demo) {
        options.guest = demo_guest();
    }
    engine::wakers wake;
    wake.outbox = [this] { dispatcher_->wake(); };
    wake.timers = [this] { scheduler_->wake(); };
    if (files_ && options_.settings.slack) {
        wake.fetch = [this] { fetcher_->wake(); };
    }
    engine_ = std::make_unique<engine>(
        engine::parts{
            where_,
            store,
            clock_,
            random_,
            log_,
            *codec_,
            *seal_,
            *names_,
            *claims_,
            book_,
            *ids_},
        options,
        std::move(wake)
    );
    composer_ = std::make_unique<composer>(store, *codec_, *seal_, options.root, files_.get());
    lease_ = std::make_unique<lease_holder>(store, clock_, log_, options_.instance, lease_times{});
    scheduler_ = std::make_unique<scheduler>(where_, store, clock_, log_, *engine_, *lease_);
    lease_->on_taken = [this](std::uint64_t) {
        dispatcher_->recover();
        scheduler_->wake();
        if (fetcher_) {
            fetcher_->wake();
        }
    };
}

async::awaitable<result<void>> app::save_clock(time_line line) {
    const auto body = codec_->wrap(clock_record, to_json(line));
    ports::commit_batch batch;
    batch.command = "clock:" + ids_->next(clock_.now());
    batch.now_ms = to_unix_ms(clock_.now());
    batch.writes.push_back({std::string(clock_record), body});
    const auto done = co_await session_->store().commit(batch);
    if (!done) {
        co_return done.error();
    }
    clock_.set(line);
    scheduler_->wake();
    if (dispatcher_) {
        dispatcher_->wake();
    }
    co_return result<void>{};
}

// Organisation time goes on where it was; the demo's first start begins at its frozen now
// (DOMAIN.md 12).
async::awaitable<result<void>> app::start_clock() {
    if (!options_.demo) {
        co_return result<void>{};
    }
    record_loader loader(session_->store(), *codec_, command_id{});
    std::vector<std::string> names{std::string(clock_record)};
    const auto fetched = co_await loader.prefetch(std::move(names));
    if (!fetched) {
        co_return fetched.error();
    }
    const auto json = loader.own_record(std::string(clock_record));
    if (!json) {
        co_return json.error();
    }
    if (json->empty()) {
        co_return result<void>{};
    }
    const auto line = time_line_from_json(*json);
    if (!line) {
        co_return line.error();
    }
    clock_.set(*line);
    co_return result<void>{};
}

async::awaitable<result<void>> app::load_demo() {
    auto data = config::load_demo();
    if (!data) {
        co_return data.error();
    }
    demo_ = std::move(*data);
    const demo_parts parts{session_->store(), clock_, *engine_, *scheduler_, *lease_, *names_};
    const auto loaded = co_await play_history(parts, demo_);
    if (!loaded) {
        co_return loaded.error();
    }
    if (*loaded) {
        clock_.set(clock_.moved_to(demo_.now));
    }
    if (*loaded || options_.speed != clock_.line().speed) {
        const auto line = clock_.at_speed(options_.speed);
        co_return co_await save_clock(line);
    }
    co_return result<void>{};
}

async::awaitable<result<void>> app::start_slack() {
    if (!options_.settings.slack) {
        co_return result<void>{};
    }
    auto configured = slack_settings_of(*options_.settings.slack, options_.secrets);
    if (!configured) {
        co_return configured.error();
    }
    const slack_link::parts parts{where_, *engine_, *dialer_, clock_, random_, log_};
    auto link = slack_link::create(parts, std::move(*configured));
    if (!link) {
        co_return link.error();
    }
    slack_ = std::move(*link);
    co_return result<void>{};
}

web::clock_control app::clock_control() {
    web::clock_control control;
    control.state = [this] {
        web::clock_state state;
        state.now = clock_.now();
        state.speed = static_cast<double>(clock_.line().speed);
        state.zone = demo_.organisation.default_zone;
        state.label = zone_label(demo_.organisation.default_zone);
        if (const auto next = scheduler_->known_next()) {
            state.next = "a clock, " + stamp(*next, demo_.organisation.default_zone);
        }
        return state;
    };
    control.set_speed = [this](double speed) {
        return save_clock(clock_.at_speed(static_cast<std::int64_t>(speed)));
    };
    control.advance = [this](milliseconds by) {
        return save_clock(clock_.moved_to(clock_.now() + by));
    };
    control.next_due = [this]() -> async::awaitable<result<void>> {
        const auto due = co_await scheduler_->next_due();
        if (!due) {
            co_return due.error();
        }
        if (!*due) {
            co_return error(errc::not_found, "nothing is due");
        }
        const auto line = clock_.moved_to(std::max(clock_.now(), **due));
        co_return co_await save_clock(line);
    };
    return control;
}

void app::build_dispatcher() {
    std::map<std::string, ports::platform*, std::less<>> platforms;
    platforms["web"] = web_platform_.get();
    if (slack_) {
        platforms["slack"] = &slack_->platform();
    }
    dispatcher_ = std::make_unique<dispatcher>(
        dispatcher::parts{
            where_,
            session_->store(),
            clock_,
            random_,
            log_,
            *codec_,
            *names_,
            *ids_,
            *composer_,
            *lease_},
        std::move(platforms)
    );
}

async::awaitable<result<void>> app::start() {
    const auto opened = co_await open_store();
    if (!opened) {
        co_return opened.error();
    }
    const auto key = find_key(options_.secrets, options_.settings.store, random_);
    if (!key) {
        co_return key.error();
    }
    open_files(*key);
    build_engine(*key);
    web_platform_ = std::make_unique<web::web_platform>([this] {
        return stamp(clock_.now(), demo_.organisation.default_zone);
    });
    const auto slack = co_await start_slack();
    if (!slack) {
        co_return slack.error();
    }
    build_fetcher();
    build_dispatcher();
    const auto clock = co_await start_clock();
    if (!clock) {
        co_return clock.error();
    }
    const auto policies = co_await policies_->load(options_.policies);
    if (!policies) {
        co_return policies.error();
    }
    async::spawn(background_, "lease", lease_->run());
    auto filling = options_.demo ? load_demo() : open_organisation();
    const auto filled = co_await std::move(filling);
    if (!filled) {
        co_return filled.error();
    }
    const auto web = start_web();
    if (!web) {
        co_return web.error();
    }
    const auto listening = listen();
    if (!listening) {
        co_return listening.error();
    }
    async::spawn(background_, "scheduler", scheduler_->run());
    async::spawn(background_, "dispatcher", dispatcher_->run());
    if (sweep_) {
        async::spawn(background_, "files", sweep_files());
    }
    if (fetcher_) {
        async::spawn(background_, "fetcher", fetcher_->run());
    }
    if (!session_->embedded()) {
        async::spawn(background_, "policies", policies_->run());
    }
    if (slack_) {
        async::spawn(background_, "slack", slack_->start());
    }
    co_return result<void>{};
}

async::awaitable<result<void>> app::adopt(configuration fresh) {
    take_over(options_.settings, fresh.settings, log_);
    co_return co_await policies_->load(std::move(fresh.policies));
}

// Whoever may still ask is served or told first; health answers until only the store is left.
async::awaitable<void> app::stop(milliseconds grace) {
    stopping_ = true;
    const auto until = clock_.steady_now() + grace;
    const auto left = [this, until] {
        const auto span = std::chrono::ceil<milliseconds>(until - clock_.steady_now());
        return std::max(span, milliseconds{0});
    };
    if (web_) {
        static_cast<void>(co_await web_->stop(left()));
    }
    if (server_) {
        static_cast<void>(co_await server_->stop(left()));
    }
    if (slack_) {
        co_await slack_->stop(left());
    }
    background_.request_cancellation();
    static_cast<void>(co_await background_.drain(seconds{2}));
    // The next owner sends at once what a lease given back leaves: not while a send of ours is out.
    bool sends_ended = true;
    if (dispatcher_) {
        dispatcher_->stop();
        sends_ended = co_await dispatcher_->drain(left());
    }
    if (policies_) {
        co_await policies_->leave();
    }
    if (lease_ && sends_ended) {
        co_await lease_->release();
    }
    if (operators_) {
        static_cast<void>(co_await operators_->stop(seconds{1}));
    }
    if (session_) {
        co_await session_->close();
    }
}

}  // namespace fillrate::bot
