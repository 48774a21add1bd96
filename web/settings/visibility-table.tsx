import { Select } from '@mantine/core';
import { getVisibility, updateVisibility } from '../../src/access/contract.ts';
import { sights } from '../../src/fields/types.ts';
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
type Sight = (typeof sights)[number];
type Policy = Record<Changing, Record<(typeof closed)[number], Sight>>;

/** The policy of the answer, with one place changed. */
function policyOf(
  roles: Roles,
  change: { role: Changing; sensitivity: (typeof closed)[number]; sight: Sight },
) {
  const of = (role: Changing) => {
    const seen = roles.find((one) => one.role === role)?.sights;
    const row = {
      internal: seen?.internal ?? 'full',
      personal: seen?.personal ?? 'full',
      sensitive: seen?.sensitive ?? 'full',
    };
    return role === change.role ? { ...row, [change.sensitivity]: change.sight } : row;
  };
  const policy: Policy = {
    viewer: of('viewer'),
    analyst: of('analyst'),
    editor: of('editor'),
    admin: of('admin'),
  };
  return policy;
}

/** Which role sees which sensitivity in full, masked or not at all. */
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
          maw="9rem"
          aria-label={say.cell(names[role], say.sensitivities[sensitivity])}
          allowDeselect={false}
          disabled={update.running}
          data={sights.toReversed().map((value) => ({ value, label: say.sights[value] }))}
          value={roles.find((one) => one.role === role)?.sights[sensitivity] ?? 'full'}
          onChange={(value) => {
            const sight = sights.find((one) => one === value);
            if (sight !== undefined) void update.run(policyOf(roles, { role, sensitivity, sight }));
          }}
        />
      ),
    })),
  ];
  return (
    <>
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
    </>
  );
}
