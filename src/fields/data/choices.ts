import type { Choice } from '../types.ts';
import { splitWords } from './define.ts';

/** One choice from `key`, Chinese and English label and other ways of writing it. */
function choice(key: string, labels: readonly [string, string], also = ''): Choice {
  return Object.freeze({
    key,
    label: Object.freeze({ zh: labels[0], en: labels[1] }),
    synonyms: Object.freeze(splitWords(also)),
  });
}

/** Who owns a company (企业性质). */
export const ownerships: readonly Choice[] = [
  choice(
    'state',
    ['国有企业', 'State-owned'],
    '国有 | 国企 | 央企 | 国有独资 | 全民所有制 | 国有控股 | state owned | SOE | government owned',
  ),
  choice('collective', ['集体企业', 'Collective'], '集体 | 集体所有制 | 股份合作制 | 股份合作企业'),
  choice(
    'private',
    ['民营企业', 'Private'],
    '民营 | 私营 | 私营企业 | 私企 | 民企 | 内资 | private company | privately held',
  ),
  choice(
    'joint_venture',
    ['中外合资', 'Joint venture'],
    '合资 | 合资企业 | 中外合资企业 | 中外合作 | 中外合作企业 | JV',
  ),
  choice(
    'foreign',
    ['外商独资', 'Foreign-owned'],
    '外资 | 外资企业 | 外企 | 外商投资企业 | 外商投资 | 外国企业 | WFOE | wholly foreign owned | foreign',
  ),
  choice(
    'hong_kong_macao_taiwan',
    ['港澳台资', 'Hong Kong, Macao or Taiwan'],
    '港澳台 | 港澳台商投资 | 港澳台投资企业 | 港资 | 台资 | 港澳台独资',
  ),
  choice('joint_stock', ['股份制企业', 'Joint-stock'], '股份制 | 股份有限 | 股份公司'),
  choice('listed', ['上市公司', 'Listed company'], '上市 | 上市企业 | public | public company | listed'),
  choice('individual', ['个体工商户', 'Individual business'], '个体 | 个体户 | 个体经营 | self employed'),
  choice('sole_proprietorship', ['个人独资企业', 'Sole proprietorship'], '个人独资 | sole proprietor'),
  choice('partnership', ['合伙企业', 'Partnership'], '合伙 | 普通合伙 | 有限合伙'),
  choice('cooperative', ['合作社', 'Cooperative'], '农民专业合作社 | 专业合作社 | 合作经济组织'),
  choice('public_institution', ['事业单位', 'Public institution'], '事业 | 事业法人'),
  choice(
    'government',
    ['机关', 'Government body'],
    '政府机关 | 国家机关 | 行政机关 | 党政机关 | 政府 | government',
  ),
  choice(
    'social_organisation',
    ['社会组织', 'Social organisation'],
    '社会团体 | 社团 | 民办非企业单位 | 基金会 | 非营利组织 | non profit | nonprofit | NGO',
  ),
  choice('subsidiary', ['子公司', 'Subsidiary'], '分公司 | 分支机构 | branch'),
  choice('other', ['其他', 'Other'], '其它 | others'),
];

/** Whether a company is alive in the register (登记状态). */
export const registrationStatuses: readonly Choice[] = [
  choice(
    'active',
    ['存续', 'Active'],
    '在营 | 开业 | 在业 | 正常 | 存续（在营、开业、在册） | 在营（开业）企业 | 在册 | 登记成立 | 仍注册 | 营业中 | registered | live | in business',
  ),
  choice('revoked', ['吊销', 'Licence revoked'], '吊销，未注销 | 吊销未注销 | 已吊销 | revoked'),
  choice('revoked_closed', ['吊销并注销', 'Revoked and deregistered'], '吊销，已注销 | 吊销已注销'),
  choice(
    'closed',
    ['注销', 'Deregistered'],
    '已注销 | 注销企业 | 除名 | 已告解散 | closed | dissolved | deregistered',
  ),
  choice('moved_in', ['迁入', 'Moved in'], '迁移异地 | 迁移'),
  choice('moved_out', ['迁出', 'Moved out'], '已迁出'),
  choice('suspended', ['停业', 'Suspended'], '歇业 | 暂停营业 | suspended'),
  choice(
    'liquidation',
    ['清算', 'In liquidation'],
    '清算中 | 破产 | 破产清算 | bankrupt | in administration',
  ),
  choice('cancelled', ['撤销', 'Registration cancelled'], '已撤销 | 撤销登记 | 责令关闭 | cancelled'),
  choice('preparing', ['筹建', 'Being set up'], '筹建中 | 待开业 | 预登记 | pending'),
];

