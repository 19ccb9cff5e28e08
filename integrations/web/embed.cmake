# Writes OUTPUT, a C++ source that holds the files of FOLDER named in FILES (separated by commas),
# for assets.hpp. Run by the build: cmake -D... -P embed.cmake
string(REPLACE "," ";" FILES "${FILES}")
set(type_html "text/html; charset=utf-8")
set(type_css "text/css; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_svg "image/svg+xml")

set(bytes "")
set(rows "")
set(number 0)
foreach(file IN LISTS FILES)
    file(READ "${FOLDER}/${file}" hex HEX)
    string(LENGTH "${hex}" digits)
    math(EXPR size "${digits} / 2")
    string(REGEX REPLACE "(..)" "0x\\1," literals "${hex}")
    file(SHA256 "${FOLDER}/${file}" hash)
    string(SUBSTRING "${hash}" 0 16 hash)
    string(REGEX REPLACE "^.*\\." "" extension "${file}")
    if(file STREQUAL "index.html")
        set(path "/")
    else()
        set(path "/${file}")
    endif()
    string(APPEND bytes "constexpr unsigned char file_${number}[] = {${literals}};\n")
    string(APPEND rows "    asset{\"${path}\", \"${type_${extension}}\", \"\\\"${hash}\\\"\", view(file_${number}, ${size})},\n")
    math(EXPR number "${number} + 1")
endforeach()

file(
    WRITE "${OUTPUT}"
    "// Generated from integrations/web/static by embed.cmake.
#include \"integrations/web/assets.hpp\"

#include <array>

namespace fillrate::web {
namespace {

${bytes}
std::string_view view(const unsigned char* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace

std::span<const asset> assets() noexcept {
    static const std::array<asset, ${number}> all{
${rows}    };
    return all;
}

}  // namespace fillrate::web
")
