import { type Problem } from '../../lib/problem.ts';
import { ruleProblem } from '../rule/problems.ts';

/** Operators that the language names and that cannot be answered yet. */
export const laterOperators = ['near'] as const;

/** What can be asked today. */
export const presentNodes = [
  'all',
  'any',
  'not',
  'field',
  'text',
  'source',
  'id',
  'completeness',
  'updated',
  'observed',
  'insight',
  'did',
  'path',
  'bought',
  'subscribed',
  'said',
  'consent',
  'verified',
  'related',
  'segment',
] as const;

/** The answer to a part of the language that is still to come. */
export function notYet(path: string, name: string): Problem {
  return ruleProblem(
    'not-yet',
    {
      en: '{path}: “{name}” cannot be asked yet. Use {present}.',
      zh: '{path}：暂不支持“{name}”。目前可用：{present}。',
    },
    { path, name, present: presentNodes.join(', ') },
  );
}
