/** What was decided of two profiles. */
export interface Decision {
  readonly left: string;
  readonly right: string;
  readonly does: 'join' | 'apart';
}

/**
 * Whether earlier decisions settle a pair as well: where A is B and B is C, nobody need be asked whether A is C; nor where B is
 * never to be C.
 */
export function settledBy(decisions: readonly Decision[]): (left: string, right: string) => boolean {
  const groups = new Map<string, string>();
  const groupOf = (id: string): string => {
    const next = groups.get(id);
    return next === undefined ? id : groupOf(next);
  };
  for (const { left, right, does } of decisions) {
    const [one, other] = [groupOf(left), groupOf(right)];
    if (does === 'join' && one !== other) groups.set(other, one);
  }
  const nameOf = (left: string, right: string) => [groupOf(left), groupOf(right)].toSorted().join(' ');
  const apart = new Set(
    decisions.flatMap(({ left, right, does }) => (does === 'apart' ? [nameOf(left, right)] : [])),
  );
  return (left, right) => groupOf(left) === groupOf(right) || apart.has(nameOf(left, right));
}
