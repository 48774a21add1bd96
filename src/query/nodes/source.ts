import { z } from 'zod';

import type { NodeKind } from './kind.ts';
import { describeList } from './describe.ts';

const name = z.string().min(1).max(1_000);
const schema = z.strictObject({ source: z.union([name, z.array(name).min(1).max(10_000)]) });

/** `{ source: "crm" }`: a record of the source, or of one of several, is behind the profile. */
export const sourceNode: NodeKind<{ readonly source: string | readonly string[] }> = {
  schema,
  plan({ source }) {
    return {
      op: 'oneOf',
      column: '_sources',
      list: true,
      values: typeof source === 'string' ? [source] : source,
    };
  },
  describe({ source }, { language }) {
    const names = describeList(typeof source === 'string' ? [source] : source, language);
    return language === 'zh' ? `来源为${names}` : `known from ${names}`;
  },
};
