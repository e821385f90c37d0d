//! Articles made of our own sentences, clean and as a page cuts them. The same number gives the same article.

/// A linear congruential generator (Knuth, MMIX): the same on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66);
        dice.below(7);
        dice
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    /// Whether something happens that happens so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const WHO: [&str; 24] = [
    "老船工",
    "卖豆浆的阿姨",
    "守电站的老张",
    "修钟表的师傅",
    "村里的会计",
    "刚毕业的农技员",
    "码头的调度",
    "染坊的掌柜",
    "教书的林老师",
    "放排的汉子",
    "种茶的人家",
    "护林员",
    "镇上的邮差",
    "做木雕的学徒",
    "养蜂的一家人",
    "赶早市的菜农",
    "水文站的姑娘",
    "开拖拉机的小伙",
    "返乡的年轻人",
    "合作社的社员",
    "镇卫生院的医生",
    "编竹器的老人",
    "乡里的放映员",
    "摆渡的两兄弟",
];
const WHERE: [&str; 22] = [
    "在渡口",
    "在山那边的梯田里",
    "在老街的尽头",
    "在新修的水渠边",
    "在茶山的半腰",
    "在镇上的集市里",
    "在江心洲",
    "在晒谷场上",
    "在旧粮站改成的书屋里",
    "在桥头",
    "在竹林深处",
    "在村口的樟树下",
    "在河埠头",
    "在染坊的院子里",
    "在供销社的旧址",
    "在学校的操场上",
    "在水库的大坝上",
    "在山脚的作坊里",
    "在江堤上",
    "在祠堂前的空地",
    "在茶厂的车间里",
    "在卫生院的走廊上",
];
const DID: [&str; 24] = [
    "把缆绳一圈一圈地盘好",
    "点亮了第一盏灯",
    "数了数筐里的鲜鱼",
    "给客人倒上热茶",
    "把机器擦得发亮",
    "记下了当天的水位",
    "领着孩子们认树",
    "收好晾了三天的土布",
    "把账本翻到最后一页",
    "和邻居商量修路的事",
    "挑着担子走过石桥",
    "教徒弟磨刀",
    "把坏了的闸门修好",
    "给远方的儿子写信",
    "等着最后一班船",
    "把旧照片挂上墙",
    "替乡亲们跑了一趟县城",
    "在地头算了一笔账",
    "听了一会儿广播",
    "把种子分给各家",
    "量了量新墙的厚薄",
    "招呼过路的人进屋坐坐",
    "把秧苗插得整整齐齐",
    "学会了用手机记工",
];
const THEN: [&str; 16] = [
    "雾就散了",
    "日头已经偏西",
    "江面上只剩下一道水痕",
    "大家都笑了起来",
    "这件事便定了下来",
    "路也就通了",
    "话题转到了收成",
    "谁也没有再提旧事",
    "天边亮起一线白",
    "炉子上的水正好开了",
    "孩子们跑远了",
    "风里有新茶的味道",
    "电话又响了",
    "船靠了岸",
    "门口的狗叫了两声",
    "灯一盏接一盏地亮了",
];
const SAID: [&str; 12] = [
    "路修通了，人心就近了",
    "手艺这个东西，急不得",
    "从前一年才卖得完的，如今三个月就没了",
    "先把水管好，别的都好说",
    "孩子们愿意回来，比什么都强",
    "账要算细，心要放宽",
    "这座桥，我们等了一辈子",
    "老办法里也有好东西",
    "人勤地不懒",
    "一家一户做不成的，合起来就成了",
    "灯亮着，赶路的人就不慌",
    "船小，也要看准了水路再开",
];
const THING: [&str; 16] = [
    "茶园", "水渠", "早市", "渡船", "作坊", "书屋", "电站", "石桥", "梯田", "竹器", "土布", "粮仓", "鱼塘",
    "苗圃", "车间", "灯塔",
];
const UNIT: [&str; 6] = ["亩", "户", "座", "条", "处", "家"];
const HEAD_A: [&str; 14] = [
    "把水引到田头",
    "让手艺留下来",
    "一盏灯亮了四十年",
    "从渡口到桥头",
    "老街有了新客",
    "山货出了山",
    "算清一本细账",
    "请年轻人回村",
    "旧粮站里的书声",
    "把路修到门口",
    "茶山换了新装",
    "守住一江清水",
    "小作坊做大生意",
    "雨天也有晴心",
];
const HEAD_B: [&str; 12] = [
    "水过山梁",
    "灯照江村",
    "手艺传家",
    "桥通两岸",
    "茶香满镇",
    "账目清楚",
    "人心齐整",
    "书声入巷",
    "船到码头",
    "田成方格",
    "林长新枝",
    "路连千户",
];
const NAMES: [&str; 14] = [
    "林渡",
    "沈砚",
    "周禾",
    "苏篱",
    "陈望舒",
    "许知秋",
    "陆一帆",
    "何青",
    "方晓岸",
    "梁溪",
    "郑南",
    "程远山",
    "吴越",
    "江一苇",
];
const SCENE: [&str; 12] = [
    "晨雾里的渡口",
    "新修的石桥通车了",
    "守站人正在记录水位",
    "老街上的早市",
    "染坊里晾着刚出缸的土布",
    "孩子们在旧粮站改成的书屋里读书",
    "茶农在半山腰采摘春茶",
    "傍晚时分的江心洲",
    "学徒们在作坊里打磨竹器",
    "夜色中的小水电站",
    "秋收后的梯田",
    "返乡青年直播卖山货",
];

