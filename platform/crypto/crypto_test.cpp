// The doors to OpenSSL, held against published vectors.
#include "platform/crypto/crypto.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ducha::crypto {
namespace {

Bytes hex(std::string_view text)
{
    return from_hex(text).value();
}

Hash hash(std::string_view text)
{
    return to_hash(hex(text)).value();
}

TEST(RunningHash, OfPiecesIsThatOfTheWhole)
{
    RunningHash hash;
    hash.add(bytes_of("a"));
    hash.add({});
    hash.add(bytes_of("bc"));
    EXPECT_EQ(hash.finish(), sha256({bytes_of("abc")}));
    EXPECT_EQ(RunningHash{}.finish(), sha256({}));
}

// FIPS 180-4, examples.
TEST(Sha256, FollowsThePublishedVectors)
{
    auto const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    EXPECT_EQ(to_hex(sha256({bytes_of("abc")})), abc);
    EXPECT_EQ(to_hex(sha256({bytes_of("a"), {}, bytes_of("bc")})), abc);
    EXPECT_EQ(
        to_hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
}

// RFC 4231, case 2.
TEST(Hmac, FollowsThePublishedVector)
{
    EXPECT_EQ(
        to_hex(hmac(bytes_of("Jefe"), bytes_of("what do ya want for nothing?"))),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
}

// RFC 5869, A.1: the first 32 bytes.
TEST(DerivedKeys, FollowThePublishedVector)
{
    auto const key =
        derive(Bytes(22, 0x0b), hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"));
    EXPECT_EQ(to_hex(key), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
}

// RFC 5869, A.3: no salt and no context.
TEST(DerivedKeys, FollowThePublishedVectorWithoutSaltAndContext)
{
    auto const key = derive(Bytes(22, 0x0b), {}, {});
    EXPECT_EQ(to_hex(key), "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST(DerivedKeys, DifferByContextAndSalt)
{
    auto const secret = Bytes(32, 1);
    auto const salt = Bytes(16, 2);
    auto const key = derive(secret, salt, bytes_of("one"));
    EXPECT_EQ(key, derive(secret, salt, bytes_of("one")));
    EXPECT_NE(key, derive(secret, salt, bytes_of("two")));
    EXPECT_NE(key, derive(secret, Bytes(16, 3), bytes_of("one")));
}

struct SignatureVector {
    std::string_view secret;
    std::string_view open;
    std::string_view message;
    std::string_view signature;
};

// RFC 8032, 7.1, tests 1 and 2.
constexpr SignatureVector signature_vectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
     "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555f"
     "b8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
     "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da08"
     "5ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
};

TEST(Signatures, FollowThePublishedVectors)
{
    for (auto const& vector : signature_vectors) {
        auto const secret = hash(vector.secret);
        auto const message = hex(vector.message);
        EXPECT_EQ(to_hex(signing_pair(secret).open), vector.open);
        EXPECT_EQ(to_hex(sign(signing_pair(secret), message)), vector.signature);
        EXPECT_TRUE(verifies(hash(vector.open), message, hex(vector.signature)));
    }
}

TEST(Signatures, AreRefusedWhereABitWasChanged)
{
    auto const key = make_signing_key();
    auto const message = bytes_of("七月一日共受理九件");
    auto const signature = sign(key, message);
    EXPECT_TRUE(verifies(key.open, message, signature));
    for (std::size_t i = 0; i < signature.size(); ++i) {
        auto other = signature;
        other[i] ^= 0x04U;
        ASSERT_FALSE(verifies(key.open, message, other)) << "byte " << i;
    }
    EXPECT_FALSE(verifies(key.open, bytes_of("七月一日共受理八件"), signature));
    EXPECT_FALSE(verifies(make_signing_key().open, message, signature));
}

TEST(Signatures, AreRefusedWhereTheyAreCutOrLonger)
{
    auto const key = make_signing_key();
    auto const signature = sign(key, bytes_of("a"));
    Bytes longer{signature.begin(), signature.end()};
    longer.push_back(0);
    EXPECT_FALSE(verifies(key.open, bytes_of("a"), ByteSpan{signature}.first(63)));
    EXPECT_FALSE(verifies(key.open, bytes_of("a"), longer));
    EXPECT_FALSE(verifies(key.open, bytes_of("a"), {}));
}

TEST(SigningKeys, AreNewEachTime)
{
    auto const one = make_signing_key();
    auto const two = make_signing_key();
    EXPECT_NE(one.secret, two.secret);
    EXPECT_EQ(signing_pair(one.secret).open, one.open);
}

TEST(KeyExchange, GivesBothSidesTheSameSecret)
{
    auto const mine = make_exchange_key();
    auto const theirs = make_exchange_key();
    auto const stranger = make_exchange_key();
    EXPECT_EQ(exchange(mine.secret, theirs.open), exchange(theirs.secret, mine.open));
    EXPECT_NE(exchange(mine.secret, theirs.open), exchange(stranger.secret, mine.open));
}

// The test cases 13 and 14 of the specification of GCM.
TEST(Sealing, FollowsThePublishedVectors)
{
    Hash const key{};
    Bytes const nonce(12, 0);
    EXPECT_EQ(to_hex(seal(key, nonce, {}, {})), "530f8afbc74536b9a963b4f1c4cb738b");
    EXPECT_EQ(
        to_hex(seal(key, nonce, {}, Bytes(16, 0))),
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
    );
}

struct Sealed {
    Hash key = sha256({bytes_of("a key")});
    Bytes nonce = Bytes(12, 5);
    Bytes bytes = seal(key, nonce, bytes_of("report 7"), bytes_of("李某雷，示例村"));
};

TEST(Sealing, IsUndoneByTheSameKeyNonceAndBoundData)
{
    Sealed const sealed;
    auto const plain = unseal(sealed.key, sealed.nonce, bytes_of("report 7"), sealed.bytes);
    ASSERT_TRUE(plain.has_value());
    EXPECT_EQ(text_of(*plain), "李某雷，示例村");
    EXPECT_EQ(std::ranges::search(sealed.bytes, bytes_of("李某雷")).size(), 0U);
}

TEST(Sealing, KeepsTextsOfEveryLength)
{
    Sealed const sealed;
    for (std::size_t length = 0; length < 70; ++length) {
        Bytes const plain(length, 0xa5);
        auto const bytes = seal(sealed.key, sealed.nonce, {}, plain);
        ASSERT_EQ(bytes.size(), length + 16);
        ASSERT_EQ(unseal(sealed.key, sealed.nonce, {}, bytes), plain);
    }
}

TEST(Sealing, ShowsEveryChange)
{
    Sealed const sealed;
    auto const bound = bytes_of("report 7");
    for (std::size_t i = 0; i < sealed.bytes.size(); ++i) {
        auto other = sealed.bytes;
        other[i] ^= 1U;
        ASSERT_FALSE(unseal(sealed.key, sealed.nonce, bound, other).has_value()) << "byte " << i;
    }
    auto key = sealed.key;
    key[0] ^= 1U;
    EXPECT_FALSE(unseal(key, sealed.nonce, bound, sealed.bytes).has_value());
    EXPECT_FALSE(unseal(sealed.key, Bytes(12, 6), bound, sealed.bytes).has_value());
    EXPECT_FALSE(unseal(sealed.key, sealed.nonce, bytes_of("report 8"), sealed.bytes).has_value());
    EXPECT_FALSE(unseal(sealed.key, sealed.nonce, {}, sealed.bytes).has_value());
}

TEST(Sealing, RefusesWhatIsCut)
{
    Sealed const sealed;
    auto const bound = bytes_of("report 7");
    for (std::size_t length = 0; length < sealed.bytes.size(); ++length) {
        ASSERT_FALSE(unseal(sealed.key, sealed.nonce, bound, ByteSpan{sealed.bytes}.first(length))
                         .has_value()
        ) << length;
    }
    EXPECT_FALSE(unseal(sealed.key, Bytes(11, 5), bound, sealed.bytes).has_value());
}

} // namespace
} // namespace ducha::crypto
