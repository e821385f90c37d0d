//! Tricky paragraphs, each for what stands beside it.

/// Paragraphs of our own, set at many measures.
pub(super) const CORPUS: &[&str] = &[
    // Quotes in quotes, pairs at both ends.
    "“我们说‘好’，他们说‘再等等’。”老林把茶杯放下，“等什么？等‘东风’吗？”",
    "《山乡》、《水乡》（又名《江上》）、《“老街”札记》三本小书，都是“县志办”编的。",
    "他问：“你读过《〈旧事〉补记》吗？”“读过（两遍）。”“怎么样？”“……还行。”",
    "（（（一）））这样的括号，“‘“三层”’”这样的引号，排起来最见功夫。",
    // Dashes, ellipses, connectors.
    "山的那一边——他年轻时去过——是另一条江。江水……江水一直向东……",
    "1—4月，全县外贸进出口同比增长12.5%；2022年—2025年，年均增长8%～10%。",
    "京—沪—杭一线，北京–上海–杭州，T2-3号楼，第7～9节，和/或两种写法。",
    "…………他半天没有开口。——再说吧！他想。——不，现在就说！！",
    // Numbers, units, currency.
    "规上工业增加值1,234.56亿元，占比98.1%，气温－3℃～15℃，海拔1 250米，造价￥3,800万元（约合$530万）。",
    "第2025012号文件第3条第（2）款规定：满5年按0.5‰计，不满5年按1‰计，每人每天不超过￥120.50元。",
    "电压220V、功率1.5kW、压强0.8MPa、速度120km/h，面积60㎡，温度37.2℃，夹角30°15′。",
    "电话0579-86655678转801，邮编322100，编号A-2025-0079。",
    // Latin of all kinds.
    "浙江大学的Artificial Intelligence团队与MIT、Stanford合作，在Nature Communications上发表了论文。",
    "他用Rust写了个小工具，取名keben，放在GitHub上，一周就有2000多个star。",
    "internationalization一词有二十个字母，Donaudampfschifffahrtsgesellschaft更长，都得在窄栏里断开。",
    "项目主页是https://example.org/keben/docs/zh-hans/getting-started?lang=zh_CN&step=1#top，有问题写信到desk.editor@example.org。",
    "“Hello, world!”他写道。“It’s a ‘small’ step,” she said, “but a good one.”这两句都是英文。",
    "用 Python 写 3 个脚本 ，空格 有的 多余 ， 有的 不多余 （ 比如 这里 ） 。",
    "The quick brown fox jumps over the lazy dog; the dog, being lazy, does not mind very much at all.",
    "C++、C#、F#和.NET，α射线、β值、Москва与Ελλάδα，café、naïve、Zürich。",
    // Rare characters, combining, variation, emoji.
    "𠮷野家的“𠮷”字在扩展B区，〇是数字零，人人写作人々，葛󠄀城与葛城不同。",
    "e\u{301}、a\u{30A}是组合字符；ㄅㄆㄇ是注音；がぎぐ、パピプ是假名；한국어是谚文。",
    "①②③是带圈数字，Ⅰ、Ⅱ、Ⅲ是罗马数字，※★→■是符号。",
    // Stops in rows, exclamation marks.
    "真的吗？！真的！！！太好了！！你说呢？？？",
    "“停！”“走！”“停！”——教练喊了一早上；孩子们笑着，闹着，跑着，跳着。",
    "甲、乙、丙、丁、戊、己、庚、辛、壬、癸，子、丑、寅、卯、辰、巳、午、未、申、酉、戌、亥。",
    "一，二；三：四。五！六？七、八·九（十）",
    // The ends of paragraphs.
    "这一段的末行很可能只剩下一个字，那就是孤字了，排版的人最怕这个，总要想办法多带一个下来才好。",
    "末行只剩一个字加一个句号的时候，也算孤字，标点不能充数，所以总要带下来一个字才行呢。",
    "短。",
    "“短。”",
    "好",
    // Names with middle dots, titles.
    "约翰·罗纳德·瑞尔·托尔金与加夫列尔·加西亚·马尔克斯都不曾来过这里。",
    "《人民日报》《光明日报》《经济日报》“学习强国”“浙江新闻”都转发了这篇稿子。",
    "通讯员　胡一　记者　徐二　傅三",
    // No place to break but by force.
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "0123456789012345678901234567890123456789012345678901234567890123456789",
    "，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，",
    "（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（（",
    "————————————————————————————————————————————————————",
    "全文没有一个标点也没有一个拉丁字母只有一个接一个的汉字从头排到尾看看每一行是不是都刚好排满不多也不少",
    "",
];
