// Signed heads: what a person can hold us to.
// clause L21-14
#include "domain/ledger/head.h"

#include "base/text.h"

#include "platform/crypto/crypto.h"

#include "domain/ledger/merkle.h"

#include <gtest/gtest.h>

namespace ducha::ledger {
namespace {

std::array<std::uint8_t, 32> secret(std::uint8_t first)
{
    std::array<std::uint8_t, 32> bytes{};
    bytes[0] = first;
    return bytes;
}

Signer const& office()
{
    static Signer const signer{"office.example", secret(1)};
    return signer;
}

TreeHead const& head()
{
    static TreeHead const built{
        .origin = "ducha/r3b1/SX", .size = 1234, .root = leaf_hash("the last event")
    };
    return built;
}

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    auto const found = text.find(what);
    EXPECT_NE(found, std::string::npos) << what;
    return text.replace(found, what.size(), with);
}

TEST(SignedHeads, AreReadBackWithTheKeyOfTheOffice)
{
    auto const note = office().sign(head());
    EXPECT_EQ(read_head(note, office().verifier_key()), head());
    EXPECT_EQ(read_head(note, office().verifier_key() + "\n"), head());
}

TEST(SignedHeads, HaveTheShapeOfACheckpoint)
{
    auto const note = office().sign(head());
    auto const lines = split(note, '\n');
    ASSERT_EQ(lines.size(), 6U);
    EXPECT_EQ(lines[0], "ducha/r3b1/SX");
    EXPECT_EQ(lines[1], "1234");
    EXPECT_EQ(lines[2], to_base64(head().root));
    EXPECT_EQ(lines[3], "");
    std::string_view const start = "\u2014 office.example ";
    ASSERT_TRUE(lines[4].starts_with(start));
    auto const signature = from_base64(lines[4].substr(start.size()));
    ASSERT_TRUE(signature.has_value());
    EXPECT_EQ(signature->size(), 4U + 64U);
    EXPECT_EQ(lines[5], "");
}

TEST(SignedHeads, AreTheSameEachTime)
{
    EXPECT_EQ(office().sign(head()), office().sign(head()));
}

TEST(SignedHeads, OfAnEmptyLogAreReadToo)
{
    TreeHead const empty{.origin = "ducha/office", .size = 0, .root = empty_root()};
    EXPECT_EQ(read_head(office().sign(empty), office().verifier_key()), empty);
}

TEST(VerifierKeys, NameTheirKeyAndItsAlgorithm)
{
    auto const key = office().verifier_key();
    auto const parts = split(key, '+');
    ASSERT_GE(parts.size(), 3U);
    EXPECT_EQ(parts[0], "office.example");
    EXPECT_EQ(parts[1].size(), 8U);
    auto const bytes = from_base64(key.substr(parts[0].size() + parts[1].size() + 2));
    ASSERT_TRUE(bytes.has_value());
    EXPECT_EQ(bytes->size(), 33U);
    EXPECT_EQ(bytes->front(), 0x01);
}

// The base64 of a key may hold plus signs, which separate the parts of a verifier key as well.
TEST(VerifierKeys, AreReadWhateverTheirBytes)
{
    bool some_plus = false;
    for (int i = 0; i < 64; ++i) {
        Signer const signer{"n", secret(static_cast<std::uint8_t>(i))};
        auto const key = signer.verifier_key();
        some_plus = some_plus || split(key, '+').size() > 3;
        ASSERT_EQ(read_head(signer.sign(head()), key), head()) << key;
    }
    EXPECT_TRUE(some_plus);
}

TEST(SignedHeads, AreRefusedUnderAnotherKey)
{
    auto const note = office().sign(head());
    Signer const other{"office.example", secret(2)};
    Signer const renamed{"other.example", secret(1)};
    EXPECT_FALSE(read_head(note, other.verifier_key()).has_value());
    EXPECT_FALSE(read_head(note, renamed.verifier_key()).has_value());
}

TEST(SignedHeads, AreRefusedWhereAnythingSignedWasChanged)
{
    auto const note = office().sign(head());
    auto const key = office().verifier_key();
    auto const root = to_base64(head().root);
    EXPECT_FALSE(read_head(replaced(note, "SX", "SN"), key).has_value());
    EXPECT_FALSE(read_head(replaced(note, "1234", "1233"), key).has_value());
    EXPECT_FALSE(read_head(replaced(note, "1234", "01234"), key).has_value());
    EXPECT_FALSE(read_head(replaced(note, root, to_base64(leaf_hash("another"))), key).has_value());
    EXPECT_FALSE(read_head(replaced(note, "office.example", "Office.example"), key).has_value());
}

TEST(SignedHeads, AreRefusedWhereAnyCharacterOfTheTextWasChanged)
{
    auto const note = office().sign(head());
    auto const key = office().verifier_key();
    auto const signed_length = note.find("\n\n") + 1;
    for (std::size_t i = 0; i < signed_length; ++i) {
        auto other = note;
        other[i] = static_cast<char>(other[i] ^ 1);
        ASSERT_FALSE(read_head(other, key).has_value()) << "character " << i;
    }
}

TEST(SignedHeads, AreRefusedWhereTheSignatureWasChanged)
{
    auto const note = office().sign(head());
    auto const key = office().verifier_key();
    std::string_view const start = "\u2014 office.example ";
    auto const from = note.find(start) + start.size();
    auto const bytes = from_base64(note.substr(from, note.size() - from - 1)).value();
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto other = bytes;
        other[i] ^= 0x10U;
        ASSERT_FALSE(read_head(note.substr(0, from) + to_base64(other) + "\n", key).has_value())
            << "byte " << i;
    }
}

