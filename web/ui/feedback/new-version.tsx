import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';
import classes from './feedback.module.css';

/** How often the server is asked which application it serves. */
const paceMs = 300_000;
const entry = /<script[^>]+type="module"[^>]+src="([^"]+)"/;

/** The path of the script that this page began with, which has its content's hash in its name. */
function ownScript(): string | undefined {
  const script = document.querySelector('script[type=module][src]');
  return script?.getAttribute('src') ?? undefined;
}

/** The same of the page that the server would give now; undefined where nobody answers. */
async function servedScript(): Promise<string | undefined> {
  try {
    const answer = await fetch('/', { headers: { accept: 'text/html' }, cache: 'no-store' });
    return answer.ok ? entry.exec(await answer.text())?.[1] : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the server has a newer application than this page: asked now and then, and when one comes back to the tab. */
function useNewVersion(): boolean {
  const [newer, setNewer] = useState(false);
  useEffect(() => {
    const own = ownScript();
    const look = async () => {
      if (document.hidden || own === undefined) return;
      const served = await servedScript();
      if (served !== undefined && served !== own) setNewer(true);
    };
    // A part of the page that comes on demand has gone: only a new version takes it away.
    const gone = () => setNewer(true);
    const timer = setInterval(() => void look(), paceMs);
    const back = () => void look();
    document.addEventListener('visibilitychange', back);
    window.addEventListener('vite:preloadError', gone);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', back);
      window.removeEventListener('vite:preloadError', gone);
    };
  }, []);
  return newer;
}

/** Says that there is a new version, and loads it when the reader is ready. */
export function NewVersion() {
  const say = useMessages(messages);
  if (!useNewVersion()) return null;
  return (
    <div className={classes['version']} role="status">
      {say.newVersion}
      <Button size="compact-sm" variant="white" onClick={() => location.reload()}>
        {say.reload}
      </Button>
    </div>
  );
}
