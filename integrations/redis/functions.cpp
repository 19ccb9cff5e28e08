#include "integrations/redis/functions.hpp"

namespace fillrate::redis {

std::string function_name(std::string_view what) {
    std::string name(what);
    name += '_';
    name += functions_hash();
    return name;
}

std::string functions_library() {
    return function_name("fillrate");
}

}  // namespace fillrate::redis
