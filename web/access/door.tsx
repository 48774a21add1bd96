import { Button, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Brand } from '../shell/brand.tsx';
import { setLanguage, useLanguage } from '../ui/i18n/language.ts';
import classes from './door.module.css';

/** A page for somebody who is not inside yet: one card, and the language. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · Clientele`;
  }, [title]);
  const [other, lang, name] =
    language === 'zh' ? (['en', 'en', 'English'] as const) : (['zh', 'zh-CN', '简体中文'] as const);
  return (
    <main className={classes['door']}>
      <div className={classes['brand']}>
        <Brand size={28} />
        Clientele
      </div>
      <div className={classes['card']}>
        <Title order={1}>{title}</Title>
        {lead && <p className={classes['lead']}>{lead}</p>}
        {children}
      </div>
      <Button
        className={classes['foot'] ?? ''}
        variant="subtle"
        size="compact-sm"
        lang={lang}
        onClick={() => setLanguage(other)}
      >
        {name}
      </Button>
    </main>
  );
}
