import { z } from 'zod';

import { endpoint } from '../../lib/endpoint.ts';

const number = z.number();
const maybe = number.nullable();
const profile = z.string().min(1).max(64);

const why = z.enum(['together', 'popular']);
const confidence = maybe.meta({
  description: 'Share of baskets with something that the customer bought that have it too',
});

export const getNextProducts = endpoint({
  name: 'getNextProducts',
  method: 'GET',
  path: '/api/insights/next-products',
  access: 'viewer',
  summary:
    'What a customer is likely to buy next, products and categories: what others buy with what it bought, else what is popular.',
  input: z.object({ profile, limit: z.coerce.number().int().min(1).max(50).default(10) }),
  output: z.object({
    products: z.array(z.object({ product: z.string(), why, confidence, lift: maybe })),
    categories: z.array(z.object({ category: z.string(), why, confidence, lift: maybe })),
  }),
});

export const listSimilarCustomers = endpoint({
  name: 'listSimilarCustomers',
  method: 'GET',
  path: '/api/insights/similar-customers',
  access: 'viewer',
  summary:
    'The customers most like one: by what both bought, what few buy saying more, else by the facts that they share.',
  input: z.object({ profile, limit: z.coerce.number().int().min(1).max(50).default(10) }),
  output: z.object({
    by: z.enum(['orders', 'facts']).nullable().meta({ description: 'null: nothing is known to go by' }),
    rows: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        score: number.meta({ description: '1: alike in all that is gone by, 0: in nothing' }),
        items: z.array(z.string()).meta({ description: 'What both bought, what few buy first' }),
        facts: z
          .array(z.object({ field: z.string(), value: z.unknown() }))
          .meta({ description: 'Facts that both have, what few have first' }),
      }),
    ),
  }),
});
