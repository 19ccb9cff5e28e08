// Serves the web chat with a scripted engine for the browser test. A second port takes orders:
// POST /append {channel, id?, card?, thread?, edits?, m}, POST /down and /up (the chat's server
// dies and comes back on the same port), GET /requests (what the engine was given). Prints "chat
// <port> control <port>". Loopback only.
#include "core/async/sleep.hpp"
#include "integrations/net/json.hpp"
#include "integrations/web/message_json.hpp"
#include "integrations/web/web_chat.hpp"
#include "tests/web/fake_desk.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/json.hpp>

#include <iostream>
#include <memory>

namespace fillrate::testing {
namespace {

namespace json = boost::json;

class real_clock final : public ports::clock {
public:
    [[nodiscard]] instant now() const override { return from_unix_ms(now_ms_); }
    [[nodiscard]] wire_instant wire_now() const override {
        return wire_instant{std::chrono::duration_cast<milliseconds>(
            std::chrono::system_clock::now().time_since_epoch()
        )};
    }
    [[nodiscard]] steady_instant steady_now() const override {
        return std::chrono::steady_clock::now();
    }
    [[nodiscard]] boost::asio::awaitable<void> sleep_until(steady_instant when) override {
        co_await async::sleep_until(when);
    }
    [[nodiscard]] boost::asio::awaitable<void> wait(async::event& wake, steady_instant when)
        override {
        co_await wake.wait_until(when);
    }
    [[nodiscard]] steady_instant steady_for(instant) const override { return steady_now(); }

    void set(std::int64_t now_ms) { now_ms_ = now_ms; }

private:
    std::int64_t now_ms_ = 1796054400000;  // Mon 30 Nov 2026 10:00 in Chicago
};

/// A demo clock that moves only when told.
struct demo_time {
    real_clock& clock;
    double speed = 1;

    [[nodiscard]] web::clock_control control() {
        web::clock_control out;
        out.state = [this] {
            return web::clock_state{
                clock.now(),
                speed,
                "America/Chicago",
                "Chicago time",
                "REQ-112 coverage, 10:40"};
        };
        out.set_speed = [this](double wanted) { return set_speed(wanted); };
        out.advance = [this](milliseconds by) { return advance(by); };
        out.next_due = [this] { return advance(minutes(40)); };
        return out;
    }

    [[nodiscard]] boost::asio::awaitable<result<void>> set_speed(double wanted) {
        speed = wanted;
        co_return result<void>();
    }
    [[nodiscard]] boost::asio::awaitable<result<void>> advance(milliseconds by) {
        clock.set(to_unix_ms(clock.now() + by));
        co_return result<void>();
    }
};

class harness {
public:
    explicit harness(boost::asio::io_context& loop)
        : loop_(loop),
          platform_([] { return std::string("10:02 CST"); }),
          desk_(store_, platform_),
          chat_(
              loop.get_executor(),
              desk_,
              store_,
              clock_,
              platform_,
              log_,
              sample_directory(),
              time_.control()
          ),
          control_(loop.get_executor(), net::http_limits(), [this](net::http_request request) {
              return order(std::move(request));
          }) {
        desk_.on_post = [this](const std::string& channel) { chat_.notify(channel); };
        seed();
    }

    [[nodiscard]] bool start() {
        const auto control_port = control_.listen("127.0.0.1", 0);
        const bool up = start_chat();
        if (!up || !control_port) {
            return false;
        }
        std::cout << "chat " << port_ << " control " << *control_port << std::endl;
        return true;
    }

private:
    [[nodiscard]] bool start_chat() {
        server_ = std::make_unique<net::http_server>(
            loop_.get_executor(),
            net::http_limits(),
            [this](net::http_request request) { return page(std::move(request)); }
        );
        server_->serve_websockets(chat_.route());
        const auto port = server_->listen("127.0.0.1", port_);
        if (port) {
            port_ = *port;
        }
        return port.has_value();
    }

