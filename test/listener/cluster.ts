const onCluster = / ON CLUSTER `\w+`/;
const replicated = /\bReplicated(\w*MergeTree)\('[^']*', '\{replica\}'(?:, )?/g;
const createDatabase = /^\s*CREATE DATABASE (?:IF NOT EXISTS )?(\w+) ON CLUSTER/;
const selfNamed = /'\{replica\}'/;

/**
 * The engine inside a process has no replicas. This makes it take what is written for a cluster, and refuse what the
 * servers of one would refuse or do otherwise in databases that were made for it.
 */
export function openCluster(): (sql: string) => string {
  const databases = new Set<string>();
  return (sql) => {
    const made = createDatabase.exec(sql)?.[1];
    if (made !== undefined) databases.add(made);
    const named = Array.from(sql.matchAll(/\b(ws_\d+)\./g), ([, name = '']) => name);
    if (named.some((name) => databases.has(name))) refuse(sql);
    return sql.replace(onCluster, '').replaceAll(replicated, '$1(');
  };
}

function refuse(sql: string): void {
  if (/^\s*(?:DELETE FROM|ALTER TABLE \S+ (?:DELETE|UPDATE))[\s\S]*\(\s*SELECT\b/.test(sql))
    throw new Error(
      'Code: 36. DB::Exception: ALTER UPDATE/ALTER DELETE statement with subquery may be nondeterministic. (BAD_ARGUMENTS)',
    );
  if (/^\s*(?:EXCHANGE|RENAME)\b/.test(sql) && !onCluster.test(sql))
    throw new Error(
      'Code: 48. DB::Exception: A table was to be moved on one server of a cluster. (NOT_IMPLEMENTED)',
    );
  if (/^\s*CREATE TABLE\b/.test(sql) && selfNamed.test(sql) && !onCluster.test(sql))
    throw new Error(
      "Code: 36. DB::Exception: Macro 'uuid' in engine arguments needs ON CLUSTER. (BAD_ARGUMENTS)",
    );
}
