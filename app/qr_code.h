// A QR code (ISO/IEC 18004) drawn with letters, for a telephone held before the terminal.
#pragma once

#include <string>
#include <string_view>

namespace ducha::app {

/// Lines of half blocks, two modules a letter, with the quiet zone of four modules around. Black on
/// white whatever the terminal's colours are, as not every reader knows the reverse.
///
/// text     1 to 1,000 bytes
/// throws   Trouble(io): no memory
[[nodiscard]] std::string qr_code(std::string_view text);

} // namespace ducha::app
