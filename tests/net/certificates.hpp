// Certificates made at test time: an authority and what it signs, good and bad.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace fillrate::net::testing {

struct certificate_wish {
    std::string host = "localhost";  ///< a DNS name, or an IP address
    bool self_signed = false;
    bool expired = false;
};

struct certificate_files {
    std::string certificate;
    std::string key;
};

/// A certificate authority in a directory of its own, gone with the object.
class authority {
public:
    authority();
    ~authority();
    authority(const authority&) = delete;
    authority& operator=(const authority&) = delete;

    [[nodiscard]] std::string ca_file() const;
    [[nodiscard]] certificate_files issue(const certificate_wish& wish);

private:
    struct keys;
    std::filesystem::path directory_;
    std::unique_ptr<keys> keys_;
    int issued_ = 0;
};

}  // namespace fillrate::net::testing
