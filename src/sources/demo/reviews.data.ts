/** What customers say of one thing, in clauses; `{good}` stands for what was bought. */
interface Clauses {
  readonly praise: readonly string[];
  readonly blame: readonly string[];
}

/** How one language writes reviews and complaints. */
export interface Voice {
  /** What stands between clauses, before a turn to the other side, and at the end. */
  readonly comma: string;
  readonly but: string;
  readonly stop: string;
  /** Why somebody bought; many say nothing of it. */
  readonly why: readonly string[];
  readonly whole: Clauses;
  /** What is said of a thing by its name, else by its category. */
  readonly goods: Readonly<Record<string, Clauses>>;
  readonly delivery: Clauses;
  readonly packaging: Clauses;
  readonly price: Clauses;
  readonly service: Clauses;
  readonly plain: readonly string[];
  readonly wishes: readonly string[];
  /** Complaints begin by what went wrong and end by what is asked. */
  readonly wrong: readonly string[];
  readonly demands: readonly string[];
  readonly againPraise: readonly string[];
  readonly againBlame: readonly string[];
}

const zh: Voice = {
  comma: '，',
  but: '，就是',
  stop: '。',
  why: ['朋友推荐买的', '买来送给妈妈的', '公司发福利买的', '看直播下的单', '第二次购买了', '双十一囤的', '换季需要'],
  whole: {
    praise: ['非常满意', '整体很不错', '比想象中好', '值得购买', '很喜欢', '和描述一致'],
    blame: ['很失望', '和描述不符', '不太满意', '没有想象中好', '不值得买'],
  },
  goods: {
    女装: {
      praise: ['面料柔软舒服', '版型很好看', '尺码合适', '颜色很正', '穿着很显瘦', '做工精细'],
      blame: ['洗了一次就缩水', '有点起球', '线头很多', '色差有点大', '尺码偏小', '面料太薄'],
    },
    护肤: {
      praise: ['很保湿', '吸收快不油腻', '味道清淡好闻', '用了皮肤变好了', '温和不刺激'],
      blame: ['用了过敏', '有点油腻', '味道刺鼻', '没什么效果', '瓶口漏液'],
    },
    零食: {
      praise: ['很新鲜', '味道很好', '酥脆可口', '家里人都爱吃', '不会太甜'],
      blame: ['太甜了', '不新鲜', '吃起来有点潮', '份量太少', '日期不新鲜'],
    },
    数码: {
      praise: ['充电很快', '做工扎实', '手感不错', '用着很放心'],
      blame: ['用了两周就坏了', '充电发烫', '接触不良'],
    },
    无线耳机: {
      praise: ['音质清晰', '连接很稳定', '续航很好', '戴着舒服'],
      blame: ['经常断连', '续航不行', '音质一般', '用了两周就坏了'],
    },
    保温杯: {
      praise: ['保温效果好', '没有异味', '密封很好不漏水', '颜值高'],
      blame: ['不保温', '漏水', '有一股异味'],
    },
    羊绒围巾: {
      praise: ['很柔软', '很保暖', '颜色很正', '质感很好'],
      blame: ['有点起球', '掉毛', '色差有点大'],
    },
    玻璃茶具: {
      praise: ['做工精细', '质感很好', '很实用'],
      blame: ['收到有裂纹', '杯子太薄', '做工粗糙'],
    },
    桂花米酒: {
      praise: ['桂花香很浓', '口感很好', '甜度刚好'],
      blame: ['太甜了', '味道很淡', '瓶口漏了'],
    },
    家居: {
      praise: ['质量很好', '很实用', '很舒服', '没有异味', '尺寸刚好'],
      blame: ['有一股异味', '容易掉色', '做工粗糙', '有点硬'],
    },
    茶酒: {
      praise: ['茶香浓郁', '口感很好', '回味甘甜', '汤色清亮', '包装高档适合送礼'],
      blame: ['味道很淡', '有点苦涩', '碎末太多', '不像新茶', '口感一般'],
    },
  },
  delivery: {
    praise: ['物流很快', '第二天就到了', '快递员态度好', '发货迅速'],
    blame: ['物流太慢了', '等了一个多星期', '快递放在驿站不送上门', '发货太慢'],
  },
  packaging: {
    praise: ['包装很用心', '包装完好', '包装精美'],
    blame: ['包装破损', '包装太简陋', '盒子压扁了'],
  },
  price: {
    praise: ['性价比很高', '价格实惠', '活动价很划算'],
    blame: ['价格偏贵', '买完就降价了', '性价比不高'],
  },
  service: {
    praise: ['客服很耐心', '售后处理得很快', '客服态度很好'],
    blame: ['客服一直不回复', '客服态度差', '售后推来推去'],
  },
  plain: ['{good}已收到', '还没用，先评价', '第一次买{good}', '收到货了'],
  wishes: ['希望包装能改进一下', '希望能多出几个颜色', '希望发货快一点', '要是能便宜点就好了', '希望有小份装'],
  wrong: ['收到的{good}是坏的', '{good}少发了一件', '{good}有质量问题', '订单一直不发货', '发错货了', '{good}和图片完全不一样'],
  demands: ['我要退款', '要求退货', '请尽快给我换一个', '请给个说法', '再不处理就投诉'],
  againPraise: ['已经回购三次了', '会再来买的', '下次还买', '会推荐给朋友'],
  againBlame: ['不会再买了', '下次不来了', '不推荐'],
};

