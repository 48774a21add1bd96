import { callerOf, route, type Route } from '../access/index.ts';
import { createForm, getForm, listForms, listSubmissions, retrySubmission, updateForm } from './contract.ts';
import type { Forms } from './forms.ts';
import type { Submissions } from './submissions.ts';

/** The endpoints of forms and of what was sent with them. */
export function formRoutes({
  forms,
  submissions,
}: {
  readonly forms: Forms;
  readonly submissions: Submissions;
}): Route[] {
  return [
    route(listForms, (_input, context) => forms.list(callerOf(context))),
    route(getForm, ({ id }, context) => forms.get(callerOf(context), id)),
    route(createForm, (input, context) => forms.create(callerOf(context), input)),
    route(updateForm, (input, context) => forms.update(callerOf(context), input)),
    route(retrySubmission, async (input, context) => {
      await submissions.retry(callerOf(context), input);
      return {};
    }),
    route(listSubmissions, (input, context) => submissions.list(callerOf(context), input)),
  ];
}
