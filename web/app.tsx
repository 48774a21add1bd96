import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { getStart } from '../src/access/contract.ts';
import { Routes } from './shell/routes.tsx';
import { createMemory } from './ui/api/client.ts';
import { ErrorBoundary } from './ui/feedback/error-boundary.tsx';
import { NewVersion } from './ui/feedback/new-version.tsx';
import { OfflineNotice } from './ui/feedback/offline-notice.tsx';
import { ToastList } from './ui/feedback/toast-list.tsx';
import { useKeyboard } from './ui/keys/shortcuts.ts';
import { schemeManager, theme } from './ui/theme/theme.ts';

/** Whoever is signed out in the middle of something is asked to sign in again, and comes back to it. */
function openMemory() {
  const memory: QueryClient = createMemory(
    () => void memory.invalidateQueries({ queryKey: [getStart.name] }),
  );
  return memory;
}

/** The application: what stands around every page. */
export function App() {
  const [memory] = useState(openMemory);
  useKeyboard();
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={schemeManager}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={memory}>
        <ErrorBoundary>
          <OfflineNotice />
          <NewVersion />
          <Routes />
        </ErrorBoundary>
        <ToastList />
      </QueryClientProvider>
    </MantineProvider>
  );
}
