// The policies file, and the texts its contents are stored as.
#include "config/policies.hpp"

#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace config = fillrate::config;
    namespace domain = fillrate::domain;
    namespace fuzz = fillrate::fuzz;
    const auto text = fuzz::text_of(data, size);
    const auto file = config::parse_policies(text, "fuzz.toml");
    fuzz::require(file || !file.error().detail.empty());
    static_cast<void>(domain::calendar_from_canonical("fuzz", text));
    static_cast<void>(domain::policy_from_canonical("fuzz", text));
    if (!file) {
        return 0;
    }
    for (const auto& spec : file->calendars) {
        const auto stored = domain::canonical(spec);
        const auto back = domain::calendar_from_canonical(spec.name, stored);
        fuzz::require(back && domain::canonical(*back) == stored);
        fuzz::require(domain::calendar::compile(*back).has_value());
    }
    for (const auto& policy : file->policies) {
        const auto back = domain::policy_from_canonical(policy.name, domain::canonical(policy));
        fuzz::require(back && *back == policy);
    }
    return 0;
}
