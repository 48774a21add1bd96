/** The source of what people write into profiles. */
export const manual = {
  name: 'manual',
  party: 'first',
  channel: 'manual',
  trust: 100,
  basis: 'legitimate-interest',
  note: '',
} as const;
