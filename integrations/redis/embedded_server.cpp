#include "integrations/redis/embedded_server.hpp"

#include "core/async/deadline.hpp"
#include "core/async/sleep.hpp"
#include "integrations/redis/exchange.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <utility>

namespace fillrate::redis {

namespace {

constexpr std::chrono::milliseconds poll_step{2};
constexpr std::chrono::milliseconds answer_limit{1000};
constexpr std::chrono::milliseconds first_restart{20};
constexpr std::chrono::milliseconds longest_restart{5000};
// A child that lived so long died of something new.
constexpr std::chrono::seconds healthy_life{10};

server_address socket_address(std::string path) {
    server_address out;
    out.where.over = ports::transport::unix_socket;
    out.where.path = std::move(path);
    out.where.allowed = ports::reach::anywhere;
    return out;
}

std::vector<std::string> server_words(
    const embedded_options& options,
    const std::string& directory,
    const std::string& socket
) {
    std::vector<std::string> words{
        options.program,
        "--port",
        "0",
        "--unixsocket",
        socket,
        "--unixsocketperm",
        "700",
        "--dir",
        directory,
        "--appendonly",
        "yes",
        "--appendfsync",
        "always",
        "--no-appendfsync-on-rewrite",
        "no",
        "--save",
        "",
        "--maxmemory-policy",
        "noeviction",
        "--databases",
        "1",
        "--daemonize",
        "no",
        "--loglevel",
        "warning"};
    if (!options.max_memory.empty()) {
        words.insert(words.end(), {"--maxmemory", options.max_memory});
    }
    return words;
}

async::awaitable<result<std::vector<reply>>> ask_once(
    ports::dialer& network,
    std::string socket,
    request what,
    steady_instant deadline
) {
    result<conversation> opened =
        co_await open_conversation(network, socket_address(std::move(socket)), deadline);
    if (!opened) {
        co_return opened.error();
    }
    co_return co_await opened->ask(std::move(what));
}

}  // namespace

embedded_server::embedded_server(surroundings world, embedded_options options)
    : world_(std::move(world)), options_(std::move(options)), stopped_(world_.where) {}

embedded_server::~embedded_server() {
    child_.reset();
    if (!socket_.empty()) {
        remove_socket_directory(socket_);
    }
}

std::string embedded_server::in_data_dir(std::string_view name) const {
    std::string out = options_.data_dir;
    out += '/';
    out += name;
    return out;
}

server_address embedded_server::address() const {
    return socket_address(socket_);
}

async::awaitable<result<std::unique_ptr<embedded_server>>> embedded_server::start(
    surroundings world,
    embedded_options options,
    steady_instant deadline
) {
    std::unique_ptr<embedded_server> made(new embedded_server(std::move(world), std::move(options))
    );
    if (result<void> there = ensure_private_directory(made->options_.data_dir); !there) {
        co_return there.error();
    }
    result<file_lock> bot = file_lock::acquire(made->in_data_dir("bot.lock"));
    if (!bot) {
        if (bot.error().code == errc::conflict) {
            co_return error(
                errc::conflict,
                "another fillrate already runs with data_dir " + made->options_.data_dir +
                    "; stop it, or choose another data_dir"
            );
        }
        co_return bot.error();
    }
    made->bot_lock_ = std::move(*bot);
    const result<void> taken = co_await made->take_over();
    if (!taken) {
        co_return taken.error();
    }
    if (result<void> ready = made->prepare_socket(); !ready) {
        co_return ready.error();
    }
    if (result<void> launched = made->launch(); !launched) {
        co_return launched.error();
    }
    const result<void> answers = co_await made->wait_answer(deadline);
    if (!answers) {
        co_return answers.error();
    }
    co_return made;
}

async::awaitable<result<void>> embedded_server::take_over() {
    const std::string path = in_data_dir("redis.lock");
    result<file_lock> lock = file_lock::acquire(path);
    if (lock) {
        redis_lock_ = std::move(*lock);
        co_return boost::system::in_place_value;
    }
    if (lock.error().code != errc::conflict) {
        co_return lock.error();
    }
    // Only the child of a fillrate that is gone holds this lock while the other is free.
    const result<std::string> noted = read_note(in_data_dir("redis.socket"));
    world_.log.warn("orphaned redis-server found", {{"socket", noted ? *noted : "unknown"}});
    const steady_instant deadline = world_.clock.steady_now() + options_.orphan_limit;
    if (noted) {
        request shutdown({"SHUTDOWN"});
        // It answers by going away, so there is nothing to read from the answer.
        co_await async::with_deadline(
            ask_once(world_.network, *noted, std::move(shutdown), deadline),
            answer_limit
        );
    }
    while (world_.clock.steady_now() < deadline) {
        lock = file_lock::acquire(path);
        if (lock) {
            redis_lock_ = std::move(*lock);
            if (noted) {
                remove_socket_directory(*noted);
            }
            world_.log.info("orphaned redis-server ended");
            co_return boost::system::in_place_value;
        }
        co_await async::sleep_for(poll_step);
    }
    co_return error(
        errc::unavailable,
        "a redis-server left behind by an earlier fillrate still uses " + options_.data_dir +
            " and does not end; stop it, then start again"
    );
}

result<void> embedded_server::prepare_socket() {
    if (result<void> there = ensure_private_directory(in_data_dir("redis")); !there) {
        return there;
    }
    // Left by a fillrate and a server that both died.
    if (const result<std::string> old = read_note(in_data_dir("redis.socket")); old) {
        remove_socket_directory(*old);
    }
    result<std::string> directory = make_socket_directory();
    if (!directory) {
        return directory.error();
    }
    socket_ = *directory + "/redis";
    return write_note(in_data_dir("redis.socket"), socket_);
}

result<void> embedded_server::launch() {
    process_options options;
    options.words = server_words(options_, in_data_dir("redis"), socket_);
    options.output_file = in_data_dir("redis.log");
    options.inherited = redis_lock_.descriptor();
    result<std::unique_ptr<process>> started = process::start(world_.where, options);
    if (!started) {
        return started.error();
    }
    child_ = std::move(*started);
    return {};
}

async::awaitable<result<void>> embedded_server::wait_answer(steady_instant deadline) {
    for (;;) {
        request ping({"PING"});
        const result<std::vector<reply>> answer = co_await async::with_deadline(
            ask_once(world_.network, socket_, std::move(ping), deadline),
            answer_limit
        );
        // While it still loads its log it answers LOADING.
        if (answer && answer->front().is_status("PONG")) {
            co_return boost::system::in_place_value;
        }
        if (child_->has_ended()) {
            co_return error(
                errc::unavailable,
                "redis-server ended at once: " + last_line(in_data_dir("redis.log"))
            );
        }
        if (world_.clock.steady_now() >= deadline) {
            co_return error(
                errc::unavailable,
                "redis-server does not answer in time; see " + in_data_dir("redis.log")
            );
        }
        co_await async::sleep_for(poll_step);
    }
}

async::awaitable<void> embedded_server::run() {
    milliseconds most = first_restart;
    while (!stopping_) {
        const steady_instant born = world_.clock.steady_now();
        co_await child_->wait_end();
        if (stopping_ || !child_->has_ended()) {
            break;
        }
        if (world_.clock.steady_now() - born >= healthy_life) {
            most = first_restart;
        }
        const auto span = world_.random.below(static_cast<std::uint64_t>(most.count()) + 1);
        world_.log.error("redis-server ended, restarting", {{"after_ms", span}});
        most = std::min(2 * most, longest_restart);
        const steady_instant next =
            world_.clock.steady_now() + milliseconds(static_cast<std::int64_t>(span));
        while (!stopping_ && world_.clock.steady_now() < next) {
            co_await world_.clock.wait(stopped_, next);
        }
        if (stopping_) {
            break;
        }
        if (result<void> launched = launch(); !launched) {
            world_.log.error("redis-server not started", {{"reason", launched.error().detail}});
        }
    }
}

async::awaitable<void> embedded_server::stop() {
    stopping_ = true;
    stopped_.notify();
    child_->signal(SIGTERM);
    const steady_instant deadline = world_.clock.steady_now() + options_.stop_limit;
    while (!child_->has_ended() && world_.clock.steady_now() < deadline) {
        co_await async::sleep_for(poll_step);
    }
    if (!child_->has_ended()) {
        world_.log.error("redis-server killed", {{"reason", "it did not end in time"}});
        child_->signal(SIGKILL);
        co_await child_->wait_end();
    }
}

result<server_address> embedded_address(const std::string& data_dir) {
    result<std::string> noted = read_note(data_dir + "/redis.socket");
    if (!noted) {
        return error(errc::not_found, "no store is noted in " + data_dir);
    }
    return socket_address(std::move(*noted));
}

}  // namespace fillrate::redis
