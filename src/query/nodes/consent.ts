import { z } from 'zod';

import { channelNames, consentChannels, consentPurposes, purposeNames } from '../../lib/consent.ts';
import type { ConsentRule } from '../rule/types.ts';
import type { NodeKind } from './kind.ts';

const schema = z.strictObject({
  consent: z.strictObject({ channel: z.enum(consentChannels), purpose: z.enum(consentPurposes) }),
});

/** `{ consent: { channel: "email", purpose: "marketing" } }`: who allows it now, by the last word that was said. */
export const consentNode: NodeKind<ConsentRule> = {
  schema,
  plan: ({ consent }, _path, { kind }) => ({ op: 'allows', kind, ...consent }),
  describe({ consent: { channel, purpose } }, { language }) {
    const [way, aim] = [channelNames[channel][language], purposeNames[purpose][language]];
    return language === 'zh' ? `同意以${way}用于${aim}` : `consents to ${aim} by ${way}`;
  },
};
