// Models as text: what fuzzing found.
#include "engines/neardup/model_file.h"

#include <gtest/gtest.h>

namespace ducha::neardup {
namespace {

// The order of what is listed twice was left to chance, and with it which count held.
TEST(ModelFile, WithAnNgramTwiceIsReadAgainTheSame)
{
    Model model = Model::standard();
    auto listed = model.frequencies->listed();
    auto const twice = listed[listed.size() / 2];
    for (std::uint32_t extra = 40; extra > 0; --extra) {
        listed.insert(listed.begin(), {twice.text, twice.reports + extra});
    }
    auto const frequencies = Frequencies::of(model.frequencies->reports(), listed);
    model.frequencies = std::make_shared<Frequencies const>(frequencies);
    EXPECT_EQ(text_of(model), text_of(Model::standard())) << "the least count holds";
    auto const again = model_of_text(text_of(model));
    ASSERT_TRUE(again);
    EXPECT_EQ(text_of(*again), text_of(model));
}

} // namespace
} // namespace ducha::neardup
