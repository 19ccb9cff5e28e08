// The fictional organisation of the demo (DOMAIN.md 12), read from plain data files. Its history is
// a script of commands people typed, so the demo shows nothing the product cannot do.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "core/domain/directory.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::config {

/// One typed line of the past.
struct demo_line {
    instant at{};
    std::string as{};       ///< person id
    std::string channel{};  ///< conversation id
    std::string text{};
    std::uint32_t number = 0;  ///< of the requisition that a `req new` is to get
};

/// One step of the rail "Try this".
struct demo_step {
    std::string as{};
    std::string channel{};
    std::string text{};
    std::string explanation{};
};

/// Somebody the visitor may speak as.
struct demo_persona {
    person_id person{};
    std::string role{};
    std::vector<std::string> channels{};
};

struct demo_channel {
    domain::conversation conversation{};
    std::string topic{};
};

struct demo_data {
    instant now{};
    domain::organisation organisation{};
    std::vector<domain::client> clients{};
    std::vector<domain::supplier> suppliers{};
    std::vector<domain::person> people{};
    std::vector<demo_channel> channels{};
    std::vector<demo_persona> personas{};
    std::vector<demo_line> script{};
    std::vector<demo_step> steps{};
};

/// The shipped files, compiled into the program. Errors: invalid_input "file:line: key: what was
/// expected".
[[nodiscard]] result<demo_data> load_demo();

/// From texts: the organisation and its script.
[[nodiscard]] result<demo_data> parse_demo(
    std::string_view organisation_text,
    std::string_view script_text
);

}  // namespace fillrate::config