const en: Voice = {
  comma: ', ',
  but: ', but ',
  stop: '.',
  why: ['Bought it as a gift', 'A friend recommended it', 'Second time I order this', 'Bought for the office', 'Ordered during the sale'],
  whole: {
    praise: ['very happy with it', 'love it', 'better than expected', 'exactly as described', 'great overall'],
    blame: ['disappointed', 'not as described', 'not worth it', 'expected better'],
  },
  goods: {
    女装: {
      praise: ['the fabric is soft', 'fits perfectly', 'the colour is beautiful', 'well made'],
      blame: ['it shrank after one wash', 'too small', 'the fabric is too thin', 'loose threads everywhere'],
    },
    护肤: {
      praise: ['keeps my skin soft', 'smells nice', 'not greasy at all', 'gentle on my skin'],
      blame: ['it gave me a rash', 'too greasy', 'smells bad', 'the bottle leaked'],
    },
    零食: {
      praise: ['very fresh', 'tasty and crunchy', 'the whole family loves it'],
      blame: ['too sweet', 'not fresh', 'a bit stale', 'the portion is too small'],
    },
    数码: {
      praise: ['works perfectly', 'charges fast', 'well made'],
      blame: ['broke after two weeks', 'gets too hot', 'poorly made'],
    },
    无线耳机: {
      praise: ['sound is clear', 'great battery', 'comfortable to wear'],
      blame: ['keeps disconnecting', 'the battery is poor', 'broke after two weeks'],
    },
    保温杯: {
      praise: ['keeps drinks warm for hours', 'does not leak', 'looks good'],
      blame: ['does not keep warm', 'it leaks', 'smells strange'],
    },
    羊绒围巾: {
      praise: ['so soft', 'very warm', 'the colour is beautiful'],
      blame: ['it pills', 'it sheds', 'the colour is different from the picture'],
    },
    玻璃茶具: {
      praise: ['beautifully made', 'looks great', 'really useful'],
      blame: ['one cup came cracked', 'the glass is too thin', 'poorly made'],
    },
    桂花米酒: {
      praise: ['smells wonderful', 'tastes great', 'not too sweet'],
      blame: ['too sweet', 'tastes weak', 'the bottle leaked'],
    },
    家居: {
      praise: ['good quality', 'very comfortable', 'really useful'],
      blame: ['smells strange', 'the colour fades', 'poorly made', 'a bit too hard'],
    },
    茶酒: {
      praise: ['great aroma', 'tastes wonderful', 'a perfect gift'],
      blame: ['tastes weak', 'a bit bitter', 'mostly broken leaves'],
    },
  },
  delivery: {
    praise: ['fast delivery', 'arrived the next day', 'shipping was quick'],
    blame: ['delivery was slow', 'it took more than a week to arrive', 'the courier never called'],
  },
  packaging: {
    praise: ['lovely packaging', 'well packed'],
    blame: ['the packaging was damaged', 'the box was crushed'],
  },
  price: {
    praise: ['great value for money', 'good price'],
    blame: ['too expensive', 'the price dropped the day after'],
  },
  service: {
    praise: ['customer service was helpful', 'support answered quickly'],
    blame: ['customer service never replied', 'support was rude'],
  },
  plain: ['Received {good} today', 'Have not used it yet', 'First time I buy {good}'],
  wishes: ['I wish the packaging was simpler', 'I hope there will be more colours', 'I wish delivery was faster'],
  wrong: ['{good} arrived broken', 'One piece of {good} is missing', 'The order has not been shipped', 'I received the wrong item'],
  demands: ['I want a refund', 'please send a new one', 'I would like to return it', 'please answer me'],
  againPraise: ['will buy again', 'highly recommended'],
  againBlame: ['will not buy again', 'would not recommend it'],
};

export const voices = { zh, en } as const;
