#include "bot/file_vault.hpp"

#include "core/base/text.hpp"
#include "core/crypto/key.hpp"
#include "core/crypto/sealer.hpp"
#include "integrations/redis/directory.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace fillrate::bot {

namespace {

constexpr std::string_view format_mark = "FRF1";
constexpr std::size_t name_bytes = 16;
constexpr std::string_view unfinished = ".part";
constexpr std::string_view owner_note = "store";

error disk_error(const std::string& what) {
    return {errc::unavailable, what + ": " + std::strerror(errno)};
}

// Closes on the way out, whatever happened.
class open_file_descriptor {
public:
    explicit open_file_descriptor(int number) : number_(number) {}
    ~open_file_descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    open_file_descriptor(const open_file_descriptor&) = delete;
    open_file_descriptor& operator=(const open_file_descriptor&) = delete;
    [[nodiscard]] int number() const noexcept { return number_; }

private:
    int number_;
};

bool is_kept_name(std::string_view name) {
    return name.size() == 2 * name_bytes &&
           std::ranges::all_of(name, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

std::string bound_to(const std::string& name) {
    return "file|" + name;
}

bool write_whole(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(to, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

result<void> sync_folder(const std::string& folder) {
    const open_file_descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.number() < 0 || ::fsync(opened.number()) != 0) {
        return disk_error(folder + " cannot be written");
    }
    return {};
}

// Whole or not at all, and on disk when it returns.
result<void> write_file(
    const std::string& folder,
    const std::string& path,
    std::string_view bytes
) {
    const auto temporary = path + std::string(unfinished);
    {
        const open_file_descriptor opened(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)
        );
        if (opened.number() < 0) {
            return disk_error(folder + " cannot be written");
        }
        if (!write_whole(opened.number(), bytes) || ::fsync(opened.number()) != 0) {
            auto why = disk_error(folder + " cannot be written");
            ::unlink(temporary.c_str());
            return why;
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        auto why = disk_error(folder + " cannot be written");
        ::unlink(temporary.c_str());
        return why;
    }
    return sync_folder(folder);
}

result<std::string> read_whole(const std::string& path) {
    const open_file_descriptor opened(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (opened.number() < 0) {
        return errno == ENOENT ? error(errc::not_found, "a kept file is missing")
                               : disk_error("a kept file cannot be read");
    }
    struct stat facts {};
    if (::fstat(opened.number(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
        return error(errc::invalid_input, "a kept file is none");
    }
    std::string bytes(static_cast<std::size_t>(facts.st_size), '\0');
    std::size_t had = 0;
    while (had < bytes.size()) {
        const auto got = ::read(opened.number(), bytes.data() + had, bytes.size() - had);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return disk_error("a kept file cannot be read");
        }
        had += static_cast<std::size_t>(got);
    }
    return bytes;
}

// A folder that cannot be had is our trouble, not that of whoever sent a file.
result<void> make_folder(const std::string& folder) {
    const auto made = redis::ensure_private_directory(folder);
    return made ? result<void>{} : error(errc::unavailable, made.error().detail);
}

crypto::sealer sealer_of(crypto::key key, random_source& random) {
    return {std::move(key), {}, random};
}

}  // namespace

std::string files_folder(const config::store_settings& store, const config::secrets& secrets) {
    if (!store.files_dir.empty()) {
        return store.files_dir;
    }
    const bool embedded = store.url == "embedded" && secrets.redis_url.empty();
    return embedded ? store.data_dir + "/files" : std::string{};
}

file_vault::file_vault(std::string folder, random_source& random)
    : folder_(std::move(folder)), random_(random) {}

std::string file_vault::path_of(const std::string& name) const {
    return folder_ + '/' + name;
}

result<void> file_vault::try_out() const {
    if (auto made = make_folder(folder_); !made) {
        return made.error();
    }
    const auto tried = path_of("tried");
    auto written = write_file(folder_, tried, "ok");
    ::unlink(tried.c_str());
    return written;
}

result<void> file_vault::belong_to(const std::string& store) const {
    if (auto made = make_folder(folder_); !made) {
        return made.error();
    }
    const auto path = path_of(std::string(owner_note));
    const auto noted = read_whole(path);
    if (!noted && noted.error().code != errc::not_found) {
        return noted.error();
    }
    if (!noted) {
        return write_file(folder_, path, store);
    }
    if (*noted != store) {
        return error(
            errc::conflict,
            "the files in " + folder_ +
                " belong to another store; name another folder, or remove " + path +
                " if they are this one's"
        );
    }
    return {};
}

result<kept_file> file_vault::keep(std::string_view bytes) const {
    if (auto made = make_folder(folder_); !made) {
        return made.error();
    }
    std::array<unsigned char, name_bytes> random_name{};
    random_.fill(random_name);
    auto key = crypto::key::generate(random_);
    kept_file kept;
    kept.name = hex_encode({reinterpret_cast<const char*>(random_name.data()), random_name.size()});
    kept.key = base64url_encode(key.reveal());
    auto content = std::string(format_mark);
    content += sealer_of(std::move(key), random_).seal(bytes, bound_to(kept.name));
    if (auto written = write_file(folder_, path_of(kept.name), content); !written) {
        return written.error();
    }
    return kept;
}

result<std::string> file_vault::read(const kept_file& what) const {
    const auto raw = base64url_decode(what.key);
    auto key = raw ? crypto::key::from_bytes(*raw) : result<crypto::key>(errc::invalid_input);
    if (!is_kept_name(what.name) || !key) {
        return error(errc::invalid_input, "not the name and key of a kept file");
    }
    const auto content = read_whole(path_of(what.name));
    if (!content) {
        return content.error();
    }
    if (!content->starts_with(format_mark)) {
        return error(errc::invalid_input, "a kept file has a format this version does not read");
    }
    const auto sealed = std::string_view(*content).substr(format_mark.size());
    return sealer_of(std::move(*key), random_).open(sealed, bound_to(what.name));
}

bool file_vault::has(const std::string& name) const {
    struct stat facts {};
    return is_kept_name(name) && ::stat(path_of(name).c_str(), &facts) == 0 &&
           S_ISREG(facts.st_mode);
}

std::vector<std::string> file_vault::written_before(wire_instant when) const {
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(folder_.c_str()), ::closedir);
    const auto latest = std::chrono::floor<seconds>(when.time_since_epoch()).count();
    while (const auto* entry = folder ? ::readdir(folder.get()) : nullptr) {
        const std::string name(entry->d_name);
        const bool left_over = name.ends_with(unfinished);
        struct stat facts {};
        if ((is_kept_name(name) || left_over) && ::stat(path_of(name).c_str(), &facts) == 0 &&
            S_ISREG(facts.st_mode) && facts.st_mtime < latest) {
            names.push_back(name);
        }
    }
    std::ranges::sort(names);
    return names;
}

void file_vault::remove(const std::string& name) const {
    if (is_kept_name(name) || name.ends_with(unfinished)) {
        ::unlink(path_of(name).c_str());
    }
}

}  // namespace fillrate::bot
