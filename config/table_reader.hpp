// Reads one TOML table strictly: every key must be known, every value of its type. The first
// problem is kept.
#pragma once

#include "core/base/civil.hpp"
#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

namespace fillrate::config {

class table_reader {
public:
    table_reader(const toml::table& table, std::string file, std::string path);

    void text(std::string_view key, std::string& into);
    void number(std::string_view key, std::uint32_t& into, std::uint32_t least, std::uint32_t most);
    void flag(std::string_view key, bool& into);
    void texts(std::string_view key, std::vector<std::string>& into);
    /// A list of texts each of which `parse` turns into a value, or says what was expected.
    void each(
        std::string_view key,
        const std::function<std::optional<std::string>(const std::string&)>& parse
    );
    /// A list of whole numbers that `allows` takes as a whole, else what was expected.
    void numbers(
        std::string_view key,
        std::vector<std::uint16_t>& into,
        const std::function<bool(const std::vector<std::uint16_t>&)>& allows,
        std::string_view expected
    );
    /// A text that `parse` turns into a value, or says what was expected.
    void parsed(
        std::string_view key,
        const std::function<std::optional<std::string>(const std::string&)>& parse
    );
    /// A table whose keys are the file's own: `parse` takes each with its text, or says what was
    /// expected.
    void entries(
        std::string_view key,
        const std::function<
            std::optional<std::string>(std::string_view name, const std::string& text)>& parse
    );
    /// A list of local dates.
    void dates(std::string_view key, std::vector<civil_date>& into);
    /// Sections whose names are the file's own, as [key.name], each read by `body`.
    void sections(
        std::string_view key,
        const std::function<void(const std::string& name, table_reader&)>& body
    );
    /// A section of its own, read by `body`; absent sections are skipped.
    void section(std::string_view key, const std::function<void(table_reader&)>& body);
    /// Not in this release: a present key is an error that says `why`.
    void not_yet(std::string_view key, std::string_view why);
    /// Known but not read here.
    void ignore(std::string_view key) { known_.emplace_back(key); }

    /// After all keys: unknown ones are an error that names the nearest known one.
    void finish();

    [[nodiscard]] const std::optional<error>& problem() const noexcept { return problem_; }
    /// An empty key stands for the table itself.
    void fail(const toml::source_region& where, std::string_view key, std::string_view expected);
    /// About a key that was read, or the whole table where the file does not have it.
    void fail(std::string_view key, std::string_view expected);
    [[nodiscard]] const toml::table& raw() const noexcept { return table_; }

private:
    [[nodiscard]] const toml::node* take(std::string_view key);
    [[nodiscard]] std::string full(std::string_view key) const;

    const toml::table& table_;
    std::string file_;
    std::string path_;
    std::vector<std::string> known_{};
    std::optional<error> problem_{};
};

/// Errors: invalid_input, "name:line: what is wrong".
[[nodiscard]] result<toml::table> parse_toml(std::string_view text, const std::string& name);

/// The bytes of a file. Errors: invalid_input when it cannot be read or holds more than `most`.
[[nodiscard]] result<std::string> read_text_file(
    const std::string& path,
    std::string_view what_it_is,
    std::size_t most
);

}  // namespace fillrate::config
