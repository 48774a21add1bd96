import type { Field } from '../../fields/index.ts';
import { Problem } from '../../lib/problem.ts';

export function unknownField(key: string): Problem {
  return new Problem(
    'verifications.field',
    {
      en: 'There is no field “{field}” of this kind of profile that your role sees. See /api/fields for those that there are.',
      zh: '此类档案没有您的角色可见的字段“{field}”。可用字段见 /api/fields。',
    },
    { field: key.slice(0, 100) },
  );
}

export function maskedField({ key, label }: Field): Problem {
  return new Problem(
    'verifications.masked',
    {
      en: 'Your role sees {field} ({en}) masked, so you cannot say that its value is right. Ask somebody who sees it whole.',
      zh: '您的角色只能看到脱敏后的{zh}（{field}），因此无法核实其取值。请由能看到完整取值的人核实。',
    },
    { field: key, ...label },
  );
}

export function sealedField({ key, label }: Field): Problem {
  return new Problem(
    'verifications.sealed',
    {
      en: '{en} ({field}) is kept sealed, and only a part of it is shown: which value was verified could not be told later. Write a note on the profile instead.',
      zh: '{zh}（{field}）加密保存，只显示一部分，事后无法分辨核实的是哪个取值。请改为在档案上写备注。',
    },
    { field: key, ...label },
  );
}

export function notHeld({ key, label }: Field): Problem {
  return new Problem(
    'verifications.value',
    {
      en: 'The profile does not have this value of {en} ({field}), or no longer. Load it again and verify what it shows now.',
      zh: '该档案的{zh}（{field}）没有此取值，或已被修改。请重新打开档案，核实当前显示的取值。',
    },
    { field: key, ...label },
  );
}

export function inFuture(): Problem {
  return new Problem('verifications.time', {
    en: 'A value cannot have been verified in the future. Correct the time.',
    zh: '核实时间不能晚于现在，请更正。',
  });
}
