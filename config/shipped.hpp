// Data files of config/share, compiled into the program so that one binary is enough.
#pragma once

#include <string_view>

namespace fillrate::config::shipped {

[[nodiscard]] std::string_view demo_organisation() noexcept;
[[nodiscard]] std::string_view demo_history() noexcept;

}  // namespace fillrate::config::shipped