TEST(SignedHeads, AreFoundAmongTheSignaturesOfOthers)
{
    Signer const witness{"witness.example", secret(9)};
    auto const other = witness.sign(head());
    auto const line = other.substr(other.find("\n\n") + 2);
    auto const note = office().sign(head()) + line;
    EXPECT_EQ(read_head(note, office().verifier_key()), head());
    EXPECT_EQ(read_head(note, witness.verifier_key()), head());
}

TEST(SignedHeads, AreNotReadFromGarbage)
{
    auto const note = office().sign(head());
    auto const key = office().verifier_key();
    for (std::string_view const text :
         {"", "\n", "\n\n", "\n\n\n\n", "ducha\n1\n\n", "a\nb\nc\n\n\u2014 office.example x\n"}) {
        EXPECT_FALSE(read_head(text, key).has_value());
    }
    for (std::size_t length = 0; length + 1 < note.size(); ++length) {
        ASSERT_FALSE(read_head(note.substr(0, length), key).has_value()) << length;
    }
}

/// A note as anyone's program may write and sign it, and the key to check it.
struct Foreign {
    std::string note;
    std::string key;
};

Foreign signed_as(std::string_view name, std::string_view origin)
{
    auto const pair = crypto::signing_pair(secret(1));
    Bytes key{0x01};
    key.insert(key.end(), pair.open.begin(), pair.open.end());
    auto const hash = crypto::sha256({bytes_of(name), bytes_of("\n"), key});
    auto const id = ByteSpan{hash}.first(4);
    auto const text = std::string{origin} + "\n1234\n" + to_base64(head().root) + "\n";
    auto const signature = crypto::sign(pair, bytes_of(text));
    Bytes bytes{id.begin(), id.end()};
    bytes.insert(bytes.end(), signature.begin(), signature.end());
    std::string const who{name};
    return {
        .note = text + "\n\u2014 " + who + " " + to_base64(bytes) + "\n",
        .key = who + "+" + to_hex(id) + "+" + to_base64(key),
    };
}

// C2SP signed-note: a name is not empty and has no Unicode space and no plus sign; a text has no
// control characters.
TEST(SignedHeads, AreRefusedUnderANameOrAnOriginThatIsNone)
{
    auto const good = signed_as("office.example", "ducha/r3b1/SX");
    EXPECT_EQ(good.note, office().sign(head()));
    EXPECT_EQ(read_head(good.note, good.key), head());
    for (std::string_view const name :
         {"",
          "an office",
          "an\toffice",
          "an\u3000office",
          "an\u00A0office",
          "an\u2028office",
          "a\xff"}) {
        auto const foreign = signed_as(name, "ducha/r3b1/SX");
        EXPECT_FALSE(read_head(foreign.note, foreign.key).has_value()) << name;
    }
    for (std::string_view const origin : {"", "ducha\t", "ducha\x1b[2J", "ducha\r", "ducha\xff"}) {
        auto const foreign = signed_as("office.example", origin);
        EXPECT_FALSE(read_head(foreign.note, foreign.key).has_value()) << origin;
    }
}

TEST(SignedHeads, AreNeverSignedUnderANameOrAnOriginThatIsNone)
{
    for (std::string_view const name : {"", "an office", "an\u3000office", "office+example"}) {
        EXPECT_DEATH(Signer(std::string{name}, secret(1)), "signer's name") << name;
    }
    for (std::string_view const origin : {"", "ducha\n5", "ducha\r"}) {
        auto other = head();
        other.origin = origin;
        EXPECT_DEATH(static_cast<void>(office().sign(other)), "origin") << origin;
    }
}

TEST(SignedHeads, AreNotReadWithAKeyThatIsNone)
{
    auto const note = office().sign(head());
    auto const key = office().verifier_key();
    for (std::string_view const text : {"", "+", "++", "office.example", "a+00000000+AAAA"}) {
        EXPECT_FALSE(read_head(note, text).has_value()) << text;
    }
    EXPECT_FALSE(read_head(note, key.substr(0, key.size() - 4)).has_value());
    auto const id = split(key, '+')[1];
    EXPECT_FALSE(read_head(note, replaced(key, id, "00000000")).has_value());
}

} // namespace
} // namespace ducha::ledger
