// The module's refusals and their sentences. Inside of tabular.
#pragma once

#include "base/refusal.h"

namespace ducha::tabular {

enum class Reason {
    no_file,
    not_a_file,
    empty,
    bad_encoding,
    unnamed_column,
    repeated_column,
    missing_column,
    too_many_columns,
    row_too_long,
    field_too_long,
    unclosed_quote,
    text_after_quote,
    too_few_fields,
    too_many_fields,
    bad_byte,
    zero_byte,
};

inline constexpr RefusalRow<Reason> refusals[] = {
    {Reason::no_file,
     "tabular.no_file",
     "文件不存在或无权读取",
     "the file is not there or may not be read"},
    {Reason::not_a_file, "tabular.not_a_file", "不是普通文件", "this is no plain file"},
    {Reason::empty, "tabular.empty", "文件没有内容，缺少表头行", "the file is empty"},
    {Reason::bad_encoding,
     "tabular.bad_encoding",
     "文件不是有效的 UTF-16 文本",
     "the file begins as UTF-16 but does not decode"},
    {Reason::unnamed_column,
     "tabular.unnamed_column",
     "表头中有一列没有名称",
     "a column of the header has no name"},
    {Reason::repeated_column,
     "tabular.repeated_column",
     "表头中列名重复",
     "a column is named twice in the header"},
    {Reason::missing_column,
     "tabular.missing_column",
     "表头缺少必需的列",
     "the header lacks a column"},
    {Reason::too_many_columns,
     "tabular.too_many_columns",
     "表头的列太多",
     "the header has too many columns"},
    {Reason::row_too_long, "tabular.row_too_long", "这一行过长", "the row is too long"},
    {Reason::field_too_long, "tabular.field_too_long", "有一个字段过长", "a field is too long"},
    {Reason::unclosed_quote,
     "tabular.unclosed_quote",
     "引号没有闭合，此处之后的内容均未读入",
     "a quote is never closed, and nothing behind it was read"},
    {Reason::text_after_quote,
     "tabular.text_after_quote",
     "闭合引号之后还有文字；字段内的引号须写两次",
     "text follows a closing quote; a quote within a field is written twice"},
    {Reason::too_few_fields, "tabular.too_few_fields", "字段太少", "the row has too few fields"},
    {Reason::too_many_fields, "tabular.too_many_fields", "字段太多", "the row has too many fields"},
    {Reason::bad_byte, "tabular.bad_byte", "含有不是 UTF-8 的字节", "a byte is not UTF-8"},
    {Reason::zero_byte, "tabular.zero_byte", "含有值为零的字符", "the row holds a zero byte"},
};

} // namespace ducha::tabular
