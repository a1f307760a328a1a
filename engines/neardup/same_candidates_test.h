// What tests of the index share: two answers are the same.
#pragma once

#include "engines/neardup/neardup.h"

#include <gtest/gtest.h>

#include <vector>

namespace ducha::neardup {

inline void expect_same(std::vector<Candidate> const& a, std::vector<Candidate> const& b)
{
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].case_id, b[i].case_id);
        EXPECT_EQ(a[i].nearest, b[i].nearest);
        EXPECT_EQ(a[i].log_odds, b[i].log_odds) << "bit for bit";
        EXPECT_EQ(a[i].values, b[i].values);
        EXPECT_EQ(a[i].agrees_with_root, b[i].agrees_with_root);
    }
}

} // namespace ducha::neardup
