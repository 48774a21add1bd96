import type { Row } from './make.ts';

const families = '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗'.split(' ');
const givens = '建国 晓明 秀英 志强 丽华 海燕 文博 思远 雅琴 俊杰 梦洁 宏伟 玉兰 子轩 慧敏'.split(' ');
export const streets = '世纪大道 中关村大街 文三路 星湖街 解放路 人民路 延安路'.split(' ');

/** Persons of whom no two share a key: landlines only, no mailbox. */
export function makePerson(index: number, said: Row = {}): Row {
  return {
    姓名: `${families[index % 20] ?? ''}${givens[(index * 7) % 15] ?? ''}`,
    出生日期: `19${60 + (index % 40)}-0${1 + (index % 9)}-${10 + ((index * 3) % 19)}`,
    性别: index % 2 === 0 ? '男' : '女',
    电话: `021-6${String(1_000_000 + index * 7_919).slice(0, 7)}`,
    地址: `上海市浦东新区${streets[index % 7] ?? ''}${10 + index * 3}号`,
    ...said,
  };
}
