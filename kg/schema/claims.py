"""Properties of relations that sources may contradict one another about: how each statement is known."""

from kg.schema.core import CODE, TEXT, Property, Words, one_of

KNOWN = (
    Property("known", one_of("stated", "derived", "inferred"), Words("known by", "得知方式"),
             Words("Stated by a source; derived from the designation by a rule; or inferred from numbers and dates.",
                   "由来源陈述；按规则由编号导出；或由编号与日期推断。")),
    Property("rule", CODE, Words("rule", "规则"), Words("Rule by which it was derived or inferred.", "导出或推断所依据的规则。")),
    Property("quote", TEXT, Words("quote", "原文"), Words("The words that state it.", "陈述该事实的原文。")),
    Property("confidence", one_of("high", "medium", "low"), Words("confidence", "可信度"),
             Words("How sure the source is that the words say so; absent where it does not say.", "来源对此陈述的把握；未说明时缺失。")),
    Property("stated_in", TEXT, Words("stated in", "出处"), Words("Document, page or record that states it.", "陈述该事实的文件、页面或记录。")),
)  # fmt: skip
