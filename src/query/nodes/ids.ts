import { z } from 'zod';

import { readProfileId } from '../../lib/profile-id.ts';
import { joinPath, wrongValue } from '../rule/problems.ts';
import { quoteValue } from './describe.ts';
import type { NodeKind } from './kind.ts';

const id = z.string().min(1).max(64);
const schema = z.strictObject({ id: z.union([id, z.array(id).max(10_000)]) });

/** `{ id: ["org_1", "org_2"] }`: these profiles; an empty list fits none. */
export const idsNode: NodeKind<{ readonly id: string | readonly string[] }> = {
  schema,
  plan({ id }, path, { kind }) {
    const values = [id].flat().map((one) => {
      const key = readProfileId(one);
      if (key?.kind !== kind) throw wrongValue(joinPath(path, 'id'), idWanted[kind], one);
      return String(key.no);
    });
    return { op: 'oneOf', column: '_no', list: false, values, type: 'UInt32' };
  },
  describe({ id }, { language }) {
    const ids = [id].flat();
    const [only] = ids;
    if (ids.length === 1 && only !== undefined)
      return language === 'zh'
        ? `编号为${quoteValue(only, language)}`
        : `id is ${quoteValue(only, language)}`;
    const count = quoteValue(ids.length, language);
    return language === 'zh' ? `选中的 ${count} 条` : `${count} chosen ones`;
  },
};

const idWanted = {
  organization: { en: 'ids of organisations, as org_16j', zh: '企业编号（如 org_16j）' },
  person: { en: 'ids of persons, as per_16j', zh: '个人编号（如 per_16j）' },
};
