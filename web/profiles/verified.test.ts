import { expect, test } from 'vitest';

import type { Verification } from '../../src/profiles/verified/contract.ts';
import { newestFound, verifiable } from './verified.ts';

const row = (id: string, more: Partial<Verification> = {}): Verification => ({
  id,
  field: 'phones',
  value: '+8613911110001',
  holds: true,
  outcome: 'confirmed',
  means: 'call',
  at: '2026-01-05T08:00:00.000Z',
  writtenAt: '2026-01-05T08:00:00.000Z',
  note: '',
  by: { id: 'usr_1', name: 'Li Na' },
  ...more,
});

test('of each value that is still there the newest word counts', () => {
  const rows = [
    row('a', { outcome: 'wrong' }),
    row('b', { value: '+8613911110002' }),
    row('c'),
    row('d', { value: '+8613911110003', holds: false }),
    row('e', { field: 'emails', value: 'a@example.org' }),
  ];
  expect(newestFound(rows, 'phones').map(({ id }) => id)).toEqual(['a', 'b']);
});

test('what is masked, sealed or not there cannot be verified', () => {
  const values = { phones: ['1', '2'], founded: '2011-05-03', employees: { min: 1, max: null } };
  const profile = { values, masked: ['founded'] };
  expect(verifiable(profile, { key: 'phones', type: 'phone' })).toEqual(['1', '2']);
  expect(verifiable(profile, { key: 'employees', type: 'quantity' })).toEqual([{ min: 1, max: null }]);
  expect(verifiable(profile, { key: 'founded', type: 'date' })).toEqual([]);
  expect(verifiable(profile, { key: 'name', type: 'name' })).toEqual([]);
});
