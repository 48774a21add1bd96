import { Tabs } from '@mantine/core';
import type { Kind } from '../../../src/fields/types.ts';
import { listFields } from '../../../src/records/contract.ts';
import type { Example, ImportResult } from '../../../src/sources/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { messages } from './messages.ts';
import classes from '../sources.module.css';

/** Labels of fields in the reader's language; a field of both kinds may be called otherwise of each. */
export function useFieldNames(): (key: string, kind: Kind) => string {
  const text = useBilingual();
  const lists = {
    organization: useEndpoint(listFields, { kind: 'organization' }).data?.rows ?? [],
    person: useEndpoint(listFields, { kind: 'person' }).data?.rows ?? [],
  };
  return (key, kind) => {
    const known = (of: Kind) => lists[of].find((field) => field.key === key)?.label;
    const label = known(kind) ?? known(kind === 'person' ? 'organization' : 'person');
    return label === undefined ? key : text(label);
  };
}

const tones = {
  created: 'good',
  updated: 'plain',
  unchanged: 'plain',
  conflicts: 'warn',
  rejected: 'bad',
} as const;

function Tiles({ result }: { result: ImportResult }) {
  const say = useMessages(messages).result;
  const format = useFormat();
  const tiles = [
    { key: 'created', label: say.created, note: say.created2 },
    { key: 'updated', label: say.updated, note: say.updated2 },
    { key: 'unchanged', label: say.unchanged, note: say.unchanged2 },
    { key: 'conflicts', label: say.conflicts, note: say.conflicts2 },
    { key: 'rejected', label: say.rejected, note: say.rejected2 },
  ] as const;
  return (
    <dl className={classes['tiles']}>
      <div>
        <dt>{say.rows}</dt>
        <dd>{format.number(result.rows)}</dd>
        <dd>{say.took(format.number(Math.round(result.seconds * 10) / 10))}</dd>
      </div>
      {tiles.map(({ key, label, note }) => (
        <div key={key} data-tone={result[key] > 0 ? tones[key] : undefined}>
          <dt>{label}</dt>
          <dd>{format.number(result[key])}</dd>
          <dd>{note}</dd>
        </div>
      ))}
    </dl>
  );
}

function ExampleList({ examples }: { examples: readonly Example[] }) {
  const say = useMessages(messages).result;
  const text = useBilingual();
  return (
    <ul className={classes['examples']}>
      {examples.map((one) => (
        <li key={`${one.file} ${one.line} ${one.text}`}>
          <div>
            <strong>
              <bdi>{one.text}</bdi>
            </strong>{' '}
            <small>
              <bdi>{one.file}</bdi> · {say.line(one.line)}
            </small>
          </div>
          <bdi className={classes['soft']}>{text(one.detail)}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Examples({ examples }: { examples: ImportResult['examples'] }) {
  const say = useMessages(messages).result;
  const groups = (['created', 'changed', 'conflicts', 'rejected'] as const).filter(
    (key) => examples[key].length > 0,
  );
  const [first] = groups;
  if (first === undefined) return null;
  return (
    <Tabs defaultValue={first} keepMounted={false} mt="md">
      <Tabs.List aria-label={say.examples}>
        {groups.map((key) => (
          <Tabs.Tab key={key} value={key}>
            {say.exampleGroups[key]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {groups.map((key) => (
        <Tabs.Panel key={key} value={key} pt="sm">
          <ExampleList examples={examples[key]} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

interface ResultProps {
  readonly result: ImportResult;
  /** What its rows are. */
  readonly kind: Kind;
}

function Issues({ result, kind }: ResultProps) {
  const say = useMessages(messages).result;
  const format = useFormat();
  const text = useBilingual();
  const nameOf = useFieldNames();
  return (
    <div className={classes['halves']}>
      {result.warnings.length > 0 && (
        <div>
          <h3 className={classes['heading']}>{say.warnings}</h3>
          <p className={classes['lead']}>{say.warningsLead}</p>
          <ul className={classes['warnings']}>
            {result.warnings.map(({ file, code, text: told }) => (
              <li key={`${file} ${code} ${told.en}`}>
                {file}: {text(told)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {result.issues.length > 0 && (
        <div>
          <h3 className={classes['heading']}>{say.issues}</h3>
          <p className={classes['lead']}>{say.issuesLead}</p>
          <ul className={classes['counts']}>
            {result.issues.map(({ field, rows, ruined }) => (
              <li key={field}>
                <span>{nameOf(field, kind)}</span>
                <span>
                  {say.issue(format.number(rows))}
                  {ruined > 0 && ` · ${say.ruined(format.number(ruined))}`}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {result.reasons.length > 0 && (
        <div>
          <h3 className={classes['heading']}>{say.rejected}</h3>
          <ul className={classes['counts']}>
            {result.reasons.map((reason) => (
              <li key={reason.code}>
                <span>{text(reason.text)}</span>
                <span>{say.issue(format.number(reason.rows))}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {result.unmapped.length > 0 && (
        <div>
          <h3 className={classes['heading']}>{say.unmapped}</h3>
          <p className={classes['lead']}>{say.unmappedLead}</p>
          <ul className={classes['chips']}>
            {result.unmapped.slice(0, 60).map((header) => (
              <li key={header}>
                <bdi>{header}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** What an import did, or in a check would do. */
export function ResultView({ result, kind }: ResultProps) {
  return (
    <>
      <Tiles result={result} />
      <Examples examples={result.examples} />
      <Issues result={result} kind={kind} />
    </>
  );
}
