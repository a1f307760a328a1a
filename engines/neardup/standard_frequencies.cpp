// How often common n-grams occur in citizens' messages: data/gram_frequencies.csv.
#include "base/text.h"

#include "engines/neardup/grams.h"
#include "engines/neardup/model.h"
#include "engines/neardup/normalise.h"

#include "generated/neardup_data.h"

namespace ducha::neardup {
namespace {

/// The collection in which they were counted: 4,326 messages to a city's government, 2017-2020.
constexpr double counted_reports = 4326;

} // namespace

Frequencies Frequencies::standard()
{
    auto const lines = split(data::gram_frequencies, '\n');
    Frequencies result;
    result.reserve(lines.size());
    for (auto const line : lines) {
        auto const fields = split(line, ',');
        auto const count = fields.size() == 2 ? parse_integer(fields[1]) : std::nullopt;
        if (count) {
            auto const gram = hash_of(normalise(fields[0], 8).text);
            result.put(gram, rarity_of(counted_reports, static_cast<double>(*count)));
        }
    }
    return result;
}

} // namespace ducha::neardup
