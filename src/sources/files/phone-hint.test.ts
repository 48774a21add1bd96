import { describe, expect, it } from 'vitest';
import { isPlainNumber } from './phone-bytes.ts';
import { hintPhone, isPlainPhone } from './phone-hint.ts';

describe('phone hints', () => {
  it('leaves plain numbers of mainland China to the engine', () => {
    const plain = [
      '13800138000',
      '+86 138-0013-8000',
      '8613800138000',
      '008613800138000',
      '010-88886666',
      '(0571) 8888 6666',
      '0755-26001234转801',
      '0755-26001234 ext. 801',
      '021-63218888-12',
      '400-800-1234',
      '800-810-1234',
      '95588',
      '96110',
      '10086',
    ];
    expect(plain.filter((text) => !isPlainPhone(text))).toEqual([]);
    const others = [
      '23800138000',
      '1380013800',
      '12345678',
      '+1 212 555 0100',
      '13800138000/13900139000',
      '无',
      '138001380001',
    ];
    expect(others.filter(isPlainPhone)).toEqual([]);
  });

  it('tells numbers without extensions by their bytes as by their text', () => {
    const starts = ['', '+', '86', '+86', '0086', '0', '010', '021', '0571', '400', '95', '1'];
    const bodies = ['', '1', '3', '13', '23', '8000', '88886', '888866', '8888666', '88886666', '3800138000'];
    const ends = ['', '0', '-1', ' 2345', 'x', '；'];
    const texts = starts.flatMap((start) =>
      ['', ' ', '-', '(', ')', '+'].flatMap((mark) =>
        bodies.flatMap((body) => ends.map((end) => `${start}${mark}${body}${end}`)),
      ),
    );
    const plain = texts.filter((text) => {
      const bytes = Buffer.from(`1${text}1`);
      return isPlainNumber(bytes, 1, bytes.length - 2);
    });
    // What has an extension is plain too, but is told by its text.
    expect(plain.filter((text) => !isPlainPhone(text))).toEqual([]);
    const missed = texts.filter((text) => isPlainPhone(text) && !plain.includes(text));
    expect(missed.filter((text) => !/[^\d][-x \d]{1,6}$/u.test(text))).toEqual([]);
    expect(plain.length).toBeGreaterThan(100);
  });

  it('reads the others', () => {
    expect(hintPhone('13800138000；139 0013 9000', 'CN')).toBe('+8613800138000\n+8613900139000');
    expect(hintPhone('021-63218888/63219999', 'CN')).toBe('+862163218888\n+862163219999');
    expect(hintPhone('（０１０）８８８８６６６６', 'CN')).toBe('+861088886666');
    expect(hintPhone('电话：0571-88886666转12、95588', 'CN')).toBe('+8657188886666;ext=12\n95588');
    expect(hintPhone('+44 20 7946 0958', 'CN')).toBe('+442079460958');
    expect(hintPhone('(212) 555-0100 x12', 'US')).toBe('+12125550100;ext=12');
    expect(hintPhone('13800138000', 'US')).not.toBe('+8613800138000');
    // A way of writing that only North America has.
    expect(hintPhone('(212) 555-0100', 'CN')).toBe('+12125550100');
    expect(hintPhone('400-800-1234', 'CN')).toBe('+864008001234');
    // What may be a number but is none stays as it came, marked, and never looks like a checked one.
    expect(hintPhone('1234567890', 'CN')).toBe('!1234567890');
    expect(hintPhone('+861234567890', 'CN')).toMatch(/^!\+86 [\d ]+$/);
    expect(hintPhone('13800138000/1234567890', 'CN')).toBe('+8613800138000\n!1234567890');
    // A number that a spreadsheet has ruined can be told from one that was never there.
    expect(hintPhone('1.38E+10', 'CN')).toBe('!1.38E+10');
    for (const text of ['无', '123', '<script>']) expect(hintPhone(text, 'CN')).toBe('!');
  });
});
