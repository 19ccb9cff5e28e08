// Takes the chunks off a request body, strictly: pure, fed with pieces of any size, made to be
// fuzzed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fillrate::net {

/// RFC 9112 7.1 without leniency (RELIABILITY.md N016, N019, N020): CRLF only, sizes of 1 to 8
/// hexadecimal digits, extensions and trailers bounded and thrown away.
class chunked_body {
public:
    enum class status { more, done, malformed, too_long };

    /// `body_limit` bytes of content, `framing_limit` bytes of everything else, of which at most
    /// `run_limit` follow each other: one long extension or many trailers.
    chunked_body(std::size_t body_limit, std::size_t framing_limit, std::size_t run_limit)
        : body_limit_(body_limit), framing_limit_(framing_limit), run_limit_(run_limit) {}

    /// Consumes from the front of `input` and appends content to `body`. After `done` the rest of
    /// `input` belongs to the next request. After malformed or too_long the connection must be
    /// closed.
    [[nodiscard]] status feed(std::string_view& input, std::string& body);

private:
    enum class place {
        size,
        extension,
        size_end,
        content,
        content_cr,
        content_lf,
        trailer,
        trailer_end,
        end_lf
    };

    [[nodiscard]] status take_framing_byte(char c);
    [[nodiscard]] status take_size_byte(char c);
    [[nodiscard]] status take_trailer_byte(char c);
    [[nodiscard]] status expect(char c, char wanted, place next);

    std::size_t body_limit_;
    std::size_t framing_limit_;
    std::size_t run_limit_;
    place place_ = place::size;
    std::size_t framing_ = 0;
    std::size_t run_ = 0;  ///< of framing bytes since the last content
    std::size_t taken_ = 0;
    std::uint64_t left_ = 0;  ///< of the chunk being read
    unsigned digits_ = 0;
    bool line_started_ = false;  ///< within a trailer line
};

}  // namespace fillrate::net
