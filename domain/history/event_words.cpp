// Types of events in words. Their names stand here as texts: events of rooms that are no upstream
// of this one are told as well.
#include "domain/history/history.h"

#include <algorithm>

namespace ducha::history {
namespace {

struct Row {
    std::string_view type;
    std::string_view zh;
    std::string_view en;
};

constexpr Row rows[] = {
    {"report_received", "收到举报", "report received"},
    {"matter_split_off", "拆出一个反映问题", "a matter was split off"},
    {"matter_accepted", "受理", "accepted"},
    {"matter_declined", "不予受理", "declined"},
    {"matter_forwarded", "转送其他单位", "forwarded to another office"},
    {"matter_withdrawn", "撤回", "withdrawn"},
    {"matter_marked_urgent", "标为紧急", "marked urgent"},
    {"attachment_added", "添加附件", "attachment added"},
    {"attachment_removed", "移除附件", "attachment removed"},
    {"matter_joined", "并入", "joined to a case"},
    {"join_proposed", "建议并案", "a joining was proposed"},
    {"matter_stood_alone", "单独成案", "stood alone"},
    {"repeat_noted", "记为重复件", "noted as a repeat"},
    {"join_refused", "确认不是同一问题", "a joining was refused"},
    {"matter_parted", "拆出", "parted from its case"},
    {"case_watched", "重点关注有变", "watched, or no longer"},
    {"case_handled_jointly", "合办有变", "handled jointly, or no longer"},
    {"case_numbered", "编号", "numbered"},
    {"batch_sealed", "封批", "batch sealed"},
    {"case_handed_over", "转办", "handed over"},
    {"batch_handed_over", "批次转办", "batch handed over"},
    {"batch_acknowledged", "批次签收", "batch acknowledged"},
    {"result_reported", "报送办理结果", "result reported"},
    {"receipt_issued", "出具回执", "receipt issued"},
    {"addition_received", "举报人补充", "the reporter added something"},
    {"threat_told", "说明受到威胁", "told of a threat"},
    {"act_proposed", "提请", "proposed to a second person"},
    {"act_approved", "批准", "approved"},
    {"act_refused", "驳回", "refused"},
    {"payload_erased", "删除文字", "words erased"},
    {"inspection_opened", "设立督察", "inspection opened"},
    {"object_stationed", "进驻", "stationed"},
    {"merging_model_adopted", "启用并案模型", "merging model adopted"},
    {"bulletin_issued", "发布进展情况", "bulletin issued"},
    {"person_admitted", "登记人员", "person admitted"},
    {"person_suspended", "停用人员", "person suspended"},
    {"person_reinstated", "恢复人员", "person reinstated"},
    {"role_granted", "授予角色", "role granted"},
    {"role_revoked", "收回角色", "role revoked"},
};

} // namespace

Sentence words_of(std::string_view type)
{
    auto const* const row = std::ranges::find(rows, type, &Row::type);
    return row == std::end(rows) ? Sentence{std::string{type}, std::string{type}}
                                 : Sentence{std::string{row->zh}, std::string{row->en}};
}

} // namespace ducha::history
