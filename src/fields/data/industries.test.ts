import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const table = new URL('../../../../shared/data/tables/gbt4754_2017.csv', import.meta.url);
const there = existsSync(table);
if (!there) process.stderr.write(`skipped: no code list of GB/T 4754-2017 at ${table.pathname}\n`);

/** Names that the code list at hand cuts off or spoils, as the standard has them. */
const mended = new Map([
  ['37', '铁路、船舶、航空航天和其他运输设备制造业'],
  ['306', '玻璃纤维和玻璃纤维增强塑料制品制造'],
  ['354', '印刷、制药、日化及日用品生产专用设备制造'],
  ['359', '环保、邮政、社会公共服务及其他专用设备制造'],
  ['3531', '食品、酒、饮料及茶生产专用设备制造'],
  ['3546', '玻璃、陶瓷和搪瓷制品生产专用设备制造'],
  ['3552', '皮革、毛皮及其制品加工专用设备制造'],
  ['3583', '医疗实验室及医用消毒设备和器具制造'],
  ['3939', '应用电视设备及其他广播电视设备制造'],
  ['3596', '交通安全、管制及类似专用设备制造'],
  ['4023', '导航、测绘、气象及海洋专用仪器制造'],
  ['7517', '三维（3D）打印技术推广服务'],
]);

interface Row {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
}

function readRows(): Row[] {
  return readFileSync(table, 'utf8')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, code, name, , parent] = /^"([A-T]|\d{2,4})","(.*)","(\d)","(.*)"$/.exec(line) ?? [];
      return code === undefined || name === undefined
        ? []
        : [{ code, name: mended.get(code) ?? name.trim(), parent: parent ?? '' }];
    });
}

test.skipIf(!there)(
  'the industries are those of the code list (refresh with: npx vitest run src/fields/data -u)',
  async () => {
    const rows = readRows();
    const below = (code: string) => rows.filter((row) => row.parent === code);
    const lines = below('').flatMap((section) => [
      section.code + section.name,
      ...below(section.code).flatMap((division) => [
        division.code + division.name,
        ...below(division.code).map((group) =>
          [
            group.code + group.name,
            ...below(group.code).map((row) => row.code.slice(3) + (row.name === group.name ? '' : row.name)),
          ].join(';'),
        ),
      ]),
    ]);
    const head = `/**
 * GB/T 4754-2017: a line for a section, a division, or a group with its classes (last digit and name; no name means the group's).
 * Written by industries.test.ts from a code list of the standard; do not edit by hand.
 */
export const industryText = \`
`;
    await expect(`${head}${lines.join('\n')}\n\`;\n`).toMatchFileSnapshot('./industries.data.ts');
  },
);
