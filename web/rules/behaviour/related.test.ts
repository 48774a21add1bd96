import { expect, test } from 'vitest';
import {
  firstRelated,
  otherOf,
  readRelated,
  type RelatedForm,
  turnRelated,
  typesOf,
  writeRelated,
} from './related.ts';

test('a form writes what it reads, and leaves alone what it cannot draw', () => {
  const forms: readonly RelatedForm[] = [
    firstRelated,
    { related: 'owns', direction: 'in', kind: 'person', where: { any: [{ segment: 'seg_1' }] } },
  ];
  for (const form of forms) expect(readRelated(writeRelated(form))).toEqual(form);
  expect(readRelated({ related: 'works_at', where: { text: 'x' } })?.where).toEqual({ all: [{ text: 'x' }] });
  expect(readRelated({ related: 'likes' })).toBeUndefined();
  expect(readRelated({ related: 'knows', direction: 'up' })).toBeUndefined();
  expect(readRelated({ related: 'knows', near: 1 })).toBeUndefined();
});

test('what is asked of the other one begins anew where it is of another kind', () => {
  const where = { all: [{ field: 'region', under: '上海' }] };
  const form = { ...firstRelated, where };
  expect(otherOf(form, 'person')).toBe('organization');
  expect(otherOf(form, 'organization')).toBe('person');
  expect(turnRelated(form, { related: 'represents' }, 'person')).toEqual({ ...form, related: 'represents' });
  expect(turnRelated(form, { related: 'knows' }, 'person').where).toEqual({ all: [] });
  // Shareholders are persons or organisations: the form says which, and keeps what it can.
  const owned = turnRelated(form, { related: 'owns' }, 'organization');
  expect(owned).toMatchObject({ kind: 'person', where });
  expect(turnRelated(owned, { kind: 'organization' }, 'organization').where).toEqual({ all: [] });
  expect(turnRelated({ ...owned, kind: 'person' }, { direction: 'out' }, 'organization').kind).toBeNull();
  expect(typesOf('person').map(({ type, way }) => `${type} ${way}`)).toContain('works_at out');
  expect(typesOf('organization').map(({ type, way }) => `${type} ${way}`)).toContain('child_of either');
});
