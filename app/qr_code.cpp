// A QR code drawn with letters.
#include "app/qr_code.h"

#include "base/invariant.h"

#include "platform/trouble.h"

#include <qrencode.h>

#include <memory>

namespace ducha::app {
namespace {

constexpr int quiet_zone = 4;
constexpr std::string_view black_on_white = "\x1b[30;107m";
constexpr std::string_view usual_colours = "\x1b[0m";

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

bool is_dark(QRcode const& code, int x, int y)
{
    bool const inside = x >= 0 && y >= 0 && x < code.width && y < code.width;
    return inside && (code.data[y * code.width + x] & 1U) != 0;
}

} // namespace

std::string qr_code(std::string_view text)
{
    invariant(!text.empty() && text.size() <= 1000, "a QR code holds 1 to 1,000 bytes");
    std::unique_ptr<QRcode, Free> const code{QRcode_encodeData(
        static_cast<int>(text.size()),
        reinterpret_cast<unsigned char const*>(text.data()),
        0,
        QR_ECLEVEL_M
    )};
    if (!code) {
        throw Trouble{Trouble::Kind::io, "there is no memory for a QR code"};
    }
    constexpr std::string_view halves[] = {" ", "▄", "▀", "█"};
    std::string drawn;
    for (int y = -quiet_zone; y < code->width + quiet_zone; y += 2) {
        drawn += black_on_white;
        for (int x = -quiet_zone; x < code->width + quiet_zone; ++x) {
            drawn += halves[(is_dark(*code, x, y) ? 2 : 0) + (is_dark(*code, x, y + 1) ? 1 : 0)];
        }
        drawn += usual_colours;
        drawn += '\n';
    }
    return drawn;
}

} // namespace ducha::app
