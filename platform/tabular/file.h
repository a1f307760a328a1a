// Plain files with errors that name them. Inside of tabular.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

namespace ducha::tabular {

/// Throws Trouble: disk_full where `error` (an errno) says that there is no room, else io.
///
/// act   what failed: "cannot write"
[[noreturn]] void throw_trouble(std::string_view act, std::filesystem::path const& path, int error);

/// Owns a file descriptor.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    [[nodiscard]] int get() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }
    void close();

private:
    int number_ = -1;
};

/// Reads at most room.size() bytes; 0 at the end of the file. Throws Trouble.
[[nodiscard]] std::size_t
read_some(Descriptor const& file, std::span<char> room, std::filesystem::path const& path);

/// Writes all of it. Throws Trouble.
void write_all(Descriptor const& file, std::string_view bytes, std::filesystem::path const& path);

/// Makes a rename in `folder` last. Throws Trouble.
void sync_folder(std::filesystem::path const& folder);

} // namespace ducha::tabular
