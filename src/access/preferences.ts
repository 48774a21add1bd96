import { z } from 'zod';
import { statement } from '../store/operational/index.ts';
import { personOf } from './actor.ts';
import type { Parts } from './parts.ts';
import type { SignInContext } from './sign-in.ts';

const preferencesRow = z.object({
  language: z.enum(['en', 'zh']).nullable(),
  theme: z.enum(['light', 'dark']).nullable(),
});
type Preferences = z.output<typeof preferencesRow>;

const getPerson = statement({
  name: 'getPersonPreferences',
  sql: `
    SELECT p.language, p.theme, coalesce(u.two_factor_enabled, false) AS second_factor
    FROM users AS u
    LEFT JOIN preferences AS p ON p.user_id = u.id
    WHERE u.id = $1`,
  row: preferencesRow
    .extend({ second_factor: z.boolean() })
    .transform(({ second_factor, ...preferences }) => ({ secondFactor: second_factor, preferences })),
});

const putPreferences = statement({
  name: 'putPreferences',
  sql: `
    INSERT INTO preferences AS p (user_id, language, theme)
    VALUES ($1, $3, $5)
    ON CONFLICT (user_id) DO UPDATE
    SET language = CASE WHEN $2 THEN $3 ELSE p.language END, theme = CASE WHEN $4 THEN $5 ELSE p.theme END
    RETURNING language, theme`,
  row: preferencesRow,
});

const none: Preferences = { language: null, theme: null };

/** How a person likes the application to look. */
export function createPreferences({ operational }: Parts) {
  return {
    /** What the application remembers of a person: whether a second factor guards the account, and how it is to look. */
    rememberedOf: async (user: string) =>
      (await operational.row(getPerson, [user])) ?? { secondFactor: false, preferences: none },
    /** Keeps what is said of language and theme; null goes back to what browser and system want. */
    async updatePreferences(
      context: SignInContext,
      change: { [Name in keyof Preferences]?: Preferences[Name] | undefined },
    ): Promise<Preferences> {
      const { language, theme } = change;
      const said = [language !== undefined, language ?? null, theme !== undefined, theme ?? null];
      return (await operational.row(putPreferences, [personOf(context).id, ...said])) ?? none;
    },
  };
}