/** Large to micro, as the Chinese statistics offices group companies. */
export const sizeClasses: readonly Choice[] = [
  choice('large', ['大型', 'Large'], '大型企业 | L | 大 | enterprise'),
  choice('medium', ['中型', 'Medium'], '中型企业 | M | 中 | mid-size | midsize | mid market'),
  choice('small', ['小型', 'Small'], '小型企业 | S | 小 | small business'),
  choice('micro', ['微型', 'Micro'], '微型企业 | XS | 微 | 小微企业 | 小微'),
];

export const taxpayerClasses: readonly Choice[] = [
  choice('general', ['一般纳税人', 'General taxpayer'], '增值税一般纳税人 | 一般'),
  choice('small_scale', ['小规模纳税人', 'Small-scale taxpayer'], '小规模 | 增值税小规模纳税人'),
  choice('none', ['非纳税人', 'Not a taxpayer'], '无 | 非增值税纳税人'),
];

export const genders: readonly Choice[] = [
  choice('female', ['女', 'Female'], 'f | w | 女性 | 女士 | 小姐 | woman | girl | mrs | ms | miss | 女の人'),
  choice('male', ['男', 'Male'], 'm | 男性 | 先生 | man | boy | mr | 男の人'),
  choice('other', ['其他', 'Other'], '其它 | o | x | non-binary | nonbinary | diverse'),
  choice('unknown', ['未知', 'Unknown'], 'u | 不详 | 保密 | 未说明 | n/a | unspecified | prefer not to say'),
];

export const ageBands: readonly Choice[] = [
  choice('under_18', ['18岁以下', 'Under 18'], '0-17 | 未成年 | <18 | 18以下'),
  choice('18_24', ['18-24岁', '18 to 24'], '18-24 | 18~24'),
  choice('25_34', ['25-34岁', '25 to 34'], '25-34 | 25~34'),
  choice('35_44', ['35-44岁', '35 to 44'], '35-44 | 35~44'),
  choice('45_54', ['45-54岁', '45 to 54'], '45-54 | 45~54'),
  choice('55_64', ['55-64岁', '55 to 64'], '55-64 | 55~64'),
  choice('65_over', ['65岁以上', '65 and over'], '65+ | 65以上 | 65岁及以上 | >65'),
];

export const maritalStatuses: readonly Choice[] = [
  choice('single', ['未婚', 'Single'], '单身 | 未婚单身 | s | never married | unmarried'),
  choice('married', ['已婚', 'Married'], '结婚 | 已婚无子女 | 已婚有子女 | m'),
  choice('divorced', ['离异', 'Divorced'], '离婚 | d | separated | 分居'),
  choice('widowed', ['丧偶', 'Widowed'], 'w | widow | widower'),
  choice('partnered', ['同居', 'Living together'], 'partner | cohabiting | domestic partner'),
];

export const educations: readonly Choice[] = [
  choice('primary', ['小学', 'Primary school'], '小学及以下 | 小学毕业 | elementary | basic'),
  choice('junior_secondary', ['初中', 'Junior secondary'], '初中及以下 | middle school'),
  choice(
    'senior_secondary',
    ['高中', 'Senior secondary'],
    '高中/中专 | 高中及以下 | high school | secondary',
  ),
  choice('vocational', ['中专', 'Vocational'], '中技 | 职高 | 技校 | 中职 | vocational school'),
  choice(
    'college',
    ['大专', 'College'],
    '专科 | 高职 | 大学专科 | associate | associate degree | some college',
  ),
  choice(
    'bachelor',
    ['本科', 'Bachelor'],
    '大学本科 | 大学 | 学士 | 本科及以上 | undergraduate | graduation | university | ba | bsc',
  ),
  choice(
    'master',
    ['硕士', 'Master'],
    '研究生 | 硕士研究生 | 硕士及以上 | graduate | postgraduate | mba | ma | msc',
  ),
  choice('doctor', ['博士', 'Doctor'], '博士研究生 | 博士及以上 | phd | doctorate'),
];

