// Text as OpenSSL takes bytes.
#pragma once

#include <string>
#include <string_view>

namespace fillrate::crypto {

[[nodiscard]] inline const unsigned char* data_of(std::string_view bytes) noexcept {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
[[nodiscard]] inline unsigned char* data_of(std::string& bytes) noexcept {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace fillrate::crypto
