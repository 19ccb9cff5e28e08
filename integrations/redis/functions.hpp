// The function library functions.lua as the binary carries it. Its name ends in the hash of its
// text and a binary calls only its own hash, so two versions can run on one Redis (DESIGN.md 3).
#pragma once

#include <string>
#include <string_view>

namespace fillrate::redis {

/// The first argument of every function; checked there before anything else.
inline constexpr std::string_view functions_protocol = "1";
/// Layout of keys and records; recorded in the store at its first initialisation.
inline constexpr std::string_view store_schema = "1";

/// Eight hex digits of the SHA-256 of the library's text (before they are put into it).
[[nodiscard]] std::string_view functions_hash() noexcept;
/// What FUNCTION LOAD takes.
[[nodiscard]] std::string_view functions_source() noexcept;
/// "fillrate_<hash>".
[[nodiscard]] std::string functions_library();
/// "<what>_<hash>", e.g. function_name("commit").
[[nodiscard]] std::string function_name(std::string_view what);

}  // namespace fillrate::redis
