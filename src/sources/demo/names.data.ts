/** Family names with pinyin and weight: shares of the population of China in ten-thousandths, rounded. */
export const surnames = `
  王wang710 李li700 张zhang670 刘liu530 陈chen460 杨yang310 赵zhao210 黄huang220 周zhou190 吴wu190 徐xu145 孙sun140 胡hu130
  朱zhu125 高gao120 林lin118 何he117 郭guo115 马ma110 罗luo100 梁liang92 宋song82 郑zheng92 谢xie80 韩han70 唐tang70 冯feng64
  于yu62 董dong61 肖xiao60 程cheng58 曹cao58 袁yuan55 邓deng60 许xu60 傅fu30 付fu26 沈shen51 曾zeng53 彭peng53 吕lv48 苏su50
  卢lu48 蒋jiang48 蔡cai48 贾jia42 丁ding42 魏wei42 薛xue40 叶ye42 阎yan18 闫yan30 余yu42 潘pan41 杜du40 戴dai36 夏xia35
  钟zhong38 汪wang36 田tian36 任ren36 姜jiang36 范fan36 方fang36 石shi33 姚yao32 谭tan36 廖liao36 邹zou32 熊xiong32 金jin31
  陆lu31 郝hao26 孔kong21 白bai27 崔cui28 康kang22 毛mao22 邱qiu26 秦qin26 江jiang26 史shi22 顾gu22 侯hou22 邵shao22 孟meng22
  龙long22 万wan22 段duan21 雷lei21 钱qian21 汤tang21 尹yin20 黎li20 易yi16 常chang16 武wu20 乔qiao16 贺he18 赖lai18 龚gong18
  文wen18 庞pang12 樊fan14 兰lan13 殷yin12 施shi14 陶tao14 洪hong14 翟zhai12 安an12 颜yan12 倪ni11 严yan12 牛niu12 温wen12 芦lu6
  季ji11 俞yu11 章zhang11 鲁lu11 葛ge11 伍wu11 韦wei16 申shen11 尤you8 毕bi9 聂nie10 丛cong6 焦jiao9 向xiang10 柳liu9 邢xing10
  路lu7 岳yue8 齐qi9 梅mei8 莫mo10 庄zhuang9 辛xin8 管guan8 祝zhu8 左zuo8 涂tu8 谷gu8 祁qi8 时shi6 舒shu7 耿geng8 牟mou6 卜bu5
  詹zhan8 关guan8 苗miao7 凌ling7 费fei6 纪ji7 靳jin7 盛sheng6 童tong7 欧ou8 甄zhen4 项xiang6 曲qu8 成cheng5 游you6 阳yang5
  裴pei6 席xi4 卫wei6 查zha4 屈qu6 鲍bao6 覃qin9 霍huo6 翁weng6 隋sui4 甘gan6 景jing5 薄bo1 单shan5 包bao6 司si4 柏bai4 宁ning5
  柯ke6 阮ruan6 桂gui4 闵min4 解xie5 强qiang2 柴chai5 华hua5 车che5 冉ran5 房fang4 边bian4 辜gu2 吉ji4 饶rao5 刁diao2 瞿qu4 戚qi4
  丘qiu3 古gu5 米mi4 池chi4 滕teng4 晋jin3 苑yuan3 邬wu3 臧zang3 宫gong3 来lai2 欧阳ouyang7 司马sima1 上官shangguan2 诸葛zhuge1
  东方dongfang1 皇甫huangfu1 尉迟yuchi1 司徒situ2 夏侯xiahou1 令狐linghu1
`;

/** Characters of men's given names, with pinyin. */
export const maleCharacters = `
  伟wei 强qiang 磊lei 军jun 勇yong 杰jie 涛tao 超chao 明ming 刚gang 平ping 辉hui 鹏peng 华hua 飞fei 波bo 斌bin 宇yu 浩hao 凯kai
  健jian 俊jun 帆fan 旭xu 宁ning 龙long 林lin 阳yang 建jian 国guo 志zhi 文wen 海hai 峰feng 东dong 亮liang 成cheng 荣rong 光guang
  新xin 瑞rui 晨chen 博bo 天tian 振zhen 祥xiang 毅yi 翔xiang 诚cheng 嘉jia 豪hao 睿rui 泽ze 轩xuan 昊hao 然ran 铭ming 哲zhe 子zi 逸yi
  恒heng 坤kun 松song 柏bai 彬bin 彪biao 兵bing 清qing 永yong 立li 德de 义yi 良liang 庆qing 友you 世shi 福fu 生sheng 全quan 胜sheng
  学xue 才cai 发fa 武wu 利li 贵gui 宏hong 鑫xin 达da 安an 岩yan 中zhong 茂mao 进jin 有you 和he 元yuan 康kang 正zheng 为wei 先xian
  敬jing 震zhen 壮zhuang 会hui 思si 群qun 心xin 邦bang 承cheng 乐le 绍shao 功gong 厚hou 裕yu 河he 江jiang 云yun 川chuan
`;