fn sentence(dice: &mut Dice) -> String {
    let (who, place, did, then) = (dice.pick(&WHO), dice.pick(&WHERE), dice.pick(&DID), dice.pick(&THEN));
    match dice.below(9) {
        0 => format!("{who}{place}{did}，{then}。"),
        1 => format!("“{}。”{who}{place}说，“{}。”", dice.pick(&SAID), dice.pick(&SAID)),
        2 => {
            let (thing, unit) = (dice.pick(&THING), dice.pick(&UNIT));
            let (a, b) = (dice.below(900) + 12, dice.below(60) + 2);
            format!("如今这里有{thing}{a}{unit}，比十年前多了{b}{unit}，{who}说起来，语气里有几分得意。")
        }
        3 => format!("{place}，{who}{did}；{then}，一天的活计才算有了着落。"),
        4 => format!("镇里给这件事起了个名字，叫“{}计划”，{who}头一个报了名。", dice.pick(&HEAD_B)),
        5 => format!(
            "{who}（今年{}岁）{did}——这样的日子，他过了{}年。",
            dice.below(50) + 20,
            dice.below(30) + 3
        ),
        6 => format!(
            "要不要把{}改成{}？大家议了{}回，{then}。",
            dice.pick(&THING),
            dice.pick(&THING),
            dice.below(7) + 2
        ),
        7 => format!(
            "据县里统计，{}的产值达到{}.{}万元，同比增长{}%，{who}也分到了红利。",
            dice.pick(&THING),
            dice.below(900) + 11,
            dice.below(10),
            dice.below(30) + 1
        ),
        _ => format!("{who}{did}，{}{did2}，{then}……", dice.pick(&WHO), did2 = dice.pick(&DID)),
    }
}

/// A paragraph of at least 70 characters.
pub(crate) fn paragraph(dice: &mut Dice) -> String {
    let least = 70 + dice.below(130);
    let mut out = String::new();
    while out.chars().count() < least {
        out.push_str(&sentence(dice));
    }
    out
}

/// A page as it comes out of a layout, and what it was made of.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) raw: String,
    /// Whole paragraphs, and into how many pieces each was cut.
    pub(crate) paragraphs: Vec<(String, usize)>,
    pub(crate) heads: Vec<String>,
    /// Captions and credits.
    pub(crate) captions: Vec<(String, String)>,
    pub(crate) title: String,
}

impl Page {
    fn line(&mut self, text: &str) {
        self.raw.push_str(text);
        self.raw.push_str("\n\n");
    }

