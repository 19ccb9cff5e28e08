// Kept files over HTTP: a page of ours hands one in, a link opens one (DESIGN.md 6).
#include "bot/app.hpp"

#include <chrono>
#include <optional>
#include <utility>

namespace fillrate::bot {

namespace {

// The same answer whether a link never was, was used, or is too old.
net::http_response no_such_file() {
    net::http_response response;
    response.status = 404;
    response.content_type = "text/plain; charset=utf-8";
    response.headers.add("Cache-Control", "no-store");
    response.body =
        "This link opens nothing: it works once and for ten minutes. Ask for the resume again.\n";
    return response;
}

// To be saved, never to be shown or run where it came from.
void guard(net::http_response& response) {
    response.headers.add("Cache-Control", "no-store");
    response.headers.add("X-Content-Type-Options", "nosniff");
    response.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
    response.headers.add("Referrer-Policy", "no-referrer");
    response.headers.add("Cross-Origin-Resource-Policy", "same-origin");
}

}  // namespace

void app::open_files(const crypto::key& key) {
    auto folder = files_folder(options_.settings.store, options_.secrets);
    if (folder.empty()) {
        return;
    }
    files_ = std::make_unique<file_desk>(
        key,
        file_vault(std::move(folder), random_),
        clock_,
        random_,
        options_.settings.server.public_url
    );
    sweep_ = std::make_unique<file_sweep>(session_->store(), clock_, files_->vault());
}

result<std::string> app::take_file(const std::string& persona, std::string_view bytes) const {
    if (!files_) {
        return error(errc::invalid_input, "This installation keeps no files. Give a link.");
    }
    const auto kept = files_->take(bytes);
    if (!kept) {
        if (kept.error().code != errc::invalid_input) {
            log_.error("a file was not kept", {{"detail", kept.error().detail}});
        }
        return kept.error();
    }
    return files_->ticket_for(*kept, "web|demo|" + persona);
}

// HEAD, as programs that show a preview of links send it, uses nothing up.
async::awaitable<net::http_response> app::serve_file(net::http_request request) {
    auto token = request.path.substr(files_path.size());
    if (request.method != "GET") {
        const bool opens = request.method == "HEAD" && files_ && files_->follow(token).has_value();
        auto response = no_such_file();
        if (opens) {
            response.status = 200;
            response.body.clear();
        }
        co_return response;
    }
    auto opened = co_await engine_->open_file(std::move(token));
    if (!opened) {
        auto response = no_such_file();
        if (opened.error().code == errc::unavailable) {
            response.status = 503;
            response.body = "The store cannot be reached right now. Try the link again.\n";
        }
        co_return response;
    }
    net::http_response response;
    response.content_type = opened->media_type;
    guard(response);
    response.headers.add("Content-Disposition", "attachment; filename=\"" + opened->name + "\"");
    response.body = std::move(opened->bytes);
    co_return response;
}

// Slack may still be working on what was just uploaded.
async::awaitable<result<std::string>> app::fetch_bytes(const std::string& file) {
    result<std::string> bytes = error(errc::unavailable);
    for (const auto pause : {seconds{0}, seconds{2}, seconds{10}}) {
        co_await clock_.sleep_until(clock_.steady_now() + pause);
        bytes = co_await slack_->api().download(file, domain::largest_resume);
        if (bytes || bytes.error().code != errc::unavailable) {
            break;
        }
    }
    co_return bytes;
}

// The candidate is put forward already; only the file is still to come.
async::awaitable<void> app::fetch_file(fetch_order order) {
    std::optional<domain::given_resume> kept;
    const auto bytes = co_await fetch_bytes(order.file);
    if (bytes) {
        auto taken = files_->take(*bytes);
        if (taken) {
            kept = std::move(*taken);
        }
    } else {
        log_.warn("a file was not fetched", {{"why", bytes.error().detail}});
    }
    const auto subject = order.subject;
    const auto attached = co_await engine_->attach_fetched(std::move(order), std::move(kept));
    if (!attached) {
        log_.error(
            "a fetched file was not attached",
            {{"subject", subject}, {"why", attached.error().code}}
        );
    }
}

async::awaitable<void> app::sweep_files() {
    for (;;) {
        co_await clock_.sleep_until(clock_.steady_now() + file_sweep::interval);
        if (!lease_->epoch()) {
            continue;
        }
        const auto removed = co_await sweep_->look();
        if (!removed) {
            log_.warn("kept files were not swept", {{"why", removed.error().code}});
        } else if (*removed > 0) {
            log_.info("kept files removed", {{"count", *removed}});
        }
    }
}

}  // namespace fillrate::bot
