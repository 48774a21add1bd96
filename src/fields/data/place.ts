import { asPersonal, defineFields } from './define.ts';

const visited = { verification: { by: 'visit', freshDays: 365 } } as const;

/** Where an organisation is. */
export const organizationPlaces = defineFields(['organization'], 'public', {
  contact: [
    {
      key: 'address',
      zh: '地址',
      en: 'Address',
      type: 'address',
      ...visited,
      also: `注册地址 | 企业注册地址 | 公司注册地址 | 住所 | 企业地址 | 公司地址 | 单位地址 | 详细地址 | 客户地址 | 企业住所 | 机构地址 | 经营地址 | 生产经营地址
        | 住所地址 | 地址全称 | 家庭地址 | 家庭住址 | 住址 | 居住地址 | 现住址 | 常住地址 | 户籍地址 | 住宅地址 | 收货地址 | 个人地址
        | street address | home address | home street | residential address | billing street | billing address | registered address | registered office
        | registered office address | company address | business address | business street | work address | mailing street | shipping street | address line 1 | address1 | address street | street
        | addr | adr | full address | postal address 1 | location address | primary address | address formatted | headquarters address | 所在地 | 住所地 | 住所 所在地 | adr.street`,
    },
    {
      key: 'address_line_2',
      zh: '地址补充',
      en: 'Address line 2',
      type: 'text',
      also: `address 2 | address2 | addr2 | street 2 | street address 2 | 门牌号 | 楼栋房号 | 房号 | business street 2 | home street 2 | apartment | apt | suite | unit number
        | address extended address | building`,
    },
    {
      key: 'mailing_address',
      zh: '通讯地址',
      en: 'Mailing address',
      type: 'address',
      also: `通信地址 | 联系地址 | 邮寄地址 | 办公地址 | 最新年报地址 | 年报地址 | 寄送地址 | 发货地址 | 送货地址 | 邮递地址 | postal address | shipping address | delivery address
        | correspondence address | mail address line | office address | other street | other address | adr.2`,
    },
    {
      key: 'region',
      zh: '地区',
      en: 'Region',
      type: 'region',
      also: `所属地区 | 所在地区 | 行政区划 | 行政区 | 所属区域 | 区域 | 省市区 | 省市 | 省份城市 | 所在省市 | 行政区域 | 区划代码 | 行政区划代码 | 地区代码 | 籍贯 | 属地 | 所属行政区
        | 地域 | location | area | territory | administrative region | region code | gb2260 | address region`,
    },
    {
      key: 'country',
      zh: '国家',
      en: 'Country',
      type: 'text',
      also: `国家地区 | 国家或地区 | 国别 | 国籍 | 所在国家 | 所属国家 | 国 | nation | country region | country name | country code | nationality | billing country | mailing country | shipping country
        | home country | home country region | business country | business country region | other country region | address country | country of residence | headquarters country | hq country | adr.country`,
    },
    {
      key: 'state',
      zh: '省份',
      en: 'State or province',
      type: 'text',
      also: `省 | 所属省份 | 所在省份 | 所在省 | 省自治区直辖市 | 省市自治区 | 州省 | 省州 | 州 | 都道府県 | state | province | state province | home state | mailing state | mailing state province | billing state | billing state province
        | business state | shipping state | shipping state province | other state | address region state | region state | county state | hq state | headquarters state | st | adr.region`,
    },
    {
      key: 'city',
      zh: '城市',
      en: 'City',
      type: 'text',
      also: `市 | 所属城市 | 所在城市 | 所在市 | 地级市 | 城市名称 | 居住城市 | 现居城市 | 常住城市 | 市区町村 | home city | town | city name | locality | town city | city town | mailing city | billing city | business city
        | shipping city | other city | address city | address locality | municipality | hq city | headquarters city | adr.city`,
    },
    {
      key: 'district',
      zh: '区县',
      en: 'District or county',
      type: 'text',
      also: `区 | 县 | 所属区县 | 所在区县 | 所在区 | 区县市 | 县区 | 市区县 | 县市区 | 辖区 | 街道 | 镇街 | district | county | suburb | borough | neighbourhood | neighborhood | address suburb | ward | township`,
    },
    {
      key: 'postcode',
      zh: '邮编',
      en: 'Postcode',
      type: 'postcode',
      also: `邮政编码 | 邮政编号 | 邮码 | 邮递区号 | 邮编号码 | 郵便番号 | home postal code | zip | zip code | zipcode | zip postal code | postal code | post code | postalcode | postal | mailing zip | mailing zip postal code | mailing postal code
        | billing zip | billing zip postal code | billing postal code | shipping zip postal code | business postal code | other postal code | address postal code | plz | cp | code postal | adr.postcode`,
    },
    {
      key: 'coordinates',
      zh: '坐标',
      en: 'Coordinates',
      type: 'coordinates',
      ...visited,
      also: `经纬度 | 地理坐标 | 位置坐标 | 经纬度坐标 | 定位坐标 | gps坐标 | gps | 高德坐标 | 百度坐标 | 腾讯坐标 | 纬度 | 经度 | 地理纬度 | 地理经度 | 纬度坐标 | 经度坐标 | 高德纬度 | 高德经度 | 百度纬度 | 百度经度
        | 腾讯纬度 | 腾讯经度 | gps纬度 | gps经度 | latitude | longitude | lat | lng | lon | long | lat lng | lat lon | lat long | lng lat | lon lat | long lat | latitude longitude | longitude latitude | geo | geo location
        | geolocation | coordinates latitude | coordinates longitude | coordinates lat | coordinates lng | geo point | geo coordinates | gps coordinates | coordinate | coords | lat lng coordinates | gps latitude | gps longitude | gps lat | gps lng | gps lon | geo lat | geo lng | geo lon | geo latitude | geo longitude
        | map latitude | map longitude | address latitude | address longitude | address lat | address lng | location lat | location lng | location latitude | location longitude | billing latitude | billing longitude
        | mailing latitude | mailing longitude | shipping latitude | shipping longitude | 緯度 | 経度 | gcj lat | gcj lng | gcj02 lat | gcj02 lng | wgs84 lat | wgs84 lng | bd lat | bd lng | bd09 lat | bd09 lng | baidu lat | baidu lng | amap lat | amap lng`,
    },
  ],
});

/** Where a person lives: the same facts, personal ones. */
export const personPlaces = asPersonal(organizationPlaces);
