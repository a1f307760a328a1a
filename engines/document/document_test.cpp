// Kinds are told by content, sizes by the header; what is too large or contradicts itself is not
// taken.
#include "engines/document/document.h"

#include <gtest/gtest.h>

namespace ducha::document {
namespace {

using namespace std::string_literals;

std::string number(std::uint64_t value, int bytes, bool highest_first)
{
    std::string text;
    for (int i = 0; i < bytes; ++i) {
        auto const place = static_cast<unsigned>(highest_first ? bytes - 1 - i : i);
        text += static_cast<char>(value >> (8 * place));
    }
    return text;
}

std::string jpeg(std::uint64_t width, std::uint64_t height, char frame = '\xC0')
{
    auto const segment = [](char marker, std::string const& content) {
        return "\xFF"s + marker + number(content.size() + 2, 2, true) + content;
    };
    // An Exif segment with a picture of its own within, which is not the picture.
    auto const thumbnail = segment('\xE1', "Exif\0\0\xFF\xD8\xFF\xC0\0\x0B\x08\0\x01\0\x01\x01"s);
    return "\xFF\xD8"s + segment('\xE0', "JFIF\0\x01\x01"s) + thumbnail + "\xFF\xFF"s +
        segment(
            frame, "\x08"s + number(height, 2, true) + number(width, 2, true) + "\x01\x01\x11\0"s
        )
            .substr(1) +
        "\xFF\xDA"s;
}

/// As zlib's crc32 gives it for these sizes, of 8-bit colour.
std::string png(std::uint64_t width, std::uint64_t height, std::uint64_t checksum)
{
    return "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"s + number(width, 4, true) + number(height, 4, true) +
        "\x08\x02\0\0\0"s + number(checksum, 4, true);
}

std::string riff(std::string const& chunks)
{
    return "RIFF"s + number(chunks.size() + 4, 4, false) + "WEBP" + chunks;
}

std::string chunk(std::string const& name, std::string const& content)
{
    return name + number(content.size(), 4, false) + content +
        std::string(content.size() % 2, '\0');
}

std::string lossy(std::uint64_t width, std::uint64_t height)
{
    return chunk(
        "VP8 ",
        "\x10\x02\0\x9D\x01\x2A"s + number(width, 2, false) + number(height, 2, false) + "\x01\x01"s
    );
}

std::string lossless(std::uint64_t width, std::uint64_t height)
{
    return chunk("VP8L", "\x2F"s + number((width - 1) | (height - 1) << 14U, 4, false) + "\x01"s);
}

std::string extended(std::uint64_t width, std::uint64_t height, char flags = '\0')
{
    return chunk(
        "VP8X",
        std::string{flags} + "\0\0\0"s + number(width - 1, 3, false) + number(height - 1, 3, false)
    );
}

constexpr auto* pdf = "%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n";

/// `kind width x height`, or the code of the refusal.
std::string told(std::string const& content)
{
    auto const found = look(bytes_of(content));
    return found ? std::string{code(found->kind)} + " " + std::to_string(found->width) + " x " +
            std::to_string(found->height)
                 : found.error().code;
}

TEST(Document, IsToldByItsContent)
{
    EXPECT_EQ(told(jpeg(640, 480)), "jpeg 640 x 480");
    EXPECT_EQ(told(jpeg(640, 480, '\xC2')), "jpeg 640 x 480");
    EXPECT_EQ(told(png(37, 23, 0x034E11F2)), "png 37 x 23");
    EXPECT_EQ(told(riff(lossy(176, 144))), "webp 176 x 144");
    EXPECT_EQ(told(riff(lossless(300, 5))), "webp 300 x 5");
    EXPECT_EQ(told(riff(extended(300, 5) + chunk("ICCP", "abc") + lossy(300, 5))), "webp 300 x 5");
    EXPECT_EQ(told(pdf), "pdf 0 x 0");
}

TEST(Document, OfAnotherKindIsNotTaken)
{
    EXPECT_EQ(told(""), "document.empty");
    for (auto const& other :
         {"GIF89a"s,
          "PK\x03\x04"s,
          "<svg></svg>"s,
          "\x7F"
          "ELF"s,
          "BM"s}) {
        EXPECT_EQ(told(other), "document.unknown_kind");
    }
    EXPECT_EQ(told(" " + std::string{pdf}), "document.unknown_kind");
    EXPECT_EQ(told("RIFF\x04\0\0\0WAVE"s), "document.unknown_kind");
}

TEST(Document, WithABrokenHeaderIsNotTaken)
{
    EXPECT_EQ(told(png(37, 24, 0x034E11F2)), "document.broken_header");
    EXPECT_EQ(told(jpeg(640, 0)), "document.broken_header");
    EXPECT_EQ(told(jpeg(640, 480, '\xC3')), "document.broken_header");
    EXPECT_EQ(told("\xFF\xD8\xFF\xD9"s), "document.broken_header");
    EXPECT_EQ(told(riff(lossy(0, 144))), "document.broken_header");
    EXPECT_EQ(told(riff(chunk("ALPH", "abc"))), "document.broken_header");
    EXPECT_EQ(told("%PDF-1.7\n"), "document.broken_header");
    EXPECT_EQ(told("%PDF-x.7\n%%EOF"), "document.broken_header");
}

// Whoever decodes it would need more than the header says.
TEST(Document, APictureOfAnotherSizeThanItsCanvasIsNotTaken)
{
    EXPECT_EQ(told(riff(extended(300, 5) + lossy(301, 5))), "document.broken_header");
    EXPECT_EQ(told(riff(extended(300, 5))), "document.broken_header");
    EXPECT_EQ(told(riff(extended(300, 5, '\x02') + lossy(300, 5))), "document.moving");
}

TEST(Document, ThatIsTooLargeIsNotTaken)
{
    EXPECT_EQ(told(jpeg(12'000, 4'166)), "jpeg 12000 x 4166");
    EXPECT_EQ(told(jpeg(12'001, 1)), "document.too_wide");
    EXPECT_EQ(told(jpeg(10'000, 5'001)), "document.too_many_pixels");
    EXPECT_EQ(told(png(0x7FFF'FFFF, 0x7FFF'FFFF, 0x9BAB9C31)), "document.too_wide");
    auto large = std::string{pdf};
    large.insert(9, std::string(static_cast<std::size_t>(most_bytes) - large.size(), 'x'));
    EXPECT_EQ(told(large), "pdf 0 x 0");
    EXPECT_EQ(told(large + "\n"), "document.too_large");
}

// Every beginning of a file is cut somewhere: nothing is read that is not there.
TEST(Document, ThatIsCutAnywhereIsNotTaken)
{
    auto const whole = {
        jpeg(640, 480),
        png(37, 23, 0x034E11F2),
        riff(lossy(176, 144)),
        riff(extended(9, 9) + lossless(9, 9)),
        std::string{pdf}.substr(0, 36)
    };
    for (auto const& content : whole) {
        // What stands behind the frame of a JPEG is not looked at.
        auto const end = content.size() - (content.starts_with("\xFF\xD8") ? 2 : 0);
        for (std::size_t size = 0; size < end; ++size) {
            auto const cut = content.substr(0, size);
            EXPECT_FALSE(look(bytes_of(cut))) << size << " of " << content.size();
        }
    }
}

} // namespace
} // namespace ducha::document