/** Characters of women's given names, with pinyin. */
export const femaleCharacters = `
  芳fang 娜na 敏min 静jing 丽li 娟juan 艳yan 霞xia 秀xiu 英ying 燕yan 玲ling 桂gui 兰lan 红hong 梅mei 莉li 萍ping 雪xue 琳lin 慧hui
  婷ting 颖ying 倩qian 蕾lei 洁jie 丹dan 晶jing 琴qin 玉yu 凤feng 云yun 莲lian 真zhen 环huan 荣rong 爱ai 妹mei 香xiang 月yue 莺ying
  媛yuan 瑞rui 凡fan 佳jia 嘉jia 琼qiong 勤qin 珍zhen 贞zhen 淑shu 惠hui 珠zhu 翠cui 雅ya 芝zhi 巧qiao 美mei 黛dai 青qing 怡yi 婵chan
  雁yan 蓓bei 纨wan 仪yi 荷he 菲fei 寒han 岚lan 冰bing 欢huan 艾ai 妍yan 欣xin 梦meng 琪qi 思si 雨yu 涵han 诗shi 语yu 彤tong 悦yue
  萱xuan 桐tong 一yi 诺nuo 梓zi 宁ning 馨xin 瑶yao 依yi 晓xiao 菁jing 薇wei 茜qian 文wen 竹zhu 娅ya 璇xuan 紫zi 若ruo
`;

/** Names that do not split into family and given characters: with a middle dot, or written in Latin script. */
export const wholeNames = [
  '艾力·买买提', '阿依古丽·吐尔逊', '买买提江·阿不都', '古丽娜尔·艾山', '扎西多吉', '次仁卓玛', '巴特尔', '其其格',
  'Zhang Wei', 'Li Na', 'WANG Fang', 'David Chen', 'Grace Lin', 'Michael Liu', 'Kevin Huang', 'Amy Zhao',
];

/** Characters of trade names (字号), with pinyin; names are built from two to four of them. */
export const tradeCharacters = `
  安an 邦bang 宝bao 博bo 灿can 昌chang 辰chen 成cheng 诚cheng 驰chi 创chuang 春chun 达da 大da 德de 登deng 鼎ding 东dong 多duo 帆fan
  方fang 飞fei 丰feng 风feng 峰feng 凤feng 福fu 富fu 冠guan 光guang 广guang 贵gui 国guo 海hai 瀚han 豪hao 昊hao 浩hao 禾he 和he
  恒heng 弘hong 宏hong 虹hong 泓hong 鸿hong 华hua 汇hui 惠hui 慧hui 吉ji 佳jia 嘉jia 坚jian 健jian 江jiang 杰jie 金jin 锦jin 劲jin
  晶jing 景jing 久jiu 聚ju 钧jun 俊jun 凯kai 康kang 科ke 坤kun 蓝lan 朗lang 乐le 雷lei 力li 立li 利li 联lian 良liang 亮liang 林lin
  灵ling 凌ling 隆long 龙long 鲁lu 陆lu 路lu 绿lv 迈mai 茂mao 美mei 盟meng 民min 铭ming 明ming 牧mu 南nan 能neng 宁ning 诺nuo 欧ou
  磐pan 鹏peng 平ping 普pu 奇qi 启qi 千qian 谦qian 乾qian 强qiang 勤qin 清qing 庆qing 秋qiu 泉quan 荣rong 融rong 瑞rui 睿rui 润run
  森sen 山shan 尚shang 升sheng 生sheng 胜sheng 盛sheng 圣sheng 时shi 世shi 硕shuo 思si 松song 泰tai 腾teng 天tian 通tong 同tong
  万wan 威wei 维wei 巍wei 文wen 沃wo 伍wu 熙xi 祥xiang 翔xiang 协xie 欣xin 新xin 信xin 星xing 兴xing 雄xiong 旭xu 轩xuan 雅ya 亚ya
  研yan 阳yang 耀yao 烨ye 业ye 一yi 义yi 艺yi 益yi 毅yi 银yin 盈ying 颖ying 永yong 优you 友you 宇yu 雨yu 裕yu 誉yu 元yuan 园yuan 源yuan
  远yuan 悦yue 越yue 云yun 运yun 泽ze 展zhan 振zhen 正zheng 志zhi 致zhi 智zhi 中zhong 众zhong 卓zhuo 兹zi 子zi 尊zun
`;
