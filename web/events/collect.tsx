import { Button, Code, TextInput } from '@mantine/core';
import { createWriteKey, listWriteKeys, removeWriteKey, type WriteKey } from '../../src/events/contract.ts';
import type { Source } from '../../src/sources/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useConfirm } from '../ui/page/confirm.tsx';
import { CopyButton } from '../ui/page/copy-button.tsx';
import { Section } from '../ui/page/section.tsx';
import classes from './events.module.css';
import { messages } from './messages.ts';

/** What a website puts into its pages: Segment's own library, told to send here. */
function snippetOf(address: string, key: string): string {
  return [
    "import { AnalyticsBrowser } from '@segment/analytics-next';",
    '',
    'const analytics = AnalyticsBrowser.load({',
    `  writeKey: '${key}',`,
    `  cdnURL: '${address}',`,
    '});',
    'analytics.page();',
  ].join('\n');
}

function serverOf(address: string, key: string): string {
  return [
    `curl ${address}/v1/track -u ${key}: -d '`,
    '  {"userId": "42", "event": "Order Completed",',
    '   "properties": {"order_id": "A1", "revenue": 88, "currency": "CNY"}}\'',
  ].join('\n');
}

function Example({ title, code }: { title: string; code: string }) {
  return (
    <div className={classes['code']}>
      <div className={classes['head']}>
        <span>{title}</span>
        <CopyButton text={code} />
      </div>
      {/* What is too wide is moved by the keyboard too. */}
      <Code block tabIndex={0} role="region" aria-label={title}>
        {code}
      </Code>
    </div>
  );
}

function KeyRow({ row, source }: { row: WriteKey; source: Source }) {
  const say = useMessages(messages).collect;
  const mayChange = useMay('admin');
  const { ask, dialog } = useConfirm();
  const remove = useAction(removeWriteKey, { refreshes: [listWriteKeys] });
  const act = async () => {
    if (await remove.run({ id: row.id })) showDone(say.removed);
  };
  return (
    <div className={classes['row']}>
      <TextInput
        label={say.key}
        value={row.key}
        readOnly
        onFocus={({ currentTarget }) => currentTarget.select()}
        rightSection={<CopyButton text={row.key} />}
      />
      {mayChange && (
        <Button
          variant="default"
          onClick={() => ask({ title: say.removeTitle, text: say.removeText, verb: say.remove, act })}
          aria-label={`${say.remove}: ${row.key} (${source.name})`}
        >
          {say.remove}
        </Button>
      )}
      {dialog}
    </div>
  );
}

/** How websites, apps and servers send to a source. */
export function Collect({ source }: { source: Source }) {
  const say = useMessages(messages).collect;
  const mayMake = useMay('admin');
  const answer = useEndpoint(listWriteKeys, { source: source.id });
  const make = useAction(createWriteKey, { refreshes: [listWriteKeys] });
  const address = window.location.origin;
  const button = mayMake && (
    <Button
      size="compact-sm"
      variant="default"
      loading={make.running}
      onClick={() => void make.run({ source: source.id })}
    >
      {say.make}
    </Button>
  );
  return (
    <Section title={say.title} aside={button}>
      <p className={classes['lead']}>{say.lead}</p>
      <AnswerView answer={answer}>
        {({ rows: [first, ...rest] }) =>
          first === undefined ? (
            <p>
              {say.none} {!mayMake && say.ask}
            </p>
          ) : (
            <>
              <TextInput
                label={say.address}
                value={address}
                readOnly
                rightSection={<CopyButton text={address} />}
              />
              {[first, ...rest].map((row) => (
                <KeyRow key={row.id} row={row} source={source} />
              ))}
              <Example title={say.snippet} code={snippetOf(address, first.key)} />
              <Example title={say.server} code={serverOf(address, first.key)} />
            </>
          )
        }
      </AnswerView>
    </Section>
  );
}
