import { useEffect, useState } from 'react';
import { isProblem, type Problem } from '../../src/lib/problem.ts';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import classes from '../ui/feedback/feedback.module.css';

/** Seconds until another attempt is possible, counted down. */
function useCountdown(from: number): number {
  const [end] = useState(() => Date.now() + from * 1_000);
  const [left, setLeft] = useState(from);
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1_000))), 1_000);
    return () => clearInterval(timer);
  }, [end]);
  return left;
}

function Throttled({ seconds }: { seconds: number }) {
  const say = useMessages(shared);
  const left = useCountdown(seconds);
  if (left === 0) return null;
  return (
    <div className={classes['problem']} role="alert">
      <p>{say.tryAgainIn(left)}</p>
    </div>
  );
}

/** What went wrong with trying a secret; after too many attempts, how long to wait. */
export function AttemptProblem({ problem }: { problem: Problem }) {
  const seconds = problem.details['retryAfterSeconds'];
  if (isProblem(problem, 'access.throttled') && typeof seconds === 'number')
    return <Throttled key={seconds} seconds={seconds} />;
  return <ProblemView error={problem} />;
}
