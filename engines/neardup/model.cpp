// The built-in model.
#include "engines/neardup/model.h"

#include "base/invariant.h"

#include "engines/neardup/model_file.h"

#include "generated/neardup_data.h"

#include <utility>

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
        "source_agrees",
        "source_differs",
        "same_source_there",
        "pins_near",
        "pins_apart",
        "days_apart",
        "case_support",
        "case_core",
        "case_has_core",
        "case_size",
    };
    return ids[static_cast<std::size_t>(evidence)];
}

Model const& Model::standard()
{
    static Model const model = [] {
        auto read = model_of_text(data::merging_model);
        invariant(read.has_value(), "the built-in model is well formed");
        return std::move(*read);
    }();
    return model;
}

} // namespace ducha::neardup
