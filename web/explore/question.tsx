import { filtersOf, withFilter } from '../rules/rule.ts';
import { RuleChips } from '../rules/rule-chips.tsx';
import { RuleSentence } from '../rules/rule-sentence.tsx';
import { SearchBox } from '../rules/search-box.tsx';
import classes from './explore.module.css';
import type { RuleJson } from './rule.ts';
import type { ExploreState } from './state.ts';
import type { ChangeState } from './use-address.ts';

interface QuestionProps {
  readonly state: ExploreState;
  readonly change: ChangeState;
}

interface SearchProps extends QuestionProps {
  readonly words: string;
  readonly setWords: (words: string) => void;
}

/** Where words are typed; what they mean may become a filter instead, or a customer beside the list. */
export function SearchPlace({ state, change, words, setWords }: SearchProps) {
  return (
    <SearchBox
      kind={state.kind}
      value={words}
      onChange={setWords}
      onRule={(filter, left) => {
        setWords(left);
        change({ rule: withFilter(state.rule, filter), words: left });
      }}
      onOpen={(id) => change({ open: id })}
    />
  );
}

/** What is asked: its filters, and all of it in words. */
export function Asked({ state, asked, change }: QuestionProps & { asked: RuleJson }) {
  return (
    <div className={classes['asked']}>
      <RuleChips kind={state.kind} rule={state.rule} onRule={(rule) => change({ rule })} />
      {filtersOf(asked).length > 1 && <RuleSentence kind={state.kind} rule={asked} />}
    </div>
  );
}
