export { teamworkRoutes } from './routes.ts';
export { createTeamwork } from './teamwork.ts';
