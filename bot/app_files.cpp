// Kept files over HTTP: a page of ours hands one in, a link opens one (DESIGN.md 6).
#include "bot/app.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
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
        "This link opens nothing: it works once and for ten minutes. Ask for what it opened "
        "again.\n";
    return response;
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
    return to_lower_ascii(text).find(part) != std::string::npos;
}

// Programs that look at a link before anybody opens it, as far as they say who they are.
bool is_preview(const net::http_request& request) {
    static constexpr auto programs = std::to_array<std::string_view>(
        {"slackbot",
         "slack-imgproxy",
         "facebookexternalhit",
         "skypeuripreview",
         "microsoft office",
         "msoffice",
         "microsoftpreview",
         "bingpreview",
         "bingbot",
         "googlebot",
         "google-safety",
         "twitterbot",
         "linkedinbot",
         "whatsapp",
         "telegrambot",
         "discordbot",
         "proofpoint",
         "mimecast"}
    );
    static constexpr auto purposes =
        std::to_array<std::string_view>({"purpose", "sec-purpose", "x-purpose", "x-moz"});
    const auto agent = request.header("user-agent");
    const bool known = std::ranges::any_of(programs, [agent](const auto name) {
        return contains_ignoring_case(agent, name);
    });
    return known || std::ranges::any_of(purposes, [&request](const auto name) {
               const auto purpose = request.header(name);
               return contains_ignoring_case(purpose, "prefetch") ||
                      contains_ignoring_case(purpose, "preview");
           });
}

net::http_response for_people_only() {
    net::http_response response;
    response.status = 403;
    response.content_type = "text/plain; charset=utf-8";
    response.headers.add("Cache-Control", "no-store");
    response.body = "This link is for one person, who opens it in a browser.\n";
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
    file_vault vault(std::move(folder), random_);
    const auto ours = vault.belong_to(session_->facts().identity.incarnation);
    const auto tried = ours ? vault.try_out() : ours;
    if (!tried) {
        log_.error("files cannot be kept", {{"why", tried.error().detail}});
    }
    // Those of another store are neither read nor swept; a disk may come back.
    if (!ours && ours.error().code == errc::conflict) {
        return;
    }
    files_ = std::make_unique<file_desk>(
        key,
        std::move(vault),
        clock_,
        random_,
        options_.settings.server.public_url
    );
    sweep_ = std::make_unique<file_sweep>(session_->store(), clock_, files_->vault());
}

result<std::string> app::take_file(const std::string& persona, std::string_view bytes) {
    if (!files_) {
        return error(errc::invalid_input, "This installation keeps no files. Give a link.");
    }
    if (!uploads_.admits(bytes.size(), clock_.wire_now())) {
        log_.warn("a file was not taken: too much came within a day");
        return error(
            errc::invalid_input,
            "More files came today than are kept at once. Give a link, or try again tomorrow."
        );
    }
    const auto kept = files_->take(bytes);
    if (!kept) {
        if (kept.error().code != errc::invalid_input) {
            log_.error("a file was not kept", {{"detail", kept.error().detail}});
        }
        return kept.error();
    }
    uploads_.add(bytes.size(), clock_.wire_now());
    return files_->ticket_for(*kept, "web|demo|" + persona);
}

// HEAD, and whatever programs that show a preview of links send, uses nothing up.
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
    if (is_preview(request)) {
        co_return for_people_only();
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

void app::build_fetcher() {
    if (!files_ || !slack_) {
        return;
    }
    fetcher_ = std::make_unique<file_fetcher>(
        file_fetcher::parts{
            where_,
            session_->store(),
            clock_,
            log_,
            *codec_,
            *files_,
            *engine_,
            *lease_},
        [this](std::string file) {
            return slack_->api().download(std::move(file), domain::largest_resume);
        }
    );
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
