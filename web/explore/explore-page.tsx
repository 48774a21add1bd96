import { SegmentedControl } from '@mantine/core';
import { useEffect } from 'react';
import { kinds } from '../../src/fields/types.ts';
import { listViews } from '../../src/query/contract.ts';
import { listFields } from '../../src/records/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { LoadingRows } from '../ui/feedback/loading.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { Page } from '../ui/page/page.tsx';
import classes from './explore.module.css';
import { Explorer } from './explorer.tsx';
import { messages } from './messages.ts';
import { everyone } from './rule.ts';
import { SaveButtons } from './save-buttons.tsx';
import { everybodyOf, type Address } from './state.ts';
import { useAddress, type ChangeState } from './use-address.ts';
import { ViewsMenu } from './views-menu.tsx';
import { viewState, type SavedView } from './views.ts';

const loading = <LoadingRows count={16} height={32} />;

/** The saved views of a kind, of which the address may name one. */
function useViews({ state, asSaved }: Address, change: ChangeState) {
  const { data, isPending } = useEndpoint(listViews, { kind: state.kind });
  const current = data?.rows.find(({ id }) => id === state.view) ?? null;
  const applied = asSaved && current !== null;
  useEffect(() => {
    if (applied) change(viewState(current), { replace: true });
  }, [applied, current, change]);
  return {
    views: data?.rows ?? [],
    current,
    gone: state.view !== null && data !== undefined && current === null,
    // An address that names a view alone shows nothing else meanwhile.
    waits: applied || (asSaved && isPending),
    open: (view: SavedView | null) =>
      change({
        words: '',
        sort: [],
        columns: null,
        rule: everyone,
        ...(view ? viewState(view) : { view: null }),
        open: null,
      }),
  };
}

/** All customers of a kind: a list of any length, what is asked of it, and each of them beside it. */
export function ExplorePage() {
  const say = useMessages(messages);
  const { address, change } = useAddress();
  const { state, broken } = address;
  const { kind } = state;
  const fields = useEndpoint(listFields, { kind });
  const { views, current, gone, waits, open } = useViews(address, change);
  return (
    <Page
      title={say.title}
      width="screen"
      actions={
        <>
          <SegmentedControl
            aria-label={say.kind}
            value={kind}
            onChange={(value) => change(everybodyOf(kinds.find((one) => one === value) ?? kind))}
            data={kinds.map((one) => ({ value: one, label: say.kinds[one] }))}
          />
          <ViewsMenu kind={kind} views={views} current={current} open={open} />
          <SaveButtons state={state} current={current} open={open} />
        </>
      }
    >
      {broken && <p role="alert">{say.broken}</p>}
      {gone && (
        <p className={classes['soft']} role="status">
          {say.views.gone}
        </p>
      )}
      {waits ? (
        loading
      ) : (
        <AnswerView answer={fields} loading={loading}>
          {({ rows }) => <Explorer key={kind} state={state} fields={rows} change={change} />}
        </AnswerView>
      )}
    </Page>
  );
}
