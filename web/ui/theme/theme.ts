import { createTheme, type MantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';
import { readCookie, writeCookie } from '../cookie.ts';

/** What of the library's theme is no colour and no size; those stand in tokens.css. */
export const theme = createTheme({
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Modal: { defaultProps: { transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { transitionProps: { duration: 80 } } },
    Tooltip: {
      defaultProps: { openDelay: 300, withArrow: true, events: { hover: true, focus: true, touch: true } },
    },
  },
});

const cookie = 'clientele.theme';

function readScheme(): MantineColorScheme {
  const kept = readCookie(cookie);
  return kept === 'dark' || kept === 'light' ? kept : 'auto';
}

/** The theme is kept in a cookie, so that the server can send the page in it. */
export const schemeManager: MantineColorSchemeManager = {
  get: readScheme,
  set: (value) => writeCookie(cookie, value === 'auto' ? null : value),
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => writeCookie(cookie, null),
};
