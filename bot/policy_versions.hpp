// Policies and calendars in every version a clock may name, as kept in the store (DESIGN.md 4):
// each content once under its hash, the contents of a name numbered in the order they were first
// loaded.
#pragma once

#include "bot/record_codec.hpp"
#include "config/policies.hpp"
#include "core/async/awaitable.hpp"
#include "core/domain/policy.hpp"
#include "core/ports/store.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::bot {

/// The record that numbers them; the contents are "rule:<hash>".
inline constexpr std::string_view policy_list_record = "policies";

/// The versions of one name.
struct numbered_rule {
    std::string name{};
    std::vector<std::string> contents{};  ///< hashes; the first is version 1
    std::uint32_t serving = 0;            ///< as last loaded; 0: no longer in the file
    friend bool operator==(const numbered_rule&, const numbered_rule&) = default;
};

struct policy_list {
    std::vector<numbered_rule> policies{};
    std::vector<numbered_rule> calendars{};
    friend bool operator==(const policy_list&, const policy_list&) = default;
};

[[nodiscard]] std::string to_json(const policy_list& value);
[[nodiscard]] result<policy_list> policy_list_from_json(std::string_view json);

/// What a file comes to: the policies in force and the calendars, as texts.
struct rule_texts {
    std::map<std::string, std::string, std::less<>> policies{};   ///< by name
    std::map<std::string, std::string, std::less<>> calendars{};  ///< by name
};
[[nodiscard]] rule_texts texts_of(const config::policy_file& file);
/// Equal for files that mean the same.
[[nodiscard]] std::string hash_of(const rule_texts& texts);

/// The list once these texts are what serves: a known content keeps its number, a new one gets the
/// next.
[[nodiscard]] policy_list renumbered(policy_list list, const rule_texts& texts);

/// Which versions new clocks get.
[[nodiscard]] domain::policy_book::versions serving(const std::vector<numbered_rule>& rules);

struct stored_policies {
    std::uint64_t version = 0;  ///< of the list's record
    policy_list list{};
    domain::policy_book book{};
    std::size_t added = 0;                  ///< contents the store did not have
    std::vector<std::string> unreadable{};  ///< "default@2": changed outside Fillrate, left out
};

/// Numbers what a file says and keeps it; new clocks of the book get just that. Errors: of the
/// store; protocol when the list was changed outside Fillrate.
[[nodiscard]] async::awaitable<result<stored_policies>> keep_policies(
    ports::store& store,
    const record_codec& codec,
    rule_texts texts,
    instant now
);

/// Which version the list's record has now; 0 while no file was ever loaded.
[[nodiscard]] async::awaitable<result<std::uint64_t>> policy_list_version(
    ports::store& store,
    const record_codec& codec
);

/// As last loaded by any instance; the shipped policies while none ever did.
[[nodiscard]] async::awaitable<result<stored_policies>> load_policies(
    ports::store& store,
    const record_codec& codec
);

}  // namespace fillrate::bot
