import { Select, type SelectProps } from '@mantine/core';
import { roles, type Role } from '../../src/lib/endpoint.ts';
import { atLeast, useWorkspace } from '../ui/api/session.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { messages } from './messages.ts';

interface RoleSelectProps extends Pick<SelectProps, 'label' | 'name' | 'aria-label' | 'size' | 'disabled'> {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}

/** The roles that the reader may give away, each with what it may do. */
export function RoleSelect({ value, onChange, ...rest }: RoleSelectProps) {
  const names = useMessages(shared).roles;
  const notes = useMessages(messages).members.roleNotes;
  const { role: own } = useWorkspace();
  const possible = roles.filter((role) => role === value || atLeast(own, role));
  return (
    <Select
      {...rest}
      allowDeselect={false}
      maw="14rem"
      checkIconPosition="right"
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      data={possible.map((role) => ({ value: role, label: names[role] }))}
      value={value}
      onChange={(chosen) => {
        const role = roles.find((one) => one === chosen);
        if (role !== undefined && role !== value) onChange(role);
      }}
      renderOption={({ option }) => {
        const role = roles.find((one) => one === option.value) ?? 'viewer';
        return (
          <span>
            {option.label}
            <br />
            <small>{notes[role]}</small>
          </span>
        );
      }}
    />
  );
}
