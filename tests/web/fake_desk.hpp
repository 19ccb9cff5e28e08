// A small organisation to show and a scripted engine behind it, for the tests of the web chat.
#pragma once

#include "core/ports/clock.hpp"
#include "core/ports/inbox.hpp"
#include "integrations/web/directory.hpp"
#include "integrations/web/web_platform.hpp"
#include "tests/web/stream_store.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace fillrate::testing {

/// Robin (everything internal, Acorn, the supplier's place), Ana (Acorn only), Quill (supplier
/// only), Dana (ops).
[[nodiscard]] web::directory sample_directory();

/// A message with every kind of block and run.
[[nodiscard]] chat::message every_block();
/// A form with every kind of field.
[[nodiscard]] chat::form every_field();
/// Text that would do harm, were it ever read as mark-up.
inline constexpr std::string_view canary =
    "<img src=x onerror=\"window.hurt=1\"><script>window.hurt=1</script>&lt;b&gt; ${hurt}";

/// Follows a few lines and remembers every request it was given. The same id is followed once.
class fake_desk final : public ports::inbox {
public:
    struct seen {
        chat::request request{};
        int times = 0;
    };

    fake_desk(stream_store& store, const web::web_platform& platform)
        : store_(store), platform_(platform) {}

    [[nodiscard]] boost::asio::awaitable<chat::reply> handle(const chat::request& request) override;

    /// What the dispatcher would do with a message for the channel. `extra` sets thread and the
    /// like.
    void post(const std::string& channel, ports::delivery item);

    std::vector<seen> requests{};
    /// Called after a post, as the dispatcher would.
    std::function<void(const std::string& channel)> on_post{};

private:
    [[nodiscard]] chat::reply answer(const chat::request& request, int times);
    [[nodiscard]] chat::reply answer_line(
        const chat::request& request,
        const std::string& text,
        int times
    );
    [[nodiscard]] chat::reply answer_form(const chat::form_submission& form);
    void post_card(const chat::request& request, const std::string& status);

    stream_store& store_;
    const web::web_platform& platform_;
    std::map<std::string, chat::reply> settled_{};
    int posted_ = 0;
};

[[nodiscard]] chat::message says(std::string text);

}  // namespace fillrate::testing
