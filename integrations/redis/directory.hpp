// Files around the embedded Redis: private directories, lock files, and the note that says where
// the socket is.
#pragma once

#include "core/base/result.hpp"

#include <string>

namespace fillrate::redis {

/// An flock(2) on a file, held by every process that holds the descriptor. Close-on-exec.
class file_lock {
public:
    file_lock() = default;
    ~file_lock();
    file_lock(file_lock&& other) noexcept;
    file_lock& operator=(file_lock&& other) noexcept;
    file_lock(const file_lock&) = delete;
    file_lock& operator=(const file_lock&) = delete;

    /// Creates the file (0600) where needed. conflict when somebody else holds the lock.
    [[nodiscard]] static result<file_lock> acquire(const std::string& path);

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

private:
    explicit file_lock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

/// Creates the directory (0700, parents too) or checks that it is one and ours.
[[nodiscard]] result<void> ensure_private_directory(const std::string& path);

/// A new 0700 directory with a short name under XDG_RUNTIME_DIR or /tmp: a unix socket's path may
/// have at most 107 bytes, and a data directory's may be longer.
[[nodiscard]] result<std::string> make_socket_directory();
/// Removes the socket and its directory, if the directory is one of ours.
void remove_socket_directory(const std::string& socket_path) noexcept;

/// Replaces the file's content in one step; 0600.
[[nodiscard]] result<void> write_note(const std::string& path, const std::string& text);
/// not_found when there is none; at most 4 KiB, without line end.
[[nodiscard]] result<std::string> read_note(const std::string& path);
/// The last line of a file, for an error text; empty when there is none.
[[nodiscard]] std::string last_line(const std::string& path);

}  // namespace fillrate::redis
