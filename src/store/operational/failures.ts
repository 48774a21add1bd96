import { Problem } from '../../lib/problem.ts';
import { readFull } from '../space.ts';

const unreachable =
  /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|EPIPE|08\w{3}|57P0[1-3]|53300)$/;

/** The SQLSTATE (or system code) of an error, looked for in its causes too. */
export function sqlState(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string' && !(at instanceof Problem)) return at.code;
  }
  return undefined;
}

/** True when a row with the same unique key is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === '23505';
}

/** The error to throw for a failed statement: a problem when the server is away, else an error that names the statement. */
export function statementFailure(error: unknown, name: string): Error {
  if (error instanceof Problem) return error;
  const full = readFull(error);
  if (full !== undefined) return full;
  const message = error instanceof Error ? error.message : String(error);
  if (
    unreachable.test(sqlState(error) ?? '') ||
    /connection (?:terminated|timeout)|timeout exceeded/i.test(message)
  ) {
    return unreachableProblem(message);
  }
  return new Error(`Operational statement ${name} failed: ${message}`, { cause: error });
}

/** The problem of a PostgreSQL server that does not answer. */
export function unreachableProblem(reason: string): Problem {
  return new Problem(
    'store.unreachable',
    {
      en: 'The PostgreSQL server does not answer ({reason}). Check that it runs and that DATABASE_URL names its host, port, user, password and database.',
      zh: 'PostgreSQL 服务器没有响应（{reason}）。请确认服务器正在运行，且 DATABASE_URL 中的主机、端口、用户、密码和数据库名正确。',
    },
    { reason },
  );
}
