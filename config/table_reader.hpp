// Reads one TOML table strictly: every key must be known, every value of its type. The first
// problem is kept.
#pragma once

#include "core/base/result.hpp"

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
    /// A text that `parse` turns into a value, or says what was expected.
    void parsed(
        std::string_view key,
        const std::function<std::optional<std::string>(const std::string&)>& parse
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
    void fail(const toml::source_region& where, std::string_view key, std::string_view expected);
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

}  // namespace fillrate::config
