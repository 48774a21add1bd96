export { noteEdges, writeEdges } from './edges.ts';
export { teamworkRoutes } from './routes.ts';
export { createTeamwork } from './teamwork.ts';
export { countWritten, findWritten, listWritten, type Written } from './written.ts';
