// How connections to other machines are made: the seam where tests script the network.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "core/ports/byte_stream.hpp"

#include <compare>
#include <cstdint>
#include <memory>
#include <string>

namespace fillrate::ports {

enum class transport { plain, tls, unix_socket };

/// Which resolved addresses may be connected to (RELIABILITY.md N062, N064).
enum class reach {
    public_only,  ///< never private, loopback, link-local or multicast: the default for what comes
                  ///< from outside
    loopback_only,  ///< tests and local fakes, named by the operator
    anywhere        ///< addresses the operator configured, such as the store
};

/// Where to connect. Comparable, so it can key a pool.
struct endpoint {
    transport over = transport::tls;
    std::string
        host{};  ///< name or IP literal without brackets; also the name the certificate must bear
    std::uint16_t port = 0;
    std::string path{};  ///< of a unix socket
    reach allowed = reach::public_only;

    friend auto operator<=>(const endpoint&, const endpoint&) = default;
    friend bool operator==(const endpoint&, const endpoint&) = default;
};

class dialer {
public:
    virtual ~dialer() = default;

    /// Connects, for TLS with the certificate and host name checked. errc::timeout at the deadline,
    /// errc::forbidden for an address outside `reach`, errc::unavailable for every other failure.
    [[nodiscard]] virtual async::awaitable<result<std::unique_ptr<byte_stream>>> dial(
        endpoint where,
        steady_instant deadline
    ) = 0;
};

}  // namespace fillrate::ports
