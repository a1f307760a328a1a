// A text that nobody else shall see: a password, a token. Wiped when it goes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::identity {

/// Owns the only copy that it knows of; what it was made from is wiped as well. It is never
/// printed, logged or compared: whoever needs the text asks for it by name.
///
/// limits   copies that were made before (a terminal's, a socket's) are for whoever made them
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string&& text);
    Secret(Secret const&) = delete;
    Secret& operator=(Secret const&) = delete;
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    /// Never a null pointer, which C libraries do not take for an empty text.
    [[nodiscard]] std::string_view text() const
    {
        return text_.empty() ? std::string_view{""} : std::string_view{text_.data(), text_.size()};
    }

private:
    std::vector<char> text_;
};

/// Overwrites, in a way that no compiler leaves out.
void wipe(std::span<std::uint8_t> bytes);

} // namespace ducha::identity
