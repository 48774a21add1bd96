import { findOwners, findPlace, type TimelinePart } from '../profiles/index.ts';
import { createAnchors } from './anchors.ts';
import { createAttachments } from './attachments.ts';
import { createNotes } from './notes.ts';
import type { Parts, TeamworkOptions } from './parts.ts';
import { createRelationships } from './relationships.ts';
import { createTasks } from './tasks.ts';
import { createTalks } from './talks/talks.ts';
import { teamworkParts } from './timeline.ts';

/** What a team adds to profiles: notes, calls and visits, tasks, files and relationships. */
export function createTeamwork(options: TeamworkOptions) {
  const { operational, warehouse } = options;
  const parts: Parts = {
    ...options,
    anchors: createAnchors(operational, async (workspace, kind, numbers) =>
      findOwners(await warehouse(workspace), kind, numbers),
    ),
    place: async ({ workspace }, id) => findPlace(await warehouse(workspace), id),
  };
  const timeline: readonly TimelinePart[] = teamworkParts(parts);
  const tasks = createTasks(parts);
  return {
    notes: createNotes(parts),
    tasks,
    talks: createTalks(parts, tasks),
    attachments: createAttachments(parts),
    relationships: createRelationships(parts),
    timeline,
  };
}

export type Teamwork = ReturnType<typeof createTeamwork>;
