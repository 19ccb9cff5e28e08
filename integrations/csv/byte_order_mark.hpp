// The mark some programs put at the start of a UTF-8 file (RFC 3629, 6): a reader skips it there,
// so a writer quotes text that begins with it.
#pragma once

#include <string_view>

namespace fillrate::csv {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace fillrate::csv
