import { Button, Code } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';
import { reportFault } from './fault.ts';
import classes from './feedback.module.css';

interface State {
  readonly id: string | null;
}

function Broken({ id }: { id: string }) {
  const say = useMessages(messages);
  return (
    <div className={classes['empty']} role="alert">
      <h2>{say.broken}</h2>
      <p>
        {say.brokenLead} <Code>{id}</Code>
      </p>
      <Button variant="default" onClick={() => location.reload()}>
        {say.reload}
      </Button>
    </div>
  );
}

/** Keeps a fault of one part from taking the page with it, and gives it a number that the server's log knows. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { id: null };

  static getDerivedStateFromError(): State {
    return { id: `web_${crypto.randomUUID().slice(0, 13).replace('-', '')}` };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    const { id } = this.state;
    if (id !== null) void reportFault(id, error, info.componentStack ?? '');
  }

  override render(): ReactNode {
    const { id } = this.state;
    return id === null ? this.props.children : <Broken id={id} />;
  }
}
