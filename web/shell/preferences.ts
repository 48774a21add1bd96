import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { getStart, updatePreferences } from '../../src/access/contract.ts';
import type { Language } from '../../src/lib/problem.ts';
import type { Me } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { setLanguage } from '../ui/i18n/language.ts';

/** Gives the page the language and theme that its reader has chosen, wherever that was. */
export function useAppliedPreferences(me: Me | null): void {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const language = me?.preferences.language ?? null;
  const theme = me?.preferences.theme ?? null;
  useEffect(() => {
    if (language !== null) setLanguage(language);
  }, [language]);
  useEffect(() => {
    if (theme !== null) setColorScheme(theme);
  }, [theme, setColorScheme]);
}

interface Preferences {
  readonly theme: MantineColorScheme;
  readonly chooseTheme: (theme: MantineColorScheme) => void;
  readonly chooseLanguage: (language: Language) => void;
}

/** The reader's choices, which take effect at once and are kept with the account. */
export function usePreferences(): Preferences {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const { run } = useAction(updatePreferences, { refreshes: [getStart] });
  return {
    theme: colorScheme,
    chooseTheme(theme) {
      setColorScheme(theme);
      void run({ theme: theme === 'auto' ? null : theme });
    },
    chooseLanguage(language) {
      setLanguage(language);
      void run({ language });
    },
  };
}
