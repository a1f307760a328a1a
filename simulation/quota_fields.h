// The figures of a quota and the shares of noise, each listed once.
#pragma once

#include "simulation/simulation.h"

#include <string_view>

namespace ducha::simulation {

struct QuotaField {
    std::string_view name;
    std::int64_t Quota::* value;
    bool is_measure = false; ///< belongs to a case in which something was found
};

/// All but the fine, which is money.
inline constexpr QuotaField quota_fields[] = {
    {"received", &Quota::received},
    {"accepted", &Quota::accepted},
    {"transferred", &Quota::transferred},
    {"closed", &Quota::closed},
    {"phased", &Quota::phased},
    {"ordered", &Quota::ordered, true},
    {"penalised", &Quota::penalised, true},
    {"criminal", &Quota::criminal, true},
    {"detained", &Quota::detained, true},
    {"interviewed", &Quota::interviewed, true},
    {"accountable", &Quota::accountable, true},
};

struct NoiseField {
    std::string_view name;
    double Noise::* value;
};

inline constexpr NoiseField noise_fields[] = {
    {"wrong_type", &Noise::wrong_type},
    {"pin_off", &Noise::pin_off},
    {"no_enterprise", &Noise::no_enterprise},
    {"misspelt", &Noise::misspelt},
    {"same_person", &Noise::same_person},
    {"alike_elsewhere", &Noise::alike_elsewhere},
    {"other_at_place", &Noise::other_at_place},
    {"english", &Noise::english},
};

inline void add(Quota& sum, Quota const& quota)
{
    for (auto const& field : quota_fields) {
        sum.*field.value += quota.*field.value;
    }
    sum.fine = Fen{sum.fine.get() + quota.fine.get()};
}

} // namespace ducha::simulation
