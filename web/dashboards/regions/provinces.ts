/** A tile of the map: the code of GB/T 2260, names, and where it stands; the map is eight tiles wide and high. */
export interface Province {
  readonly code: string;
  readonly zh: string;
  /** By ISO 3166-2, without the country. */
  readonly short: string;
  readonly column: number;
  readonly row: number;
}

const rows = [
  '230000 黑龙江 HL 8 1 | 150000 内蒙古 NM 6 2 | 220000 吉林 JL 8 2',
  '650000 新疆 XJ 1 3 | 630000 青海 QH 2 3 | 620000 甘肃 GS 3 3 | 640000 宁夏 NX 4 3',
  '140000 山西 SX 5 3 | 130000 河北 HE 6 3 | 110000 北京 BJ 7 3 | 210000 辽宁 LN 8 3',
  '540000 西藏 XZ 1 4 | 510000 四川 SC 3 4 | 610000 陕西 SN 4 4 | 410000 河南 HA 5 4 | 370000 山东 SD 6 4 | 120000 天津 TJ 7 4',
  '500000 重庆 CQ 4 5 | 420000 湖北 HB 5 5 | 340000 安徽 AH 6 5 | 320000 江苏 JS 7 5 | 310000 上海 SH 8 5',
  '530000 云南 YN 3 6 | 520000 贵州 GZ 4 6 | 430000 湖南 HN 5 6 | 360000 江西 JX 6 6 | 330000 浙江 ZJ 7 6',
  '450000 广西 GX 4 7 | 440000 广东 GD 5 7 | 350000 福建 FJ 6 7 | 710000 台湾 TW 8 7',
  '460000 海南 HI 4 8 | 820000 澳门 MO 5 8 | 810000 香港 HK 6 8',
];

/** The provinces of China as a map of tiles: each where it lies to its neighbours, all of one size. */
export const provinces: readonly Province[] = rows
  .flatMap((row) => row.split(' | '))
  .map((text) => {
    const [code = '', zh = '', short = '', column, row] = text.split(' ');
    return { code, zh, short, column: Number(column), row: Number(row) };
  });
