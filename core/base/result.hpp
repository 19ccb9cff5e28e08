// Errors are values: what went wrong as a code every layer can map, with one sentence for the
// reader.
#pragma once

#include <boost/system/result.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace fillrate {

/// The kinds of failure the whole program distinguishes. Each maps once to a user text, an HTTP
/// status and a retry class.
enum class errc {
    invalid_input,    ///< bytes or values from outside that do not parse or fit
    not_found,        ///< no such thing, or one the asker may not know of
    conflict,         ///< somebody else changed it meanwhile
    forbidden,        ///< the actor may not do this here
    expired,          ///< too late
    duplicate,        ///< already done
    unavailable,      ///< a needed service is not reachable; nothing was done
    timeout,          ///< a deadline passed before anything was sent
    unknown_outcome,  ///< the request went out, the answer was lost: ask again with the same id
    fenced,           ///< a newer owner has taken this work
    protocol,         ///< the peer broke its protocol
    rate_limited,     ///< the peer asked to slow down
    cancelled,        ///< stopped by our own shutdown
    internal          ///< a bug of ours, contained
};

/// Stable lower-case name, for logs and metrics.
[[nodiscard]] std::string_view name_of(errc code) noexcept;

/// A failure: its kind and one sentence that names what happened and, where known, the fix.
struct error {
    errc code = errc::internal;
    std::string detail{};

    error() = default;
    error(errc c)
        : code(c) {}  // NOLINT(google-explicit-constructor): an errc is an error without detail
    error(errc c, std::string d) : code(c), detail(std::move(d)) {}

    friend bool operator==(const error&, const error&) = default;
};

/// Asking a failed result for its value is a programming error.
[[noreturn]] void throw_exception_from_error(const error& e, const boost::source_location& where);

template <class T>
using result = boost::system::result<T, error>;

}  // namespace fillrate