    /// Empty lines where a picture stood, and its caption in one of the three forms.
    fn picture(&mut self, dice: &mut Dice) {
        let scene = dice.pick(&SCENE);
        let caption =
            if dice.chance(30) { format!("{}：{scene}", dice.pick(&HEAD_B)) } else { scene.to_owned() };
        let name = dice.pick(&NAMES);
        let credit = match dice.below(4) {
            0 => format!("本报记者 {name} 摄"),
            1 => format!("{name} 供图"),
            _ => format!("{name} 摄"),
        };
        self.raw.push_str(&"\n".repeat(2 + dice.below(2)));
        match dice.below(3) {
            0 => self.line(&format!("{caption} {credit}")),
            1 => self.line(&format!("{caption}\n{credit}")),
            _ => {
                self.line(&caption);
                self.line(&credit);
            }
        }
        self.captions.push((caption, credit));
    }

    /// A paragraph, cut where a column or a picture ends it.
    fn paragraph(&mut self, text: &str, cuts: usize, dice: &mut Dice) {
        let chars: Vec<char> = text.chars().collect();
        let mut places: Vec<usize> = Vec::new();
        for _ in 0..cuts {
            let from = places.last().map_or(28, |p| p + 28);
            if from + 28 >= chars.len() {
                break;
            }
            // Where a sentence ended nothing could tell that the paragraph goes on.
            let place = from + dice.below(chars.len() - 28 - from);
            let end = |c: char| "。！？……；：”）".contains(c);
            let place = (place..chars.len() - 20).find(|&p| !end(chars[p - 1]));
            places.extend(place);
        }
        let mut from = 0;
        for (n, &place) in places.iter().chain([&chars.len()]).enumerate() {
            if n > 0 && dice.chance(40) {
                self.picture(dice);
            }
            self.line(&chars[from..place].iter().collect::<String>());
            from = place;
        }
        self.paragraphs.push((text.to_owned(), places.len()));
    }
}

/// The page of that number.
pub(crate) fn page(number: u64) -> Page {
    let mut dice = Dice::new(number);
    let dice = &mut dice;
    let mut page = Page::default();
    let title = if dice.chance(70) {
        format!("{} {}", dice.pick(&HEAD_A), dice.pick(&HEAD_B))
    } else {
        dice.pick(&HEAD_A).to_owned()
    };
    page.line(&title);
    page.title = title;
    if dice.chance(60) {
        page.line(&format!("——{}见闻", dice.pick(&SCENE)));
    }
    let names = format!("{} {}", dice.pick(&NAMES[..7]), dice.pick(&NAMES[7..]));
    let byline = match dice.below(3) {
        0 => format!("■ {names}"),
        1 => format!("本报记者 {names}"),
        _ => format!("记者 {} 通讯员 {}", dice.pick(&NAMES[..7]), dice.pick(&NAMES[7..])),
    };
    let late = dice.chance(30);
    if !late {
        page.line(&byline);
    }
    let lead = paragraph(dice);
    page.paragraph(&lead, 0, dice);
    if dice.chance(50) {
        page.picture(dice);
    }
    if late {
        page.line(&byline);
    }
    let form = dice.below(4);
    let mut used = Vec::new();
    for section in 0..2 + dice.below(3) {
        let mut head = String::new();
        while head.is_empty() || used.contains(&head) {
            head = match form {
                0 => format!("{} {} {}", dice.pick(&HEAD_B), dice.pick(&HEAD_A), dice.pick(&HEAD_B)),
                1 => dice.pick(&HEAD_A).to_owned(),
                2 => format!("{}、{}", ["一", "二", "三", "四", "五"][section], dice.pick(&HEAD_A)),
                _ => format!("{} {}", dice.pick(&HEAD_B), dice.pick(&HEAD_A)),
            };
        }
        page.line(&head);
        used.push(head.clone());
        page.heads.push(head);
        for _ in 0..2 + dice.below(3) {
            let text = paragraph(dice);
            let cuts = if dice.chance(28) { 1 + usize::from(dice.chance(15)) } else { 0 };
            page.paragraph(&text, cuts, dice);
            if dice.chance(12) {
                page.picture(dice);
            }
        }
    }
    if dice.chance(40) {
        page.line("本版图片除署名外由县融媒体中心提供");
    }
    page
}
