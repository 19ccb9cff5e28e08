#include "core/base/result.hpp"

#include <stdexcept>

namespace fillrate {

std::string_view name_of(errc code) noexcept {
    switch (code) {
        case errc::invalid_input:
            return "invalid_input";
        case errc::not_found:
            return "not_found";
        case errc::conflict:
            return "conflict";
        case errc::forbidden:
            return "forbidden";
        case errc::expired:
            return "expired";
        case errc::duplicate:
            return "duplicate";
        case errc::unavailable:
            return "unavailable";
        case errc::timeout:
            return "timeout";
        case errc::unknown_outcome:
            return "unknown_outcome";
        case errc::fenced:
            return "fenced";
        case errc::protocol:
            return "protocol";
        case errc::rate_limited:
            return "rate_limited";
        case errc::cancelled:
            return "cancelled";
        case errc::internal:
            return "internal";
    }
    return "internal";
}

void throw_exception_from_error(const error& e, const boost::source_location& where) {
    throw std::logic_error(
        std::string(where.function_name()) + ": " + std::string(name_of(e.code)) + ": " + e.detail
    );
}

}  // namespace fillrate
