// The look of a bulletin's page: ink on paper, one accent, hairlines. Included by page.cpp only.
#pragma once

#include <string_view>

namespace ducha::bulletin {

inline constexpr std::string_view page_style = R"css(
:root { --ink: #16211d; --ink-2: #4a545e; --paper: #f6f7f4; --surface: #fff; --line: #16211d1f;
  --line-strong: #16211d3d; --accent: #0b5a4a; --note: #5b4b8a; --over: #a4262c; }
* { box-sizing: border-box; }
html { font: 16px/1.5 "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC",
  system-ui, sans-serif; color: var(--ink); background: var(--paper);
  font-variant-numeric: tabular-nums; }
body { margin: 0; }
main { max-width: 1040px; margin: 0 auto; padding: 40px 24px; background: var(--surface); }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px;
  padding-bottom: 12px; border-bottom: 1px solid var(--line-strong); }
h1 { font-size: 20px; margin: 0; }
h2 { font-size: 16px; margin: 40px 0 8px; }
.muted { color: var(--ink-2); font-size: 14px; }
.note { color: var(--note); font-size: 14px; }
.note::before { content: "◆ "; }
.over { color: var(--over); }
.sentence { font-size: 20px; line-height: 2.1; max-width: 46em; margin: 24px 0; }
.sentence a { font-size: 28px; font-weight: 600; color: var(--accent); text-decoration: none;
  border-bottom: 1px solid var(--accent); padding: 0 2px; white-space: nowrap; }
a:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: right; padding: 6px 8px; border-bottom: 1px solid var(--line);
  white-space: nowrap; }
th { font-weight: 400; color: var(--ink-2); white-space: normal; vertical-align: bottom; }
td:first-child { white-space: normal; min-width: 7em; }
th:first-child, td:first-child { text-align: left; }
td.words { text-align: left; white-space: normal; color: var(--ink-2); }
tfoot td { font-weight: 600; border-top: 1px solid var(--line-strong); border-bottom: 0; }
tr:target td { background: #0b5a4a14; }
.bars { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr));
  gap: 24px 40px; }
.bars h3 { font-size: 14px; font-weight: 600; margin: 0 0 4px; }
.bars ol { list-style: none; margin: 0; padding: 0; font-size: 13px; }
.bars li { display: grid; grid-template-columns: 9em 1fr 3.5em; gap: 8px; align-items: center; }
.bars span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bars b { font-weight: 400; text-align: right; }
.bars i { height: 10px; background: var(--accent); min-width: 1px; }
ul.rules { margin: 0; padding-left: 1.2em; font-size: 14px; color: var(--ink-2); }
footer { margin-top: 40px; font-size: 13px; color: var(--ink-2); overflow-wrap: anywhere; }
@media (max-width: 640px) { main { padding: 16px; }
  .sentence { font-size: 16px; line-height: 1.9; } .sentence a { font-size: 20px; } }
@media print { html { background: #fff; font-size: 11pt; } main { max-width: none; padding: 0; }
  .wide { overflow: visible; } table { font-size: 9pt; } h2 { break-after: avoid; }
  tr, li { break-inside: avoid; } @page { size: A4; margin: 18mm 15mm; } }
)css";

} // namespace ducha::bulletin
