#include "integrations/redis/directory.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace fillrate::redis {

namespace {

constexpr std::string_view socket_directory_name = "fillrate-";
constexpr mode_t owner_only = 0700;
constexpr mode_t owner_file = 0600;
constexpr std::size_t most_note_bytes = 4096;

error system_failure(const std::string& what, int number) {
    return error(errc::unavailable, what + ": " + std::generic_category().message(number));
}

std::string runtime_directory() {
    const char* configured = std::getenv("XDG_RUNTIME_DIR");
    struct stat about {};
    // The name must leave room for ours within a socket's 107 bytes.
    if (configured != nullptr && configured[0] == '/' && std::string_view(configured).size() < 70 &&
        ::stat(configured, &about) == 0 && S_ISDIR(about.st_mode) &&
        ::access(configured, W_OK | X_OK) == 0) {
        return configured;
    }
    return "/tmp";
}

}  // namespace

file_lock::~file_lock() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

file_lock::file_lock(file_lock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

file_lock& file_lock::operator=(file_lock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

result<file_lock> file_lock::acquire(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_file);
    if (descriptor < 0) {
        return system_failure(path, errno);
    }
    file_lock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            return error(errc::conflict, path + " is held by another process");
        }
        return system_failure(path, errno);
    }
    return lock;
}

result<void> ensure_private_directory(const std::string& path) {
    std::error_code failed;
    const std::filesystem::path place(path);
    if (place.has_parent_path()) {
        std::filesystem::create_directories(place.parent_path(), failed);
    }
    if (::mkdir(path.c_str(), owner_only) == 0) {
        return {};
    }
    if (errno != EEXIST) {
        return system_failure("cannot create " + path, errno);
    }
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0 || !S_ISDIR(about.st_mode)) {
        return error(errc::invalid_input, path + " is not a directory");
    }
    if (about.st_uid != ::geteuid()) {
        return error(errc::invalid_input, path + " belongs to another user");
    }
    return {};
}

result<std::string> make_socket_directory() {
    std::string name = runtime_directory() + "/" + std::string(socket_directory_name) + "XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) {
        return system_failure("cannot create " + name, errno);
    }
    return name;
}

void remove_socket_directory(const std::string& socket_path) noexcept {
    const std::size_t slash = socket_path.rfind('/');
    if (slash == std::string::npos || slash == 0) {
        return;
    }
    const std::string directory = socket_path.substr(0, slash);
    const std::size_t name = directory.rfind('/');
    if (name == std::string::npos ||
        !std::string_view(directory).substr(name + 1).starts_with(socket_directory_name)) {
        return;
    }
    ::unlink(socket_path.c_str());
    ::rmdir(directory.c_str());
}

result<void> write_note(const std::string& path, const std::string& text) {
    const std::string fresh = path + ".new";
    const int descriptor =
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, owner_file);
    if (descriptor < 0) {
        return system_failure(fresh, errno);
    }
    const std::string line = text + "\n";
    const bool written =
        ::write(descriptor, line.data(), line.size()) == static_cast<::ssize_t>(line.size());
    const bool closed = ::close(descriptor) == 0;
    if (!written || !closed || ::rename(fresh.c_str(), path.c_str()) != 0) {
        return system_failure(path, errno);
    }
    return {};
}

result<std::string> read_note(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    if (!file || !std::getline(file, line) || line.empty()) {
        return error(errc::not_found, path + " is not there");
    }
    if (line.size() > most_note_bytes) {
        return error(errc::invalid_input, path + " is too long");
    }
    return line;
}

std::string last_line(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    std::string last;
    while (std::getline(file, line)) {
        if (!line.empty()) {
            last = line;
        }
    }
    return last;
}

}  // namespace fillrate::redis
