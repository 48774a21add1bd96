export { createConfirmations } from './confirm.ts';
export { openFormDoor } from './door.ts';
export { createForms } from './forms.ts';
export { createPuzzles } from './puzzle.ts';
export { createReplies } from './reply.ts';
export { formRoutes } from './routes.ts';
export { createSubmissions } from './submissions.ts';
export { openTaking } from './take.ts';
