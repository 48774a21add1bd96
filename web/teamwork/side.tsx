import { Tabs } from '@mantine/core';
import { useSearchParams } from 'wouter';
import type { Output } from '../../src/lib/endpoint.ts';
import type { listFields } from '../../src/records/contract.ts';
import { Consents } from '../consent/consents.tsx';
import { CostsToServe } from '../events/costs.tsx';
import { Devices } from '../events/devices.tsx';
import { NextItems } from '../insights/alike/next-items.tsx';
import { SimilarCustomers } from '../insights/alike/similar-customers.tsx';
import { ProfileValues } from '../insights/computed/profile-values.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { Files } from './files.tsx';
import { messages } from './messages.ts';
import { Notes } from './notes.tsx';
import { Relationships } from './relationships.tsx';
import { Talks } from './talks.tsx';
import { Tasks } from './tasks.tsx';
import classes from './teamwork.module.css';
import { Timeline } from './timeline.tsx';

const tabs = [
  'timeline',
  'values',
  'devices',
  'costs',
  'consent',
  'notes',
  'talks',
  'tasks',
  'files',
  'relationships',
] as const;
type Tab = (typeof tabs)[number];

interface SideProps {
  readonly profile: string;
  readonly name: string;
  readonly fields: Output<typeof listFields>['rows'];
}

function Content({ tab, profile, name, fields }: SideProps & { tab: Tab }) {
  if (tab === 'values')
    return (
      <>
        <ProfileValues profile={profile} />
        <NextItems profile={profile} />
        <SimilarCustomers profile={profile} fields={fields} />
      </>
    );
  if (tab === 'devices') return <Devices profile={profile} />;
  if (tab === 'costs') return <CostsToServe profile={profile} />;
  if (tab === 'consent') return <Consents profile={profile} />;
  if (tab === 'notes') return <Notes profile={profile} />;
  if (tab === 'talks') return <Talks profile={profile} />;
  if (tab === 'tasks') return <Tasks profile={profile} />;
  if (tab === 'files') return <Files profile={profile} />;
  if (tab === 'relationships') return <Relationships profile={profile} name={name} />;
  return <Timeline profile={profile} fields={fields} />;
}

/** What happened with a customer and what people added; which of it one looks at stands in the address. */
export function Side(props: SideProps) {
  const say = useMessages(messages).tabs;
  const [params, setParams] = useSearchParams();
  const tab = tabs.find((one) => one === params.get('tab')) ?? 'timeline';
  const choose = (next: string | null) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (next === null || next === 'timeline') after.delete('tab');
        else after.set('tab', next);
        return after;
      },
      { replace: true },
    );
  return (
    <section className={classes['side']} aria-label={say.label}>
      <Tabs value={tab} onChange={choose} keepMounted={false}>
        <Tabs.List className={classes['tabs'] ?? ''}>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {say[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one} value={one} className={classes['panel'] ?? ''}>
            <Content {...props} tab={one} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}
