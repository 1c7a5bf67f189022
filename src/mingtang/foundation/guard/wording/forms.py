"""Words about the forms of writing: what is doubled, missing, wrongly marked, dated or added up."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.wording.words_of import Words

WORDS = {
    "words.doubled": Words(
        _("重复的字词"),
        _("“%(word)s”连着写了两遍，多半是录入时重复了。"),
        _("请删去重复的部分；确实要重复的，可以保留。"),
    ),
    "words.missing": Words(
        _("缺字或没有填写"),
        _("这里像是缺了字，或者有内容没有填写。"),
        _("请补全后再发布。"),
        {
            "character": _("少了一个字，应当是“%(right)s”。"),
            "torn": _("“%(right)s”中间多了空格。"),
            "date": _("日期没有填写完整。"),
            "number": _("文号里没有顺序号。"),
            "article": _("“第”字后面没有写是第几条、第几款。"),
            "empty": _("书名号里没有内容。"),
            "told": _("填写说明或待补充的内容还留在文中。"),
            "amount": _("金额没有填写。"),
            "mark": _("用“×”或“X”代替的内容还没有填写；如果是有意隐去的，可以保留。"),
        },
    ),
    "words.term": Words(
        _("规范用语"),
        _("规范的写法是“%(right)s”。"),
        _("请核对后改为规范的写法；引用原文的，可以保留。"),
        {
            "form": _("规范的写法是“%(right)s”。依据：%(source)s。"),
            "near": _("像是“%(right)s”，但有个别字不同。"),
            "crossed": _("字的先后颠倒了，应当是“%(right)s”。"),
        },
    ),
    "words.punctuation": Words(
        _("标点符号"),
        _("标点符号不合 GB/T 15834-2011《标点符号用法》。"),
        _("请改正标点。"),
        {
            "narrow": _("中文里应当用全角标点“%(right)s”（GB/T 15834-2011《标点符号用法》）。"),
            "mixed": _("一对括号一半是全角、一半是半角，应当都用全角“%(right)s”。"),
            "quotes": _("中文里应当用弯引号“ ”（GB/T 15834-2011《标点符号用法》）。"),
            "twice": _("标点连着用了两个，应当只留“%(right)s”。"),
            "dots": _("省略号应当写作“……”（GB/T 15834-2011《标点符号用法》）。"),
            "first": _("段落不能以这个标点开头，像是前面漏了字，或者标点多余。"),
            "and_so_on": _("“等”字前面不用顿号。"),
            "beside": _("相邻的书名号、引号之间通常不用顿号（GB/T 15834-2011《标点符号用法》）。"),
            "nested": _(
                "书名号里面再用书名号时，里面的用单书名号“〈〉”（GB/T 15834-2011《标点符号用法》）。"
            ),
            "unpaired": _("括号、引号或书名号不成对，附近找不到与它相配的“%(right)s”。"),
        },
    ),
    "words.brackets": Words(
        _("文号写法"),
        _("文号的规范写法是“%(right)s”（GB/T 9704-2012《党政机关公文格式》）。"),
        _("请核对后改为规范的写法。"),
        {
            "brackets": _("文号的年份应当用六角括号：%(right)s（GB/T 9704-2012《党政机关公文格式》）。"),
            "unpaired": _("文号的括号不成对，应当是：%(right)s。"),
            "short_year": _("文号的年份应当写全四位：%(right)s（GB/T 9704-2012《党政机关公文格式》）。"),
            "no_suffix": _("文号末尾缺“号”字，应当是：%(right)s。"),
            "nth": _("文号的顺序号前不加“第”字：%(right)s（GB/T 9704-2012《党政机关公文格式》）。"),
            "zeros": _(
                "文号的顺序号不编虚位，“1”不写作“01”：%(right)s（GB/T 9704-2012《党政机关公文格式》）。"
            ),
        },
    ),
    "words.date": Words(
        _("日期或时间有误"),
        _("这个日期或时间不对。"),
        _("请查对日历和原始材料后改正。"),
        {
            "day": _("这个月没有这一天。"),
            "month": _("没有这个月份。"),
            "year": _("年份像是写错了。"),
            "time": _("没有这个时刻。"),
            "weekday": _("日期和星期对不上。%(expected)s"),
            "backwards": _("结束的日期早于开始的日期；跨年的，请写明年份。"),
            "not_yet": _("文中说已经发生，但这个日期还没有到。"),
        },
    ),
    "words.sum": Words(
        _("合计对不上"),
        _("写的是 %(found)s，按所列数字相加是 %(expected)s。"),
        _("请核对各项数字和合计，改正有误的一个。"),
        {
            "column": _(
                "合计写的是 %(found)s，而表中第 %(first)s 行到第 %(last)s 行的 %(count)s 个数字相加是 %(expected)s。"
            ),
            "row": _("第 %(first)s 行的合计写的是 %(found)s，而本行 %(count)s 个数字相加是 %(expected)s。"),
            "share": _("各项占比相加是 %(expected)s，不是 100%%。"),
            "sentence": _("总数写的是 %(found)s，而“%(first)s”和“%(last)s”相加是 %(expected)s。"),
            "part": _("总数是 %(found)s，其中的“%(first)s”却有 %(expected)s，部分大于总数。"),
        },
    ),
    "words.traditional": Words(
        _("繁体字"),
        _("简体文字里夹着繁体字，应当是“%(right)s”（《国家通用语言文字法》第九条：国家机关使用规范汉字）。"),
        _("请改为规范的简体字；姓名、书画和引用的原文可以保留。"),
    ),
}
