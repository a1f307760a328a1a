// Why a batch is not sealed, handed over, acknowledged, in both languages.
#pragma once

#include "domain/transfer/transfer.h"

namespace ducha::transfer {

inline constexpr RefusalRow<TransferRefusal> refusals[] = {
    {TransferRefusal::day_not_over,
     "transfer.day_not_over",
     "当日受理尚未截止",
     "the reception day is not over"},
    {TransferRefusal::outside_the_stay,
     "transfer.outside_the_stay",
     "不在进驻期间",
     "the day lies before the stay"},
    {TransferRefusal::sealed_already,
     "transfer.sealed_already",
     "该日批次已封",
     "the day's batch is sealed already"},
    {TransferRefusal::later_batch_sealed,
     "transfer.later_batch_sealed",
     "已有更晚的批次封批",
     "a later batch is sealed already"},
    {TransferRefusal::matters_wait,
     "transfer.matters_wait",
     "尚有问题未并案，先运行并案",
     "matters wait for merging: repeats are combined before transfer"},
    {TransferRefusal::nothing_to_seal,
     "transfer.nothing_to_seal",
     "没有可封批的交办件",
     "there is no case to seal"},
    {TransferRefusal::no_such_batch,
     "transfer.no_such_batch",
     "没有该日的批次",
     "the day has no batch"},
    {TransferRefusal::not_sealed,
     "transfer.not_sealed",
     "该批次已移交",
     "the batch has been handed over already"},
    {TransferRefusal::not_handed_over,
     "transfer.not_handed_over",
     "该批次未处于已移交状态",
     "the batch is not handed over, or acknowledged already"},
    {TransferRefusal::no_such_case,
     "transfer.no_such_case",
     "没有这个交办件",
     "there is no such case"},
    {TransferRefusal::not_open,
     "transfer.not_open",
     "该件已转办或已并入他件",
     "the case is in a batch already, or absorbed"},
    {TransferRefusal::not_urgent,
     "transfer.not_urgent",
     "该件没有标为紧急的问题",
     "no matter of the case is marked urgent"},
};

} // namespace ducha::transfer
