import { callerOf, route, type Route } from '../access/index.ts';
import {
  createAttachment,
  createNote,
  createRelationship,
  createTask,
  getAttachment,
  listAttachments,
  listMyTasks,
  listNotes,
  listRelationships,
  listTasks,
  removeAttachment,
  removeNote,
  removeRelationship,
  removeTask,
  updateNote,
  updateTask,
} from './contract.ts';
import { createTalk, listTalks, removeTalk, updateTalk } from './talks/contract.ts';
import type { Teamwork } from './teamwork.ts';

/** The endpoints of notes, tasks, files and relationships. */
export function teamworkRoutes({ notes, talks, tasks, attachments, relationships }: Teamwork): Route[] {
  const done = async (work: Promise<void>) => {
    await work;
    return {};
  };
  return [
    route(listNotes, ({ id }, context) => notes.list(callerOf(context), id)),
    route(createNote, (input, context) => notes.create(callerOf(context), input)),
    route(updateNote, (input, context) => notes.update(callerOf(context), input)),
    route(removeNote, ({ id }, context) => done(notes.remove(callerOf(context), id))),
    route(listTalks, ({ id }, context) => talks.list(callerOf(context), id)),
    route(createTalk, (input, context) => talks.create(callerOf(context), input)),
    route(updateTalk, (input, context) => talks.update(callerOf(context), input)),
    route(removeTalk, ({ id }, context) => done(talks.remove(callerOf(context), id))),
    route(listTasks, ({ id }, context) => tasks.list(callerOf(context), id)),
    route(listMyTasks, ({ limit }, context) => tasks.mine(callerOf(context), limit)),
    route(createTask, (input, context) => tasks.create(callerOf(context), input)),
    route(updateTask, (input, context) => tasks.update(callerOf(context), input)),
    route(removeTask, ({ id }, context) => done(tasks.remove(callerOf(context), id))),
    route(listAttachments, ({ id }, context) => attachments.list(callerOf(context), id)),
    route(createAttachment, (input, context) =>
      attachments.create(callerOf(context), input, context.request.body),
    ),
    route(getAttachment, ({ id }, context) => attachments.open(callerOf(context), id)),
    route(removeAttachment, ({ id }, context) => done(attachments.remove(callerOf(context), id))),
    route(listRelationships, ({ id }, context) => relationships.list(callerOf(context), id)),
    route(createRelationship, (input, context) => relationships.create(callerOf(context), input)),
    route(removeRelationship, ({ id }, context) => done(relationships.remove(callerOf(context), id))),
  ];
}
