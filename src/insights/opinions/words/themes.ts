import type { Topic } from '../../../lib/opinion.ts';

/** Words by which a topic is known, in both languages, parted by spaces; `_` stands for a space. */
export const topicWords: Readonly<Record<Topic, string>> = {
  quality: `质量 品质 质感 做工 材质 材料 用料 面料 布料 手感 工艺 耐用 不耐用 结实 不结实 牢固 寿命 劣质 次品 残次 粗糙 开线 开胶 掉色 褪色 起球 生锈 变形 掉漆 翻新 坏了 破损
    quality well_made well_built cheaply_made material materials fabric craftsmanship workmanship durable durability sturdy flimsy defective fell_apart falls_apart broke broken build stitching`,
  price: `价格 价钱 价位 性价比 便宜 贵 太贵 很贵 偏贵 贵了 实惠 划算 优惠 优惠券 打折 折扣 降价 涨价 收费 乱收费 费用 运费 物超所值 超值 不值 值得买 钱 花费 物美价廉 合算 保价 差价 价保 满减 红包
    price prices priced pricey cheap cheaper expensive overpriced affordable inexpensive value cost costs discount coupon deal bargain fee fees charge charged worth rip_off ripoff`,
  delivery: `物流 快递 快递员 发货 送货 配送 到货 收货 派送 派件 运输 送达 送到 寄 签收 骑手 外卖员 发货速度 发货慢 送货上门 没收到货 没收到 迟迟不发货 不发货 漏发 错发 发错 少发
    delivery deliver delivered delivers shipping shipped ship courier arrived arrive arrives arrival parcel tracking dispatch dispatched postage driver`,
  packaging: `包装 包装盒 外包装 盒子 箱子 纸箱 礼盒 密封 瓶口 泡沫 气泡膜 包裹 package packaging packaged packing packed box boxes wrapped wrapping bubble_wrap sealed`,
  service: `服务 态度 客服 服务员 前台 店员 导购 营业员 员工 店家 卖家 老板 经理 售前 接待 沟通 回复 答复 热情 热心 耐心 冷漠 傲慢 敷衍 推诿 不理人 没人接 打不通 坐席 业务员 销售 咨询
    service staff waiter waitress server employee employees manager customer_service customer_support support representative rep agent seller attitude rude polite helpful friendly courteous attentive unprofessional hotline call_center salesman salesperson`,
  aftersales: `售后 我要退款 我要退货 退货 退款 退换 换货 退掉 退了 退钱 保修 维修 返修 修理 质保 理赔 赔偿 赔付 补发 发票 不退 不给退 拒绝退款 退款慢
    refund refunds refunded return returns returned returning replacement replace replaced warranty repair repaired repairs exchange exchanged money_back guarantee invoice`,
  use: `功能 使用 操作 性能 效果 速度 电池 续航 充电 屏幕 音质 拍照 系统 开机 死机 卡顿 发热 噪音 好用 不好用 难用 安装 说明书 运行 散热 信号 蓝牙 键盘 清洁力 吸力
    function functions feature features works work_properly working performance battery screen sound audio charge charger charging setup install installation instructions easy_to_use use bluetooth reception signal camera keyboard speed`,
  look: `外观 外形 颜色 款式 样式 设计 造型 颜值 好看 难看 漂亮 美观 时尚 色差 花色 做旧 封面 印刷 look looks looking design designed color colour style stylish beautiful ugly appearance finish`,
  size: `尺寸 尺码 大小 码数 号码 合身 不合身 偏大 偏小 太大 太小 太长 太短 宽松 紧 合脚 重量 体积 size sizes sizing fit fits fitted tight loose too_small too_big too_large`,
  taste: `味道 口味 口感 气味 异味 霉味 臭味 香味 怪味 好吃 难吃 不好吃 好喝 难喝 新鲜 不新鲜 美味 鲜美 香甜 菜品 菜 饭菜 早餐 入味 taste tastes tasted tasty flavor flavour food meal dish dishes delicious bland fresh stale smell smells smelled odor coffee menu breakfast`,
  place: `环境 位置 地理位置 交通 房间 客房 卫生 卫生间 洗手间 浴室 隔音 床单 装修 设施 停车 停车位 店面 大堂 氛围 排队 展位 展厅 周边 空调 热水
    location place room rooms atmosphere ambiance ambience decor parking restroom restrooms bathroom clean dirty filthy noisy crowded queue venue hotel restaurant`,
  app: `网站 网页 页面 系统崩溃 软件 小程序 app 客户端 登录 注册 支付 付款 验证码 闪退 下单 界面 公众号 账号 账户 更新后 website site webpage app application login log_in sign_in checkout password interface software update account`,
  genuine: `正品 真品 真货 行货 假货 假冒 冒牌 仿冒 真假 防伪 描述不符 与描述不符 图文不符 货不对板 不符 名不副实 虚假宣传 实物 与图片 和图片 色差大 sku不符
    genuine authentic fake counterfeit knockoff knock_off as_described as_advertised not_as_described misleading false_advertising original imitation`,
  stock: `缺货 断货 没货 库存 现货 补货 品种 种类 选择 款式多 品类 齐全 规格 型号 预售 out_of_stock in_stock stock sold_out selection choice choices variety range available unavailable backorder backordered`,
};

