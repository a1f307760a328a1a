// Why matters stay where they are, in both languages.
#pragma once

#include "domain/merge/merge.h"

namespace ducha::merge {

inline constexpr RefusalRow<MergeRefusal> refusals[] = {
    {MergeRefusal::no_such_matter,
     "merge.no_such_matter",
     "没有这个反映问题",
     "there is no such matter"},
    {MergeRefusal::no_such_case,
     "merge.no_such_case",
     "没有这个交办件，或已并入他件",
     "there is no such case, or it is absorbed"},
    {MergeRefusal::in_no_case,
     "merge.in_no_case",
     "该问题不在任何交办件中",
     "the matter is in no case"},
    {MergeRefusal::there_already,
     "merge.there_already",
     "该问题已在此件中",
     "the matter is in this case already"},
    {MergeRefusal::alone_in_its_case,
     "merge.alone_in_its_case",
     "该件只有这一个问题",
     "the case has no other matter"},
    {MergeRefusal::in_a_batch,
     "merge.in_a_batch",
     "已编号的交办件不能并入他件",
     "a case with a number cannot be joined to another"},
    {MergeRefusal::reason_missing, "merge.reason_missing", "请说明理由", "say why"},
    {MergeRefusal::bar_out_of_range,
     "merge.bar_out_of_range",
     "自动并案的概率应在建议并案的阈值与 1 之间",
     "joins are made between the inspection's bar for proposals and certainty"},
    {MergeRefusal::no_model,
     "merge.no_model",
     "这不是并案模型",
     "this is no model of the merging engine"},
    {MergeRefusal::model_named_already,
     "merge.model_named_already",
     "同名同版本的模型已启用过，请另定版本",
     "a model of this name and version was in force before: give it another version"},
    {MergeRefusal::too_few_decisions,
     "merge.too_few_decisions",
     "判断过少，不足以拟合模型",
     "too little was decided for a fit"},
};

} // namespace ducha::merge
