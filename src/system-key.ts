import { systemActor, type AccessRoom } from './access/index.ts';

/** The installation's own key acts for the system in the workspace that it names, or the first, which stays the first for ever. */
export function letSystemIn(access: AccessRoom, systemKey: string): AccessRoom['authenticate'] {
  let first: string | undefined;
  return async (headers, workspace) => {
    if (headers.get('authorization') !== `Bearer ${systemKey}`)
      return access.authenticate(headers, workspace);
    const wanted = workspace ?? headers.get('x-workspace');
    return systemActor(wanted ?? (first ??= (await access.workspaces.first('Clientele')).id));
  };
}
