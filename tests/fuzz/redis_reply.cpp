// Bytes of a hostile Redis.
#include "integrations/redis/reply_reader.hpp"
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fillrate::redis::reply_reader reader;
    reader.feed(fillrate::fuzz::text_of(data, size / 2));
    for (int half = 0; half < 2; ++half) {
        for (;;) {
            const auto next = reader.next();
            if (!next) {
                return 0;
            }
            if (!*next) {
                break;
            }
        }
        if (half == 0) {
            reader.feed(fillrate::fuzz::text_of(data + size / 2, size - size / 2));
        }
    }
    return 0;
}
