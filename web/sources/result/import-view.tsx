import { Progress } from '@mantine/core';
import type { Kind } from '../../../src/fields/types.ts';
import { getImport } from '../../../src/sources/contract.ts';
import type { Output } from '../../../src/lib/endpoint.ts';
import { Problem } from '../../../src/lib/problem.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { ProblemView } from '../../ui/feedback/problem-view.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { messages } from './messages.ts';
import classes from '../sources.module.css';
import { ResultView } from './result-view.tsx';

export type ImportShown = Output<typeof getImport>;

/** What the rows of an import are. */
export function kindOf({ kind }: ImportShown): Kind {
  return kind === 'person' ? 'person' : 'organization';
}

/** True while an import, or its undoing, may still change. */
export function isOpen({ state, progress }: ImportShown): boolean {
  return state === 'queued' || state === 'running' || (state === 'done' && progress < 1);
}

/** An import as it goes on; asked twice a second until it has ended. */
export function useImport(id: string, watch = false) {
  return useEndpoint(
    getImport,
    { id },
    { every: (one) => (one === undefined || isOpen(one) || (watch && one.state === 'done') ? 500 : false) },
  );
}

/** The bar of an import that goes on. */
export function ImportProgress({ shown, label }: { shown: ImportShown; label: string }) {
  const text = useBilingual();
  const format = useFormat();
  const { states } = useMessages(messages).imports;
  const note = shown.note === null || shown.state !== 'running' ? states[shown.state] : text(shown.note);
  return (
    <div className={classes['progress']} role="status">
      <div className={classes['fileHead']}>
        <span>{label}</span>
        <small>
          <bdi>{note}</bdi> · {format.percent(shown.progress)}
        </small>
      </div>
      <Progress.Root>
        <Progress.Section value={shown.progress * 100} aria-label={label} animated />
      </Progress.Root>
    </div>
  );
}

/** An import or a check of one: its progress, then what came of it. */
export function ImportView({ id, label }: { id: string; label: string }) {
  const answer = useImport(id);
  return (
    <div className={classes['check']}>
      <AnswerView answer={answer}>
        {(shown) => (
          <>
            {isOpen(shown) && <ImportProgress shown={shown} label={label} />}
            {shown.state === 'failed' && shown.error && (
              <ProblemView error={new Problem(shown.error.code, shown.error)} />
            )}
            {shown.result !== null && <ResultView result={shown.result} kind={kindOf(shown)} />}
          </>
        )}
      </AnswerView>
    </div>
  );
}
