import { z } from 'zod';

import { kinds } from '../../fields/types.ts';
import { endpoint } from '../../lib/endpoint.ts';

/** How full fields are. */
export const countFields = endpoint({
  name: 'countFields',
  method: 'GET',
  path: '/api/fields/fill',
  access: 'viewer',
  summary:
    'How many profiles have a value of each field that the caller sees; fields that nobody has are left out.',
  input: z.object({ kind: z.enum(kinds).default('organization') }),
  output: z.object({
    total: z.number(),
    rows: z.array(z.object({ key: z.string(), filled: z.number() })),
  }),
});