export const incomeBands: readonly Choice[] = [
  choice('low', ['低收入', 'Low'], '低 | 3000以下 | 3000元以下 | low income'),
  choice('lower_middle', ['中低收入', 'Lower middle'], '中低 | 3000-5000 | 3000-5000元 | 3000-8000元'),
  choice(
    'middle',
    ['中等收入', 'Middle'],
    '中 | 中等 | 5000-10000 | 5000-10000元 | 8000-15000元 | medium | middle income',
  ),
  choice('upper_middle', ['中高收入', 'Upper middle'], '中高 | 10000-20000 | 10000-20000元 | 15000-30000元'),
  choice('high', ['高收入', 'High'], '高 | 20000以上 | 20000元以上 | 30000元以上 | high income'),
];

export const lifecycleStages: readonly Choice[] = [
  choice(
    'lead',
    ['线索', 'Lead'],
    '潜在客户 | 潜客 | 新线索 | prospect | subscriber | marketing qualified lead | mql',
  ),
  choice(
    'opportunity',
    ['商机', 'Opportunity'],
    '意向客户 | 跟进中 | sales qualified lead | sql | evangelist',
  ),
  choice(
    'customer',
    ['成交客户', 'Customer'],
    '客户 | 正式客户 | 已成交 | 老客户 | active customer | client',
  ),
  choice('dormant', ['沉睡客户', 'Dormant'], '沉默客户 | 休眠客户 | 休眠 | inactive'),
  choice('lost', ['流失客户', 'Lost'], '流失 | 已流失 | churned | former customer'),
];

export const channels: readonly Choice[] = [
  choice('phone', ['电话', 'Phone'], '手机 | 打电话 | call | telephone'),
  choice('sms', ['短信', 'Text message'], '手机短信 | text | sms message'),
  choice('email', ['电子邮件', 'Email'], '邮件 | 邮箱 | e-mail'),
  choice('wechat', ['微信', 'WeChat'], '公众号 | 企业微信 | 小程序 | weixin'),
  choice('app', ['应用推送', 'App notification'], 'app | push | 推送'),
  choice('web', ['网站', 'Website'], '线上 | 官网 | 网店 | 电商 | online | internet'),
  choice('shop', ['门店', 'Shop'], '线下 | 实体店 | 柜台 | 到店 | offline | in store | retail store'),
  choice('post', ['邮寄', 'Post'], '信函 | 直邮 | mail | direct mail'),
  choice('visit', ['上门拜访', 'Visit'], '拜访 | 面谈 | face to face | in person'),
];

export const levels: readonly Choice[] = [
  choice('high', ['高', 'High'], '很高 | 高度 | strong | h | 重度'),
  choice('medium', ['中', 'Medium'], '中等 | 一般 | moderate | m | 中度 | normal'),
  choice('low', ['低', 'Low'], '很低 | 轻度 | weak | l'),
];

export const moods: readonly Choice[] = [
  choice('positive', ['积极', 'Positive'], '正面 | 高兴 | 满意 | happy | good'),
  choice('neutral', ['中性', 'Neutral'], '平静 | 一般 | calm'),
  choice('negative', ['消极', 'Negative'], '负面 | 不满 | 生气 | 愤怒 | angry | bad | unhappy'),
];

export const cityTiers: readonly Choice[] = [
  choice('first', ['一线城市', 'First tier'], '一线 | tier 1 | t1'),
  choice('new_first', ['新一线城市', 'New first tier'], '新一线 | new tier 1'),
  choice('second', ['二线城市', 'Second tier'], '二线 | tier 2 | t2'),
  choice('third', ['三线城市', 'Third tier'], '三线 | tier 3 | t3'),
  choice(
    'fourth_below',
    ['四线及以下', 'Fourth tier and below'],
    '四线 | 五线 | 四线城市 | 五线城市 | 下沉市场 | 县城 | tier 4',
  ),
];

export const householdRoles: readonly Choice[] = [
  choice('head', ['户主', 'Head'], '家长 | householder | head of household'),
  choice('spouse', ['配偶', 'Spouse'], '妻子 | 丈夫 | 爱人 | wife | husband | partner'),
  choice('child', ['子女', 'Child'], '儿子 | 女儿 | 孩子 | son | daughter'),
  choice('parent', ['父母', 'Parent'], '父亲 | 母亲 | 爸爸 | 妈妈 | father | mother'),
  choice('other', ['其他', 'Other'], '其它 | 亲属 | relative'),
];
