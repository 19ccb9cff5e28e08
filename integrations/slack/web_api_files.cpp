// Files through the Web API: fetched from where people uploaded them, handed in for a conversation
// (SLACK.md 4.1).
#include "integrations/slack/json_fields.hpp"
#include "integrations/slack/web_api.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <utility>

namespace fillrate::slack {

namespace {

namespace json = boost::json;

constexpr unsigned http_good = 200;
constexpr unsigned too_slow = 408;
constexpr unsigned too_many = 429;

// Of what is neither good nor a matter of time, another try brings the same.
bool is_for_good(unsigned status) {
    constexpr unsigned first_fault_of_ours = 400;
    constexpr unsigned first_fault_of_theirs = 500;
    return status >= first_fault_of_ours && status < first_fault_of_theirs && status != too_slow &&
           status != too_many;
}

error not_fetched(const api_outcome& outcome) {
    auto code = errc::unavailable;
    if (outcome.what == api_outcome::status::dead) {
        code = errc::not_found;
    } else if (outcome.wait.count() > 0) {
        code = errc::rate_limited;
    }
    return {code, "files.info: " + outcome.reason};
}

errc code_of(unsigned status) {
    constexpr unsigned first_failure = 400;
    if (status < first_failure || is_for_good(status)) {
        return errc::not_found;
    }
    return status == too_many ? errc::rate_limited : errc::unavailable;
}

// An empty piece of paper, a login page and a redirect are no file.
result<std::string> file_in(result<net::incoming_response> answer) {
    if (!answer) {
        return error(errc::unavailable, "the file did not come: " + answer.error().detail);
    }
    if (answer->status != http_good) {
        return error(
            code_of(answer->status),
            "the file did not come: HTTP status " + std::to_string(answer->status)
        );
    }
    return std::move(answer->body);
}

// A wait would hold up the whole workspace: only when Slack asks for one.
api_outcome handed_in(const result<net::incoming_response>& answer) {
    api_outcome outcome;
    outcome.what = api_outcome::status::ok;
    if (answer && answer->status == http_good) {
        return outcome;
    }
    outcome.what = answer && is_for_good(answer->status) ? api_outcome::status::dead
                                                         : api_outcome::status::retry;
    outcome.reason = "the file was not taken";
    if (answer && answer->status == too_many) {
        outcome.wait = parse_retry_after(answer->headers.value("Retry-After"));
    }
    return outcome;
}

// Nothing is visible before the last call: whatever became of an earlier one, it may be tried
// again.
api_outcome before_it_counts(api_outcome outcome) {
    if (outcome.what == api_outcome::status::unknown) {
        outcome.what = api_outcome::status::retry;
    }
    return outcome;
}

api_call asking_where(const outgoing_file& file) {
    api_arguments arguments;
    arguments.add("filename", file.name);
    arguments.add("length", std::to_string(file.bytes.size()));
    return {"files.getUploadURLExternal", std::move(arguments)};
}

api_call completing(const outgoing_file& file, std::string_view id) {
    json::object entry;
    entry["id"] = id;
    entry["title"] = file.name;
    json::array files;
    files.push_back(std::move(entry));
    api_arguments arguments;
    arguments.add_json("files", json::value(std::move(files)));
    arguments.add("channel_id", file.channel);
    arguments.add("initial_comment", file.comment);
    return {"files.completeUploadExternal", std::move(arguments)};
}

}  // namespace

async::awaitable<result<std::string>> web_api::download(
    std::string file_id,
    std::size_t most_bytes
) {
    api_arguments arguments;
    arguments.add("file", file_id);
    const auto told = co_await call(api_call("files.info", std::move(arguments)));
    if (told.what != api_outcome::status::ok) {
        co_return not_fetched(told);
    }
    const auto& file = object_of(told.body, "file");
    const auto* size = file.if_contains("size");
    if (size != nullptr && size->is_int64() &&
        size->get_int64() > static_cast<std::int64_t>(most_bytes)) {
        co_return error(errc::invalid_input, "the file is too large");
    }
    auto url = check_file_url(
        first_of(text_of(file, "url_private_download"), text_of(file, "url_private")),
        api_
    );
    if (!url) {
        co_return url.error();
    }
    net::outgoing_request request;
    request.url = std::move(*url);
    request.headers.add("Authorization", "Bearer " + std::string(bot_token_.reveal()));
    request.most_response = most_bytes;
    const auto deadline = clock_.steady_now() + file_time;
    auto answer = co_await http_.send(std::move(request), deadline);
    co_return file_in(std::move(answer));
}

async::awaitable<api_outcome> web_api::hand_in(std::string url, std::string bytes) {
    auto where = check_file_url(url, api_);
    if (!where) {
        const result<net::incoming_response> refused(where.error());
        co_return classify_response_post(refused);
    }
    net::outgoing_request request;
    request.method = "POST";
    request.url = std::move(*where);
    request.headers.add("Content-Type", "application/octet-stream");
    request.body = std::move(bytes);
    const auto deadline = clock_.steady_now() + file_time;
    const auto answer = co_await http_.send(std::move(request), deadline);
    co_return handed_in(answer);
}

async::awaitable<api_outcome> web_api::send_file(outgoing_file file) {
    auto asked = co_await call(asking_where(file));
    if (asked.what != api_outcome::status::ok) {
        co_return before_it_counts(std::move(asked));
    }
    const std::string id(text_of(asked.body, "file_id"));
    std::string url(text_of(asked.body, "upload_url"));
    auto handed = co_await hand_in(std::move(url), std::move(file.bytes));
    if (handed.what != api_outcome::status::ok) {
        co_return before_it_counts(std::move(handed));
    }
    auto done = co_await call(completing(file, id));
    if (done.what == api_outcome::status::ok) {
        done.body["file_id"] = id;
    }
    co_return done;
}

}  // namespace fillrate::slack
