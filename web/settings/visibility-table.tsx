import { Select, Stack } from '@mantine/core';
import { getVisibility, updateVisibility } from '../../src/access/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { messages as shared } from '../ui/messages.ts';
import { messages } from './messages.ts';

const closed = ['internal', 'personal', 'sensitive'] as const;
const changing = ['viewer', 'analyst', 'editor', 'admin'] as const;
type Changing = (typeof changing)[number];
type Roles = Output<typeof getVisibility>['roles'];
/** How much a role knows, most first: all, a mask that it may lift from one value after the other, a mask, nothing. */
const levels = ['full', 'revealed', 'masked', 'hidden'] as const;
type Level = (typeof levels)[number];
type Closed = (typeof closed)[number];

function levelOf(roles: Roles, role: Changing, sensitivity: Closed): Level {
  const found = roles.find((one) => one.role === role);
  const sight = found?.sights[sensitivity] ?? 'full';
  return sight === 'masked' && found?.reveals.includes(sensitivity) === true ? 'revealed' : sight;
}

/** The policy of the answer, with one place changed. */
function policyOf(roles: Roles, change: { role: Changing; sensitivity: Closed; level: Level }) {
  const levelIn = (role: Changing, sensitivity: Closed) =>
    role === change.role && sensitivity === change.sensitivity
      ? change.level
      : levelOf(roles, role, sensitivity);
  const sightIn = (role: Changing, sensitivity: Closed) => {
    const level = levelIn(role, sensitivity);
    return level === 'revealed' ? 'masked' : level;
  };
  const row = (role: Changing) => ({
    internal: sightIn(role, 'internal'),
    personal: sightIn(role, 'personal'),
    sensitive: sightIn(role, 'sensitive'),
  });
  const may = (role: Changing) => closed.filter((sensitivity) => levelIn(role, sensitivity) === 'revealed');
  return {
    viewer: row('viewer'),
    analyst: row('analyst'),
    editor: row('editor'),
    admin: row('admin'),
    reveals: {
      viewer: may('viewer'),
      analyst: may('analyst'),
      editor: may('editor'),
      admin: may('admin'),
    },
  };
}

/** Which role sees which sensitivity in full, masked (and may lift the mask) or not at all. */
export function VisibilityTable() {
  const say = useMessages(messages);
  const names = useMessages(shared).roles;
  const answer = useEndpoint(getVisibility, {});
  const update = useAction(updateVisibility, {
    refreshes: [getVisibility],
    done: () => showDone(say.saved),
  });
  const columns = (roles: Roles): Column<Changing>[] => [
    { key: 'role', header: say.role, cell: (role) => names[role] },
    ...closed.map((sensitivity) => ({
      key: sensitivity,
      header: say.sensitivities[sensitivity],
      cell: (role: Changing) => (
        <Select
          size="xs"
          maw="13rem"
          aria-label={say.cell(names[role], say.sensitivities[sensitivity])}
          allowDeselect={false}
          disabled={update.running}
          data={levels.map((value) => ({ value, label: say.sights[value] }))}
          value={levelOf(roles, role, sensitivity)}
          onChange={(value) => {
            const level = levels.find((one) => one === value);
            if (level !== undefined) void update.run(policyOf(roles, { role, sensitivity, level }));
          }}
        />
      ),
    })),
  ];
  return (
    <Stack gap="md">
      <p>{say.visibilityLead}</p>
      <AnswerView answer={answer}>
        {({ roles }) => (
          <DataTable
            label={say.visibility}
            list={{ rows: changing, error: null }}
            columns={columns(roles)}
            rowKey={(role) => role}
            empty={null}
          />
        )}
      </AnswerView>
      <p>{say.owner}</p>
    </Stack>
  );
}
