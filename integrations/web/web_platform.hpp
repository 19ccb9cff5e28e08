// The web chat as the dispatcher sees it: a conversation is a stream of our own store, so a message
// is encoded and committed, never posted (DESIGN.md 5).
#pragma once

#include "core/ports/platform.hpp"

#include <functional>

namespace fillrate::web {

class web_platform final : public ports::platform {
public:
    /// `stamp` gives the local time with zone shown at a message when it is encoded, such as
    /// "10:02 CST"; without it messages carry no time.
    explicit web_platform(std::function<std::string()> stamp = {}) : stamp_(std::move(stamp)) {}

    [[nodiscard]] std::string_view name() const override { return "web"; }
    [[nodiscard]] bool in_store() const override { return true; }

    /// The body of a stream entry: {id, at?, card?, edits?, thread?, m}. `edits` and `thread` name
    /// other messages by their outbox ids.
    [[nodiscard]] std::string encode(const ports::delivery& item) const override;

    [[nodiscard]] boost::asio::awaitable<ports::receipt> post(const ports::delivery& item) override;
    [[nodiscard]] boost::asio::awaitable<ports::sighting> find(
        const ports::delivery& item,
        wire_instant since
    ) override;

private:
    std::function<std::string()> stamp_;
};

}  // namespace fillrate::web
