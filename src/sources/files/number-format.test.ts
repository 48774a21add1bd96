import { describe, expect, it } from 'vitest';
import { readBuiltinFormat, readFormatCode, writeNumber } from './number-format.ts';

describe('numbers of spreadsheets', () => {
  it('are written as they show, without loss', () => {
    const written = (value: number, code: string): string => writeNumber(value, readFormatCode(code));
    expect(written(0.1 + 0.2, 'General')).toBe('0.3');
    expect(written(13800138000, '0')).toBe('13800138000');
    expect(written(1234567.891, '#,##0.00')).toBe('1234567.891');
    expect(written(911301150000000000, '0')).toBe('9.1130115E+17');
    expect(written(123456789012345, 'General')).toBe('123456789012345');
    expect(written(0.0000001, 'General')).toBe('0.0000001');
    expect(written(0.255, '0.0%')).toBe('25.5%');
    expect(written(10000, '000000')).toBe('010000');
    expect(written(-5, '[Red]0;(0)')).toBe('-5');
    expect(written(45292, 'yyyy"年"m"月"d"日"')).toBe('2024-01-01');
    expect(written(45292.75, '[$-804]yyyy/m/d h:mm AM/PM')).toBe('2024-01-01 18:00:00');
    expect(written(0.5, 'h:mm')).toBe('12:00:00');
    expect(written(1.25, '[h]:mm')).toBe('30:00:00');
    expect(written(45292, 'mmm-yy')).toBe('2024-01-01');
    expect(writeNumber(1, readBuiltinFormat(14))).toBe('1900-01-01');
    expect(writeNumber(60, readBuiltinFormat(14))).toBe('1900-03-01');
    expect(writeNumber(61, readBuiltinFormat(14))).toBe('1900-03-01');
    expect(writeNumber(0, readBuiltinFormat(14), true)).toBe('1904-01-01');
    expect(writeNumber(5e9, readBuiltinFormat(14))).toBe('5000000000');
  });
});
