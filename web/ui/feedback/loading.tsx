import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';

/** Rows of the height that the real ones will have, so that nothing jumps when they come. */
export function LoadingRows({ count = 8, height = 40 }: { count?: number; height?: number }) {
  const say = useMessages(messages);
  return (
    <div aria-busy="true">
      <VisuallyHidden role="status">{say.loading}</VisuallyHidden>
      {Array.from({ length: count }, (_, row) => (
        <Skeleton key={row} height={height - 8} my={4} />
      ))}
    </div>
  );
}
