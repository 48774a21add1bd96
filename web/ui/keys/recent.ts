import { z } from 'zod';

/** Something that was opened: its address below the workspace and the title that it had. */
export interface Visit {
  readonly href: string;
  readonly title: string;
}

const visits = z.array(z.object({ href: z.string().startsWith('/'), title: z.string() }));
const most = 12;

/** Kept for as long as the tab stands: names of customers have no place in what outlives it. */
const keyOf = (place: string): string => `clientele.recent.${place}`;

/** What was opened last in a workspace, the newest first. */
export function readVisits(place: string): readonly Visit[] {
  try {
    return visits.parse(JSON.parse(sessionStorage.getItem(keyOf(place)) ?? '[]'));
  } catch {
    return [];
  }
}

/** Remembers what was opened; the same place again takes the place of what was known of it. */
export function noteVisit(place: string, visit: Visit): void {
  const pathOf = ({ href }: Visit): string => href.split('?')[0] ?? href;
  const others = readVisits(place).filter((other) => pathOf(other) !== pathOf(visit));
  sessionStorage.setItem(keyOf(place), JSON.stringify([visit, ...others].slice(0, most)));
}
