// The closed vocabularies of the domain (DOMAIN.md 2, 3): states, kinds, parties, roles.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace fillrate::domain {

enum class requisition_state { draft, intake, qualified, open, on_hold, filled, closed, cancelled };
enum class opening_state { open, reserved, filled, cancelled };
enum class category { professional, light_industrial };
enum class engagement { temp, contract, temp_to_hire, direct };
enum class priority { p1, p2, p3 };
/// In whose court a clock is.
enum class party { program, supplier, client, candidate };
enum class role {
    account_manager,
    recruiter,
    hiring_manager,
    supplier_contact,
    operations,
    administrator
};

/// Clocks of DOMAIN.md 4.2. Only COV runs so far.
enum class clock_kind { coverage };
enum class clock_state { running, paused, met, cancelled };

// Each has a stable lower-case word, used in records, in the grammar and on cards. from_word
// refuses anything else.
[[nodiscard]] std::string_view word(requisition_state s) noexcept;
[[nodiscard]] std::string_view word(opening_state s) noexcept;
[[nodiscard]] std::string_view word(category c) noexcept;
[[nodiscard]] std::string_view word(engagement e) noexcept;
[[nodiscard]] std::string_view word(priority p) noexcept;  ///< "P1"
[[nodiscard]] std::string_view word(party p) noexcept;
[[nodiscard]] std::string_view word(role r) noexcept;
[[nodiscard]] std::string_view word(clock_kind k) noexcept;  ///< "COV"
[[nodiscard]] std::string_view word(clock_state s) noexcept;

template <class Enum>
[[nodiscard]] std::optional<Enum> from_word(std::string_view text) noexcept;

}  // namespace fillrate::domain
