// Why a simulation is not made.
#pragma once

#include "base/refusal.h"

namespace ducha::simulation {

enum class SimulationRefusal {
    no_such_profile,
    bad_value,
    contradiction,
    sums_differ,
    unknown_key,
    bad_noise,
    something_else_there,
};

inline constexpr RefusalRow<SimulationRefusal> refusals[] = {
    {SimulationRefusal::no_such_profile,
     "simulation.no_such_profile",
     "没有这个模拟方案，也没有这个文件",
     "there is no such profile and no such file"},
    {SimulationRefusal::bad_value,
     "simulation.bad_value",
     "方案中的值不可用",
     "the value cannot be used in a profile"},
    {SimulationRefusal::contradiction,
     "simulation.contradiction",
     "方案中的数字互相矛盾",
     "the figures of the profile contradict each other"},
    {SimulationRefusal::sums_differ,
     "simulation.sums_differ",
     "各对象的数字合计与公布的总数不符",
     "the figures of the objects do not add up to the totals"},
    {SimulationRefusal::unknown_key,
     "simulation.unknown_key",
     "未知的设置项",
     "the key is not known"},
    {SimulationRefusal::bad_noise,
     "simulation.bad_noise",
     "无效的噪声设置",
     "this sets no share of noise"},
    {SimulationRefusal::something_else_there,
     "simulation.something_else_there",
     "文件夹里有别的东西，不会覆盖；请另选文件夹",
     "the folder holds something else and is left alone; choose another"},
};

} // namespace ducha::simulation
