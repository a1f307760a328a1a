"""The house rules of the workbench's TypeScript and Vue; tidy.py runs them.

What may be imported where, and which packages, is [web] of layers.toml. Sentences stand in
web/catalogue: a text between tags, a text in an attribute that people read, or an ideograph
anywhere in the code is a finding.
"""

import re

IMPORT = re.compile(r"""(?:\bfrom\s+|(?<!['"])\bimport\s*\(?\s*|\bimport\.meta\.glob\b[^(]*\(\s*)"""
                    r"""['"]([^'"]+)['"]""")
COMMENT = re.compile(r"<!--.*?-->|/\*.*?\*/|(?<![:'\"])//[^\n]*", re.S)
IDEOGRAPH = re.compile("[\u3400-\u9fff]+")
TEMPLATE = re.compile(r"^<template>\n(.*)^</template>", re.S | re.M)
READ = re.compile(r"\s(?:aria-label|title|placeholder|alt|label)=\"[^\"]*[A-Za-z][^\"]*\"")
BETWEEN = re.compile(r"(?:/|\"|'|\w|\n\s*)>([^<>]*)<")
KBD = re.compile(r"<kbd[^>]*>.*?</kbd>", re.S)
HOLE = re.compile(r"\{\{.*?\}\}", re.S)
STYLE = re.compile(r"\sstyle=\"")


def blanked(match):
    return re.sub(r"[^\n]", " ", match[0])


def room_of(path):
    parts = path.split("/")
    return parts[1] if parts[0] == "domain" and parts[2] == "web" else None


def is_ours(path):
    in_screen = path.startswith("domain/") and path.split("/")[2:3] == ["web"]
    return path.endswith((".ts", ".vue")) and (in_screen or path.startswith("web/shell/"))


def is_test(path):
    return path.endswith("_test.ts")


def forbidden(rules, path, target):
    """Why a file may not import `target`; None where it may."""
    room = room_of(path)
    if target.startswith("."):
        leaves = room and target.startswith("..")
        reaches = not room and "/domain/" in target and path != "web/shell/screens.ts"
        return "a screen imports its own folder and #shell" if leaves else (
            "the shell knows no room; a room knows the shell" if reaches else None)
    if target.startswith("#"):
        return None
    packages = rules["packages"] + (rules["test_packages"] if is_test(path) else [])
    return None if target.split("/")[0] in packages or target in packages else (
        "not a package of the workbench ([web] of layers.toml)")


def imports(source, rules):
    code = COMMENT.sub(blanked, source.text)
    for found in IMPORT.finditer(code):
        if why := forbidden(rules, source.path, found[1]):
            yield source.path, source.line_at(found.start(1)), "layers", f"'{found[1]}': {why}"


def sentences(source):
    instead = "a key of web/catalogue, and t()"
    code = COMMENT.sub(blanked, source.text)
    for found in IDEOGRAPH.finditer(code):
        yield source.path, source.line_at(found.start()), "words", f"`{found[0]}`; {instead}"
    template = TEMPLATE.search(code)
    if not template:
        return
    start, markup = template.start(1), HOLE.sub(blanked, KBD.sub(blanked, template[1]))
    for found in READ.finditer(markup):
        yield (source.path, source.line_at(start + found.start() + 1), "words",
               f"`{found[0].strip()}`; {instead}")
    for found in BETWEEN.finditer(markup):
        if re.search(r"[A-Za-z]{2,}", found[1]):
            yield (source.path, source.line_at(start + found.start(1)), "words",
                   f"`{found[1].strip()}`; {instead}")
    for found in STYLE.finditer(markup):
        yield (source.path, source.line_at(start + found.start() + 1), "words",
               "a style attribute, which the content security policy refuses; a class")


def check_web(tree):
    rules = tree.table("layers.toml").get("web")
    for source in tree.sources if rules else ():
        if is_ours(source.path):
            yield from imports(source, rules)
            if not is_test(source.path):
                yield from sentences(source)
