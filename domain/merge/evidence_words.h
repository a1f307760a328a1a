// The evidence of a joining in words, for people who decide on it.
#pragma once

#include "base/code.h"

#include "engines/neardup/model.h"

template <>
struct ducha::Codes<ducha::neardup::Evidence> {
    using Evidence = neardup::Evidence;
    static constexpr CodeRow<Evidence> table[] = {
        {Evidence::prior, "prior", "比对之前的起点", "before anything is compared"},
        {Evidence::text_cosine, "text_cosine", "全文用词相近", "the texts use the same words"},
        {Evidence::text_containment,
         "text_containment",
         "一文大部分见于另一文",
         "one text is largely in the other"},
        {Evidence::headline_in_text,
         "headline_in_text",
         "标题见于另一文",
         "a headline is in the other text"},
        {Evidence::shared_rarity, "shared_rarity", "共有少见的词", "they share rare words"},
        {Evidence::place_agrees, "place_agrees", "地名相同", "they name the same place"},
        {Evidence::place_differs, "place_differs", "地名不同", "they name different places"},
        {Evidence::enterprise_agrees,
         "enterprise_agrees",
         "企业名称相同",
         "they name the same enterprise"},
        {Evidence::enterprise_differs,
         "enterprise_differs",
         "企业名称不同",
         "they name different enterprises"},
        {Evidence::district_differs,
         "district_differs",
         "所在区县不同",
         "they name different districts"},
        {Evidence::issue_agrees, "issue_agrees", "污染问题相同", "they report the same pollution"},
        {Evidence::issue_differs, "issue_differs", "污染问题不同", "they report different pollution"
        },
        {Evidence::same_issue_there,
         "same_issue_there",
         "同一地点的同一问题",
         "the same pollution at the same place"},
        {Evidence::source_agrees, "source_agrees", "污染源相同", "they name the same kind of source"
        },
        {Evidence::source_differs,
         "source_differs",
         "污染源不同",
         "they name different kinds of sources"},
        {Evidence::same_source_there,
         "same_source_there",
         "同一地点的同类污染源",
         "the same kind of source at the same place"},
        {Evidence::pins_near, "pins_near", "地图位置相近", "their pins are near each other"},
        {Evidence::pins_apart, "pins_apart", "地图位置相距远", "their pins are far apart"},
        {Evidence::days_apart, "days_apart", "发生时间相隔", "days between the two"},
        {Evidence::case_support,
         "case_support",
         "案内最近几件也相近",
         "the nearest reports of the case agree"},
        {Evidence::case_core,
         "case_core",
         "含有案内各件的共同内容",
         "it has what the case's reports share"},
        {Evidence::case_has_core, "case_has_core", "案内已有三件以上", "the case has three or more"
        },
        {Evidence::case_size, "case_size", "案内件数（件数越多要求越高）", "how large the case is"},
    };
};
