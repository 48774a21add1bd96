import { ActionIcon, Menu } from '@mantine/core';
import { BookOpen, Check, CircleUser, Keyboard, LogOut, ShieldCheck } from 'lucide-react';
import { Link } from 'wouter';
import { signOut } from '../../src/access/contract.ts';
import { atLeast, useEyes, useRefreshMe, useWorkspace, type Me } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { useLanguage, useMessages } from '../ui/i18n/language.ts';
import { roles } from '../../src/lib/endpoint.ts';
import { messages as shared } from '../ui/messages.ts';
import { messages } from './messages.ts';
import { usePreferences } from './preferences.ts';

const languages = [
  ['zh', '简体中文', 'zh-CN'],
  ['en', 'English', 'en'],
] as const;

const themes = ['auto', 'light', 'dark'] as const;

function Tastes() {
  const say = useMessages(messages);
  const language = useLanguage();
  const { theme, chooseTheme, chooseLanguage } = usePreferences();
  return (
    <>
      <Menu.Label>{say.language}</Menu.Label>
      <Menu.RadioGroup value={language} onChange={(value) => chooseLanguage(value === 'zh' ? 'zh' : 'en')}>
        {languages.map(([key, name, lang]) => (
          <Menu.RadioItem key={key} value={key} lang={lang} closeMenuOnClick={false}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
      <Menu.Label>{say.theme}</Menu.Label>
      <Menu.RadioGroup
        value={theme}
        onChange={(value) => chooseTheme(themes.find((one) => one === value) ?? 'auto')}
      >
        {themes.map((key) => (
          <Menu.RadioItem key={key} value={key} closeMenuOnClick={false}>
            {say.themes[key]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
    </>
  );
}

function Places({ me }: { me: Me }) {
  const say = useMessages(messages);
  const here = useWorkspace();
  if (me.workspaces.length < 2) return null;
  return (
    <>
      <Menu.Label>{say.workspaces}</Menu.Label>
      {me.workspaces.map(({ id, slug, name }) => (
        <Menu.Item
          key={id}
          component={Link}
          href={`~/w/${slug}`}
          leftSection={<Check size={16} aria-hidden visibility={id === here.id ? 'visible' : 'hidden'} />}
        >
          {name}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}

/** The roles that are not stronger than one's own: with whose eyes the workspace may be looked at. */
function OtherEyes() {
  const say = useMessages(messages).eyes;
  const names = useMessages(shared).roles;
  const { own, seen, look } = useEyes();
  if (own === 'viewer') return null;
  return (
    <>
      <Menu.Label>{say.title}</Menu.Label>
      <Menu.RadioGroup value={seen} onChange={(value) => look(roles.find((one) => one === value) ?? own)}>
        {roles
          .filter((role) => atLeast(own, role))
          .map((role) => (
            <Menu.RadioItem key={role} value={role}>
              {names[role]}
            </Menu.RadioItem>
          ))}
      </Menu.RadioGroup>
      <Menu.Divider />
    </>
  );
}

/** Who is signed in, and what is theirs: language, theme, workspaces, account, the way out. */
export function UserMenu({ me, showKeys }: { me: Me; showKeys: () => void }) {
  const say = useMessages(messages);
  const refresh = useRefreshMe();
  const leave = useAction(signOut, { done: () => void refresh() });
  return (
    <Menu position="bottom-end" width={240} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say.account}>
          <CircleUser size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="calc(100vh - 4rem)" style={{ overflowY: 'auto' }}>
        <Menu.Label>
          {me.actor.name}
          <br />
          {me.email}
        </Menu.Label>
        <Menu.Divider />
        <Places me={me} />
        <OtherEyes />
        <Tastes />
        <Menu.Item component={Link} href="/account" leftSection={<ShieldCheck size={16} aria-hidden />}>
          {say.account}
        </Menu.Item>
        <Menu.Item leftSection={<Keyboard size={16} aria-hidden />} onClick={showKeys}>
          {say.shortcuts}
        </Menu.Item>
        <Menu.Item component="a" href="/api/docs" leftSection={<BookOpen size={16} aria-hidden />}>
          {say.docs}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={() => void leave.run({})}>
          {say.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
