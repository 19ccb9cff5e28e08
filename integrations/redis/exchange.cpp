#include "integrations/redis/exchange.hpp"

#include <array>
#include <utility>

namespace fillrate::redis {

namespace {

request make_auth(const server_address& address) {
    request out;
    if (address.user.empty()) {
        out.add({"AUTH", address.password.reveal()});
    } else {
        out.add({"AUTH", address.user, address.password.reveal()});
    }
    return out;
}

async::awaitable<result<void>> write_all(ports::byte_stream& stream, const std::string& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ports::io_result wrote =
            co_await stream.write_some(boost::asio::buffer(bytes) + done);
        done += wrote.bytes;
        if (wrote.error) {
            co_return error(
                done == 0 ? errc::unavailable : errc::unknown_outcome,
                wrote.error.message()
            );
        }
    }
    co_return boost::system::in_place_value;
}

}  // namespace

async::awaitable<result<std::vector<reply>>> exchange(
    ports::byte_stream& stream,
    reply_reader& reader,
    request what
) {
    const result<void> sent = co_await write_all(stream, what.bytes());
    if (!sent) {
        co_return sent.error();
    }
    std::vector<reply> replies;
    std::array<char, 16384> buffer{};
    for (;;) {
        while (replies.size() < what.commands()) {
            result<std::optional<reply>> next = reader.next();
            if (!next) {
                co_return next.error();
            }
            if (!*next) {
                break;
            }
            replies.push_back(std::move(**next));
        }
        if (replies.size() == what.commands()) {
            co_return replies;
        }
        const ports::io_result got = co_await stream.read_some(boost::asio::buffer(buffer));
        if (got.error) {
            co_return error(errc::unknown_outcome, got.error.message());
        }
        reader.feed(std::string_view(buffer.data(), got.bytes));
    }
}

async::awaitable<result<conversation>> open_conversation(
    ports::dialer& network,
    server_address address,
    steady_instant deadline
) {
    result<std::unique_ptr<ports::byte_stream>> dialed =
        co_await network.dial(address.where, deadline);
    if (!dialed) {
        co_return error(
            errc::unavailable,
            describe(address) + " is not reachable: " + dialed.error().detail
        );
    }
    conversation opened(std::move(*dialed), std::make_unique<reply_reader>());
    if (!address.password.empty()) {
        const result<std::vector<reply>> answer = co_await opened.ask(make_auth(address));
        if (!answer) {
            co_return answer.error();
        }
        if (answer->front().is_failure()) {
            co_return error(errc::forbidden, describe(address) + " refused the user or password");
        }
    }
    co_return opened;
}

}  // namespace fillrate::redis
