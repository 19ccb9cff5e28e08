#include "tests/slack/fake_slack.hpp"

#include "core/async/sleep.hpp"
#include "integrations/slack/form_body.hpp"

#include <boost/asio/co_spawn.hpp>

#include <chrono>
#include <exception>
#include <utility>

namespace fillrate::slack::testing {
namespace {

net::websocket_route socket_route(
    std::function<async::awaitable<void>(std::shared_ptr<net::websocket>)> serve
) {
    net::websocket_route route;
    route.path = "/link/";
    route.handle =
        [serve = std::move(serve)](const net::http_request&, std::shared_ptr<net::websocket> line) {
            return serve(std::move(line));
        };
    return route;
}

}  // namespace

steady_instant test_clock::steady_now() const {
    return std::chrono::steady_clock::now() + ahead;
}
async::awaitable<void> test_clock::sleep_until(steady_instant when) {
    return async::sleep_until(when);
}
async::awaitable<void> test_clock::wait(async::event& wake, steady_instant when) {
    (void)co_await wake.wait_until(when);
}
steady_instant test_clock::steady_for(instant when) const {
    return steady_now() + (when - now());
}

async::awaitable<chat::reply> scripted_inbox::handle(const chat::request& request) {
    seen.push_back(request);
    if (before_answer) {
        co_await before_answer();
    }
    co_return answer;
}

std::string recorded_call::argument(std::string_view name) const {
    const auto form = form_body::parse(body);
    return form ? std::string(form->value(name)) : std::string{};
}

fake_slack::fake_slack(boost::asio::io_context& loop)
    : changed(loop.get_executor()),
      server_(loop.get_executor(), {}, [this](net::http_request request) {
          return serve(std::move(request));
      }) {
    server_.serve_websockets(socket_route([this](std::shared_ptr<net::websocket> line) {
        return serve_socket(std::move(line));
    }));
    port_ = server_.listen("127.0.0.1", 0).value();
    socket_url = "ws://" + address() + "/link/?ticket=1&app_id=A0APP";
}

fake_slack::~fake_slack() = default;

std::string fake_slack::address() const {
    return "127.0.0.1:" + std::to_string(port_);
}

settings fake_slack::make_settings() const {
    settings made;
    made.api_url = "http://" + address() + "/api/";
    made.app_id = "A0APP";
    made.bot_token = secret("xoxb-test-bot");
    made.app_token = secret("xapp-test-app");
    made.signing_secret = secret("signing-secret");
    made.old_signing_secret = secret("old-signing-secret");
    return made;
}

void fake_slack::answer(const std::string& path, canned_answer with) {
    answers_[path].push_back(std::move(with));
}

std::vector<recorded_call> fake_slack::calls_of(std::string_view path) const {
    std::vector<recorded_call> found;
    for (const auto& call : calls) {
        if (call.path == path) {
            found.push_back(call);
        }
    }
    return found;
}

async::awaitable<void> fake_slack::until(std::function<bool()> condition) {
    while (!condition()) {
        co_await changed.wait();
    }
}

async::awaitable<void> fake_slack::stop() {
    (void)co_await server_.stop(seconds{2});
}

async::awaitable<net::http_response> fake_slack::serve(net::http_request request) {
    recorded_call call;
    call.path = request.path;
    call.content_type = request.header("Content-Type");
    call.authorization = request.header("Authorization");
    call.body = request.body;
    calls.push_back(call);
    changed.notify();
    net::http_response response;
    response.content_type = "application/json";
    response.body = R"({"ok":true})";
    if (request.path == "/api/apps.connections.open") {
        response.body = R"({"ok":true,"url":")" + socket_url + R"("})";
    }
    auto& planned = answers_[request.path];
    if (!planned.empty()) {
        response.status = planned.front().status;
        response.body = planned.front().body;
        if (!planned.front().retry_after.empty()) {
            response.headers.add("Retry-After", planned.front().retry_after);
        }
        planned.pop_front();
    }
    co_return response;
}

async::awaitable<void> fake_slack::serve_socket(std::shared_ptr<net::websocket> line) {
    auto mine = std::make_shared<fake_socket>();
    mine->line = line.get();
    sockets.push_back(mine);
    if (!hello.empty()) {
        (void)line->send(hello);
    }
    changed.notify();
    for (;;) {
        auto text = co_await line->read();
        if (!text) {
            break;
        }
        mine->received.push_back(std::move(*text));
        changed.notify();
    }
    mine->line = nullptr;
    changed.notify();
}

rig::rig()
    : log(log_format::text,
          log_level::debug,
          [this](std::string_view line) { lines.emplace_back(line); }),
      configured(slack.make_settings()),
      network(net::system_dialer::create(loop.get_executor()).value()),
      http(*network),
      api(http, clock, configured, parse_api_url(configured.api_url).value()),
      background(
          loop.get_executor(),
          [this](std::string_view name, const std::exception_ptr&) {
              lines.emplace_back("escaped from " + std::string(name));
          }
      ),
      to(inbox, api, clock, us, echoes, background, log) {
    us.app_id = configured.app_id;
    us.team_id = "T0ACME";
    us.bot_user_id = "U0BOT";
    us.bot_id = "B0BOT";
}

rig::~rig() {
    background.request_cancellation();
    auto end = [this]() -> async::awaitable<void> {
        (void)co_await background.drain(seconds{5});
        co_await slack.stop();
    };
    run(end());
}

void rig::run(async::awaitable<void> body) {
    bool finished = false;
    std::exception_ptr failure;
    boost::asio::co_spawn(loop, std::move(body), [&](std::exception_ptr thrown) {
        failure = thrown;
        finished = true;
    });
    loop.restart();
    while (!finished) {
        loop.run_one();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

void rig::drain() {
    auto end = [this]() -> async::awaitable<void> { (void)co_await background.drain(seconds{20}); };
    run(end());
}

chat::reply say(std::string_view text) {
    chat::message message;
    message.summary = text;
    chat::reply reply;
    reply.what = message;
    return reply;
}

chat::reply not_stored() {
    chat::reply reply;
    reply.settled = false;
    return reply;
}

chat::reply ask() {
    chat::form form;
    form.title = "New requisition";
    form.act.value = "sealed";
    chat::form_field field;
    field.id = "title";
    field.label = "Title";
    form.fields.push_back(field);
    chat::reply reply;
    reply.what = form;
    return reply;
}

}  // namespace fillrate::slack::testing
