// The drawing of a QR code, by what every reader looks for in it.
#include "app/qr_code.h"

#include "base/text.h"

#include <gtest/gtest.h>

#include <vector>

namespace ducha::app {
namespace {

using Modules = std::vector<std::vector<bool>>;

/// The modules of a drawing, true where they are dark.
Modules modules_of(std::string const& drawn)
{
    Modules rows;
    for (auto line : split(drawn, '\n')) {
        if (line.empty()) {
            continue;
        }
        EXPECT_TRUE(line.starts_with("\x1b[30;107m") && line.ends_with("\x1b[0m"));
        line.remove_prefix(9);
        line.remove_suffix(4);
        std::vector<bool> upper;
        std::vector<bool> lower;
        for (std::size_t at = 0; at < line.size();) {
            auto const [value, offset, length] = code_point_at(line, at);
            upper.push_back(value == U'▀' || value == U'█');
            lower.push_back(value == U'▄' || value == U'█');
            at = offset + length;
        }
        rows.push_back(upper);
        rows.push_back(lower);
    }
    return rows;
}

/// Whether the finder pattern stands with its upper left corner here.
bool has_finder(Modules const& modules, std::size_t x, std::size_t y)
{
    for (std::size_t row = 0; row < 7; ++row) {
        for (std::size_t column = 0; column < 7; ++column) {
            auto const ring = std::min({row, column, 6 - row, 6 - column});
            if (modules[y + row][x + column] != (ring != 1)) {
                return false;
            }
        }
    }
    return true;
}

TEST(QrCode, HasItsThreeFindersAndAQuietZone)
{
    auto const modules = modules_of(qr_code("otpauth://totp/ducha:li.si?secret=GEZDGNBVGY3TQOJQ"));
    ASSERT_GT(modules.size(), 29U);
    auto const width = modules.front().size() - 8;
    EXPECT_EQ(width % 4, 1U) << "17 + 4 x version";
    EXPECT_TRUE(has_finder(modules, 4, 4));
    EXPECT_TRUE(has_finder(modules, 4 + width - 7, 4));
    EXPECT_TRUE(has_finder(modules, 4, 4 + width - 7));
    EXPECT_FALSE(has_finder(modules, 4 + width - 7, 4 + width - 7));
    EXPECT_TRUE(modules[4 + width - 8][4 + 8]) << "the one module that is dark in every code";
    for (std::size_t i = 0; i < modules.front().size(); ++i) {
        for (std::size_t margin = 0; margin < 4; ++margin) {
            EXPECT_FALSE(modules[margin][i]);
            EXPECT_FALSE(modules[i][margin]);
        }
    }
}

} // namespace
} // namespace ducha::app
