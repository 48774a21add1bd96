import { z } from 'zod';

import { datums, pointParts } from '../lib/point.ts';

/** Which columns of a batch hold which fields. */
export const mappingList = z.array(
  z.object({
    /** Position of the column in the batch, from 0. */
    column: z.number(),
    field: z.string(),
    /** What the header told: 注册资本(万元) → factor 10,000, CNY. */
    unit: z.object({ factor: z.number().optional(), currency: z.string().optional() }).optional(),
    dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
    /** Which half of a point the column has, or both in this order; without it, latitude and longitude. */
    point: z.enum(pointParts).optional(),
    /** By what the column's coordinates were measured; without it, by satellites. */
    datum: z.enum(datums).optional(),
    /** The country whose phone numbers the column has without a country code; ISO 3166. */
    country: z.string().optional(),
  }),
);

export type ColumnMapping = z.infer<typeof mappingList>[number];

/** A mapping as it is kept in the warehouse: JSON text. */
export const mappingSchema = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(mappingList);
