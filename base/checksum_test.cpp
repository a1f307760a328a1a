// Checksums of large files.
#include "base/checksum.h"

#include <gtest/gtest.h>

#include <vector>

namespace ducha {
namespace {

/// The bytes from which xxHash's own tests are made.
std::vector<std::byte> sample(std::size_t count)
{
    std::vector<std::byte> bytes;
    std::uint64_t state = 2654435761U;
    for (std::size_t i = 0; i < count; ++i) {
        bytes.push_back(static_cast<std::byte>(state >> 56U));
        state *= 11400714785074694797U;
    }
    return bytes;
}

TEST(Checksums, AreThoseThatXxhashPublishes)
{
    EXPECT_EQ(checksum_of({}), 0x2D06800538D394C2U);
    EXPECT_EQ(checksum_of(sample(1)), 0xC44BDFF4074EECDBU);
    EXPECT_EQ(checksum_of(sample(2367)), 0xCB37AEB9E5D361EDU);
}

TEST(Checksums, AreTheSameInAnyPieces)
{
    auto const bytes = sample(5'000);
    for (std::size_t const piece : {1U, 63U, 256U, 4'999U}) {
        Checksum sum;
        for (std::size_t first = 0; first < bytes.size(); first += piece) {
            auto const count = std::min(piece, bytes.size() - first);
            sum.add(std::span{bytes}.subspan(first, count));
        }
        EXPECT_EQ(sum.sum(), checksum_of(bytes));
    }
}

} // namespace
} // namespace ducha
