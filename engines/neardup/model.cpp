// The built-in model.
#include "engines/neardup/model.h"

namespace ducha::neardup {

std::string_view stable_id(Evidence evidence)
{
    constexpr std::array<std::string_view, evidence_count> ids = {
        "prior",
        "text_cosine",
        "text_containment",
        "headline_cosine",
        "headline_in_text",
        "shared_rarity",
        "place_agrees",
        "place_differs",
        "enterprise_agrees",
        "enterprise_differs",
        "district_differs",
        "issue_agrees",
        "issue_differs",
        "days_apart",
        "case_support",
        "case_size",
    };
    return ids[static_cast<std::size_t>(evidence)];
}

// Weights: logistic regression on labelled messages (bench/merging/fit.py), signs held.
Model const& Model::standard()
{
    static Model const model{
        .name = "standard",
        .version = "1",
        .weights =
            {
                -10.9958, // prior
                1.5873,   // text_cosine
                1.2354,   // text_containment
                0.0307,   // headline_cosine
                2.2973,   // headline_in_text
                2.3156,   // shared_rarity
                1.3696,   // place_agrees
                -1.4938,  // place_differs
                0.5984,   // enterprise_agrees
                -0.4668,  // enterprise_differs
                -0.8254,  // district_differs
                1.4364,   // issue_agrees
                -1.0847,  // issue_differs
                -0.4893,  // days_apart
                1.9969,   // case_support
                0,        // case_size
            },
        .thresholds = {},
        .limits = {},
        .frequencies = std::make_shared<Frequencies const>(Frequencies::standard()),
    };
    return model;
}

} // namespace ducha::neardup
