#include "handlers/conversion.hpp"

#include "core/base/text.hpp"
#include "handlers/answers.hpp"
#include "handlers/assignment.hpp"
#include "handlers/wording.hpp"

#include <optional>

namespace fillrate::handlers {

std::string said_of_hours(const context& ctx, const found_submittal& one, std::uint32_t hours) {
    if (domain::may(domain::submittal_permission::own, *one.sub, *one.req, ctx.actor)) {
        return ' ' + conversion_text(hours);
    }
    return hours == 0 ? std::string{} : ' ' + std::to_string(hours) + " hours worked.";
}

std::uint32_t read_hours(const context& ctx, field_problems& problems) {
    constexpr std::uint32_t most_hours = 100'000;
    const auto typed = value_of(ctx, "hours");
    const auto hours = typed.empty() ? std::optional{0U} : parse_int<std::uint32_t>(typed);
    const bool fits = hours && (typed.empty() || (*hours > 0 && *hours <= most_hours));
    if (!fits) {
        problems.add("hours", "Say the hours worked as a number, such as 480.");
    }
    return fits ? *hours : 0;
}

}  // namespace fillrate::handlers