    [[nodiscard]] boost::asio::awaitable<net::http_response> page(net::http_request request) {
        auto found = chat_.respond(request);
        if (found) {
            co_return std::move(*found);
        }
        net::http_response missing;
        missing.status = 404;
        co_return missing;
    }

    [[nodiscard]] boost::asio::awaitable<net::http_response> order(net::http_request request) {
        net::http_response out;
        if (request.path == "/append") {
            append(request.body);
        } else if (request.path == "/requests") {
            out.body = requests();
        } else if (request.path == "/down" && server_) {
            const bool clean = co_await server_->stop(milliseconds(0));
            out.body = clean ? "clean" : "dropped";
            server_.reset();
        } else if (request.path == "/up" && !server_) {
            out.status = start_chat() ? 200 : 500;
        } else {
            out.status = 404;
        }
        co_return out;
    }

    void append(const std::string& body) {
        const auto parsed = net::parse_json_strict(body);
        const json::object& in = parsed->as_object();
        const auto text = [&in](std::string_view key) {
            const json::value* found = in.if_contains(key);
            return found == nullptr ? std::string() : json::value_to<std::string>(*found);
        };
        ports::delivery item;
        item.id = text("id");
        item.card = text("card");
        item.edits = text("edits");
        item.to.thread = text("thread");
        item.content = web::message_from_json(in.at("m")).value();
        desk_.post(text("channel"), item);
    }

    [[nodiscard]] std::string requests() const {
        json::array out;
        for (const fake_desk::seen& one : desk_.requests) {
            json::object row{
                {"id", one.request.source_id},
                {"as", one.request.actor.id},
                {"channel", one.request.place.channel},
                {"thread", one.request.place.thread},
                {"surface", one.request.surface},
                {"times", one.times}};
            if (const auto* line = std::get_if<chat::typed_line>(&one.request.what)) {
                row["text"] = line->runs.at(0).text;
            } else if (const auto* form = std::get_if<chat::form_submission>(&one.request.what)) {
                row["value"] = form->value;
                json::object fields;
                for (const auto& [name, value] : form->fields) {
                    fields[name] = value;
                }
                row["fields"] = std::move(fields);
            } else {
                row["value"] = std::get<chat::button_press>(one.request.what).value;
            }
            out.push_back(std::move(row));
        }
        return json::serialize(out);
    }

    void seed() {
        ports::delivery welcome;
        welcome.content = says("Good morning. Three things wait for you today.");
        desk_.post("hiring", welcome);
        ports::delivery blocks;
        blocks.card = "req:112";
        blocks.content = every_block();
        blocks.content.title = "REQ-112 Site Reliability Engineer, Blue Heron London";
        desk_.post("hiring", blocks);
        ports::delivery line;
        line.to.thread = "req:112";
        line.content = says("Quillfeather IT declined: capacity");
        desk_.post("hiring", line);
        line.content = says("Northlight Recruiting accepted");
        desk_.post("hiring", line);
        ports::delivery quill;
        quill.content = says("From Robin Quill, Acme Staffing: REQ-104 is open to you.");
        desk_.post("quill", quill);
    }

    boost::asio::io_context& loop_;
    logger log_{};
    real_clock clock_{};
    demo_time time_{clock_};
    stream_store store_{};
    web::web_platform platform_;
    fake_desk desk_;
    web::web_chat chat_;
    net::http_server control_;
    std::unique_ptr<net::http_server> server_{};
    std::uint16_t port_ = 0;
};

}  // namespace
}  // namespace fillrate::testing

int main() {
    boost::asio::io_context loop{1};
    boost::asio::signal_set signals(loop, SIGINT, SIGTERM);
    signals.async_wait([&loop](const boost::system::error_code&, int) { loop.stop(); });
    fillrate::testing::harness served(loop);
    if (!served.start()) {
        return 1;
    }
    loop.run();
    return 0;
}
