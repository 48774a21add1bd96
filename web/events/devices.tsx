import { Gamepad2, HelpCircle, Monitor, Smartphone, Tablet, Tv, Watch, type LucideIcon } from 'lucide-react';
import { listDevices, type Device, type DeviceType } from '../../src/events/devices/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Time } from '../ui/page/time.tsx';
import classes from './events.module.css';
import { messages } from './messages.ts';

const icons: Readonly<Record<DeviceType, LucideIcon>> = {
  desktop: Monitor,
  mobile: Smartphone,
  tablet: Tablet,
  tv: Tv,
  wearable: Watch,
  console: Gamepad2,
  other: HelpCircle,
};

function DeviceItem({ device }: { device: Device }) {
  const say = useMessages(messages).devices;
  const text = useBilingual();
  const { type, model, system, browser, apps, screens, locales, zones, networks, ip, place, first, last } =
    device;
  const Icon = icons[type];
  const named = [model, browser, system].filter((part) => part !== '');
  const facts = [
    [say.apps, apps.join(', ')],
    [say.screens, screens.join(', ')],
    [say.networks, networks.join(', ')],
    [say.locales, locales.join(', ')],
    [say.zones, zones.join(', ')],
    [say.place, [place === null ? '' : text(place), ip].filter((part) => part !== '').join(' · ')],
  ].filter(([, value]) => value !== '');
  return (
    <li>
      <div className={classes['line']}>
        <Icon size={16} aria-hidden />
        <strong>
          <bdi>{named.length === 0 ? say.unknown : named.join(' · ')}</bdi>
        </strong>
        <span className={classes['who']}>{say.types[type]}</span>
      </div>
      <div className={classes['line']}>
        <span className={classes['who']}>
          {say.first} <Time at={first} />
        </span>
        <span className={classes['who']}>
          {say.last} <Time at={last} />
        </span>
      </div>
      <dl className={classes['facts']}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** With what a customer came: devices, browsers and apps, the latest first. */
export function Devices({ profile }: { profile: string }) {
  const say = useMessages(messages).devices;
  const answer = useEndpoint(listDevices, { id: profile });
  return (
    <AnswerView answer={answer}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p>{say.none}</p>
        ) : (
          <ul className={classes['list']} aria-label={say.title}>
            {rows.map((device) => (
              <DeviceItem key={device.id} device={device} />
            ))}
          </ul>
        )
      }
    </AnswerView>
  );
}
