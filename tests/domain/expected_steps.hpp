// What follows what, in words, written out by hand from DOMAIN.md 3.3, 3.5 and 0.
#pragma once

#include <map>
#include <string>

namespace fillrate::domain::testing {

/// "<state> <verb>" to the next state of a submittal; where a revival leads is the past's, and only
/// a maybe with a day is asked about again.
[[nodiscard]] const std::map<std::string, std::string>& expected_submittal_steps();
/// The same of an interview; of held it is what an assumption allows.
[[nodiscard]] const std::map<std::string, std::string>& expected_interview_steps();

}  // namespace fillrate::domain::testing
