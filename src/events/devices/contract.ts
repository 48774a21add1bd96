import { z } from 'zod';

import { endpoint } from '../../lib/endpoint.ts';

/** What a device is. */
export const deviceTypes = ['desktop', 'mobile', 'tablet', 'tv', 'wearable', 'console', 'other'] as const;
export type DeviceType = (typeof deviceTypes)[number];

const texts = z.array(z.string());

/** A device or browser with which a customer came. */
export const deviceSchema = z.object({
  id: z.string(),
  type: z.enum(deviceTypes),
  model: z.string().meta({ description: 'Maker and model, where they are known' }),
  system: z.string().meta({ description: 'Operating system and its version' }),
  browser: z.string().meta({ description: 'Browser and its version; empty for an app' }),
  apps: texts,
  screens: texts.meta({ description: 'Sizes in pixels: 1920 × 1080' }),
  locales: texts,
  zones: texts.meta({ description: 'Time zones' }),
  networks: texts,
  ip: z
    .string()
    .meta({ description: 'The latest address; empty for those who do not see personal fields in full' }),
  place: z
    .object({ en: z.string(), zh: z.string() })
    .nullable()
    .meta({ description: 'Where the latest address is, where a database of places is set' }),
  first: z.string(),
  last: z.string(),
});
export type Device = z.infer<typeof deviceSchema>;

export const listDevices = endpoint({
  name: 'listDevices',
  method: 'GET',
  path: '/api/profiles/:id/devices',
  access: 'viewer',
  summary:
    'The devices, browsers and apps with which a customer came, when first and last, the latest first.',
  input: z.object({ id: z.string().min(1).max(64) }),
  output: z.object({ rows: z.array(deviceSchema) }),
});
