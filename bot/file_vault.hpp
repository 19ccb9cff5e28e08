// Files people gave, each sealed with a key of its own that is kept elsewhere: a copy of the folder
// tells nothing (DOMAIN.md 0; RELIABILITY.md 4.8).
#pragma once

#include "config/settings.hpp"
#include "core/base/instant.hpp"
#include "core/base/random.hpp"
#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::bot {

/// What it takes to read a file again.
struct kept_file {
    std::string name{};  ///< within the folder: 32 hexadecimal digits
    std::string key{};   ///< base64url
};

/// store.files_dir, else a folder beside the embedded store's data; empty with a Redis of its own
/// and no files_dir: then nobody keeps files.
[[nodiscard]] std::string files_folder(
    const config::store_settings& store,
    const config::secrets& secrets
);

/// The folder of kept files. Blocks while it reads and writes: a file has at most 10 MB.
class file_vault {
public:
    /// `random` must outlive the vault. The folder is made when the first file is kept.
    file_vault(std::string folder, random_source& random);

    [[nodiscard]] const std::string& folder() const noexcept { return folder_; }
    /// Makes the folder (0700) and tries to write there. Errors: unavailable, saying why.
    [[nodiscard]] result<void> try_out() const;

    /// Notes in the folder whose files these are, for good: those of the store with this identity.
    /// Errors: conflict when they are another store's, with the fix; unavailable.
    [[nodiscard]] result<void> belong_to(const std::string& store) const;

    /// Sealed and on disk when it returns. Errors: unavailable.
    [[nodiscard]] result<kept_file> keep(std::string_view bytes) const;
    /// Errors: not_found; invalid_input when file and key do not fit, or the file was changed.
    [[nodiscard]] result<std::string> read(const kept_file& what) const;
    [[nodiscard]] bool has(const std::string& name) const;

    /// Names of the files last written before `when`.
    [[nodiscard]] std::vector<std::string> written_before(wire_instant when) const;
    void remove(const std::string& name) const;

private:
    [[nodiscard]] std::string path_of(const std::string& name) const;

    std::string folder_;
    random_source& random_;
};

}  // namespace fillrate::bot
