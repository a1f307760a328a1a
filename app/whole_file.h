// Small files that are read and written whole.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace ducha::app {

/// throws   Trouble(io): cannot be read, or is larger than `most_bytes`
[[nodiscard]] std::string
read_whole(std::filesystem::path const& file, std::size_t most_bytes = 16U << 20U);

/// The file appears whole under its name, or what was there before stays: it is written beside it
/// and renamed.
/// throws   Trouble(io)
void write_whole(std::filesystem::path const& file, std::string_view text);

} // namespace ducha::app
