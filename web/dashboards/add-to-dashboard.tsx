import { Button, Menu } from '@mantine/core';
import { LayoutDashboard } from 'lucide-react';
import { useState } from 'react';
import {
  createDashboard,
  getDashboard,
  listDashboards,
  pinCard,
  type NewCard,
} from '../../src/dashboards/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { DashboardDialog } from './dashboard-dialog.tsx';
import { messages } from './messages.ts';

/** An id that no other card has. */
export function newCardId(): string {
  return `card_${crypto.randomUUID().replaceAll('-', '').slice(0, 20)}`;
}

interface NewDashboardProps {
  readonly card?: NewCard;
  readonly close: () => void;
  readonly done: (made: { readonly id: string; readonly name: string }) => void;
}

/** Asks for the name of a new dashboard, which may begin with a card. */
export function NewDashboard({ card, close, done }: NewDashboardProps) {
  const say = useMessages(messages);
  const create = useAction(createDashboard, { refreshes: [listDashboards], done });
  const cards = card === undefined ? [] : [{ ...card, id: newCardId() }];
  return (
    <DashboardDialog title={say.create} close={close} save={(named) => create.run({ ...named, cards })} />
  );
}

/** A button that puts a chart on one of the reader's dashboards, or on a new one; nothing for whoever may not. */
export function AddToDashboard({ card }: { card: NewCard }) {
  const say = useMessages(messages);
  const mayWrite = useMay('analyst');
  const [opened, setOpened] = useState(false);
  const [naming, setNaming] = useState(false);
  const list = useEndpoint(listDashboards, {}, { enabled: mayWrite && opened });
  const pin = useAction(pinCard, {
    refreshes: [listDashboards, getDashboard],
    done: ({ name }) => showDone(say.added(name)),
  });
  if (!mayWrite) return null;
  const own = (list.data?.rows ?? []).filter(({ changeable }) => changeable);
  return (
    <>
      <Menu opened={opened} onChange={setOpened} position="bottom-start" withinPortal>
        <Menu.Target>
          <Button variant="default" leftSection={<LayoutDashboard size={16} aria-hidden />}>
            {say.add}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {own.map(({ id, name }) => (
            <Menu.Item key={id} onClick={() => void pin.run({ id, card: { ...card, id: newCardId() } })}>
              {name}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => setNaming(true)}>{say.addNew}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {naming && (
        <NewDashboard
          card={card}
          close={() => setNaming(false)}
          done={({ name }) => showDone(say.added(name))}
        />
      )}
    </>
  );
}
