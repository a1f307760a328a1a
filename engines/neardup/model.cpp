// The built-in model.
#include "engines/neardup/model.h"

namespace ducha::neardup {

std::string_view stable_id(Evidence evidence)
{
    constexpr std::array<std::string_view, evidence_count> ids = {
        "prior",
        "text_cosine",
        "text_containment",
        "headline_in_text",
        "shared_rarity",
        "place_agrees",
        "place_differs",
        "enterprise_agrees",
        "enterprise_differs",
        "district_differs",
        "issue_agrees",
        "issue_differs",
        "same_issue_there",
        "days_apart",
        "case_support",
        "case_size",
    };
    return ids[static_cast<std::size_t>(evidence)];
}

// Weights: ridge logistic regression on labelled messages (bench/merging/fit.py), where a sign that
// contradicts the evidence is held at 0; the weight of case_size is a rule, not fitted.
Model const& Model::standard()
{
    static Model const model{
        .name = "standard",
        .version = "2",
        .weights =
            {
                -8.200, // prior
                1.875,  // text_cosine
                1.133,  // text_containment
                2.880,  // headline_in_text
                1.836,  // shared_rarity
                0.443,  // place_agrees
                -1.084, // place_differs
                0.647,  // enterprise_agrees
                -0.371, // enterprise_differs
                -1.659, // district_differs
                0.013,  // issue_agrees
                -0.506, // issue_differs
                2.907,  // same_issue_there
                -0.529, // days_apart
                1.893,  // case_support
                -0.100, // case_size
            },
        .thresholds = {},
        .limits = {},
        .frequencies = std::make_shared<Frequencies const>(Frequencies::standard()),
    };
    return model;
}

} // namespace ducha::neardup