/** Words by which a motive or an intention is known. */
export const tagWords: Readonly<Record<string, string>> = {
  for_price: `冲着价格 冲着便宜 图便宜 看在便宜 因为便宜 因为活动 赶上活动 搞活动 做活动 活动价 打折买的 促销买的 双十一买的 双11买的 618买的 趁活动 趁优惠 性价比高 for_the_price on_sale good_deal great_deal bargain cheaper_than because_of_the_price because_it_was_cheap half_price discounted`,
  for_brand: `老牌子 大品牌 大牌子 信赖品牌 相信品牌 品牌值得信赖 品牌信得过 认准 信得过 忠实粉丝 忠实用户 冲着品牌 冲着牌子 国货 trust_this_brand trust_the_brand love_this_brand favorite_brand favourite_brand loyal_customer fan_of_this_brand always_buy_this_brand`,
  recommended: `朋友推荐 同事推荐 同学推荐 朋友介绍 同事介绍 熟人介绍 别人推荐 看推荐 被种草 种草 网友推荐 博主推荐 医生推荐 老师推荐 recommended_by friend_recommended was_recommended friends_recommended recommended_to_me read_reviews good_reviews heard_about heard_good`,
  for_gift: `送礼 送人 送朋友 送同学 送客户 送领导 送长辈 礼物 生日礼物 作为礼物 当礼物 年货 gift gifts as_a_gift for_christmas birthday_present christmas_present as_a_present`,
  for_family: `给孩子买 给宝宝买 给儿子买 给女儿买 给妈妈买 给爸爸买 给老婆买 给老公买 给父母买 给家人买 给老人买 给爸妈买 帮家人买 买给孩子 买给妈妈 买给爸爸 买给父母 for_my_wife for_my_husband for_my_son for_my_daughter for_my_mom for_my_mother for_my_dad for_my_father for_my_kids for_my_family for_my_parents`,
  for_work: `工作需要 办公用 上班用 工作用 公司用 公司采购 单位采购 单位用 出差用 做生意用 项目需要 项目用 for_work for_my_job for_my_business for_our_office for_the_office at_work business_trip`,
  for_health: `为了健康 养生 减肥 减脂 保健 调理身体 对身体好 过敏体质 控糖 血压 for_my_health healthy healthier weight_loss allergies allergy lose_weight`,
  replaces: `原来的坏了 旧的坏了 之前的坏了 家里的坏了 换新 更换旧 替换旧 以旧换新 换掉旧 用坏了 to_replace my_old_one old_one_broke replaces_my replacement_for`,
  to_try: `试试 试一试 试试看 尝试一下 想试 买来试 尝尝 尝鲜 体验一下 第一次买 第一次购买 first_time_buying gave_it_a_try give_it_a_try wanted_to_try decided_to_try thought_i'd_try`,
  regular: `一直在用 一直用 一直买 经常买 常买 长期购买 每次都买 第二次买 第三次买 多次购买 老顾客 老客户 回头客 无限回购 用了好几年 用了多年 regular_customer been_using_for_years been_buying always_buy always_order regularly every_time second_time_buying been_coming_here`,
  will_return: `回购 会再买 还会买 还会再买 还会再来 还会来 会再来 下次还来 下次再来 下次还买 下次还会 下次还会来 再次光临 会继续购买 继续购买 继续支持 还会光顾 续费 续约 续订 will_buy_again buy_again order_again will_be_back be_back come_back go_back will_return renew shop_here_again`,
  will_leave: `再也不来 再也不买 再也不会 不会再来 不会再买 不会再 不来了 不买了 不去了 不再买 不再来 绝不再 永不再来 换一家 换别家 换供应商 换其他家 取消会员 不续费 不续约 注销账号 注销账户 卸载 解约 never_again won't_buy_again will_not_buy_again never_buy won't_be_back wont_be_back will_not_be_back not_be_back not_going_back never_going_back won't_go_back won't_be_returning will_not_return switch_to switching_to cancel_my cancelling_my canceling_my going_elsewhere take_my_business uninstall uninstalled`,
  recommends: `推荐 强烈推荐 力荐 值得推荐 推荐给 推荐购买 安利 推荐大家 推荐朋友 recommend highly_recommend would_recommend recommend_it recommend_this recommend_to`,
  warns: `别买 不要买 千万别买 千万别 千万不要 大家别 不推荐 不建议 慎买 慎入 谨慎购买 避雷 避坑 踩雷 远离 don't_buy do_not_buy dont_buy stay_away avoid not_recommend wouldn't_recommend beware buyer_beware`,
  wants_refund: `退款 退钱 我要退 我要退款 我要退货 要求退货 申请退货 要求退款 申请退款 赔偿 索赔 赔钱 退我 refund want_my_money_back money_back my_money_back full_refund`,
  will_complain: `投诉 要投诉 举报 12315 消协 曝光 维权 起诉 律师 工商 市场监管 report_you file_a_complaint complaint_with better_business_bureau bbb lawyer sue chargeback`,
};

/** By these words a wish is known; what its clause speaks of is what is wished for. */
export const wishWords = `希望 建议 期望 盼 期盼 最好能 最好可以 要是能 要是可以 如果能 如果可以 能不能 可不可以 能否 可否 麻烦 请尽快 请你们 尽快 应该 应当 需要改进 有待改进 有待提高 改进一下 加强 提高一下 要求
  wish hope hoping would_like please should could_you can_you would_prefer i'd_prefer suggest suggestion needs_to need_to needs_improvement would_be_better would_be_nice if_only`;
