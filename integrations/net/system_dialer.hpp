// Connections of the operating system: TCP, TLS over TCP, unix sockets.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/ports/dialer.hpp"

#include <boost/asio/ip/address.hpp>

#include <memory>
#include <string>

namespace fillrate::net {

/// The system's certificate authorities, and one more file for tests and private authorities.
struct tls_trust {
    std::string extra_ca_file{};
};

/// Resolves, checks every address against `endpoint.allowed`, and connects to exactly a checked
/// address, so a name that resolves differently a second time gains nothing. TLS >= 1.2 with SNI;
/// chain and host name are always verified.
class system_dialer final : public ports::dialer {
public:
    /// Fails when the extra authority cannot be read.
    [[nodiscard]] static result<std::unique_ptr<system_dialer>> create(
        async::executor where,
        tls_trust trust = {}
    );
    ~system_dialer() override;

    [[nodiscard]] async::awaitable<result<std::unique_ptr<ports::byte_stream>>> dial(
        ports::endpoint where,
        steady_instant deadline
    ) override;

private:
    struct impl;
    explicit system_dialer(std::shared_ptr<impl> body);
    std::shared_ptr<impl> impl_;
};

/// Pure rule behind `reach`: IPv4-mapped and other embedded IPv4 forms are judged by the IPv4
/// inside.
[[nodiscard]] bool may_connect(const boost::asio::ip::address& to, ports::reach allowed) noexcept;

}  // namespace fillrate::net
