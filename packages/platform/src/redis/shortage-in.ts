const mb = 1024 * 1024;
const muchPct = 85;

/** What `INFO memory` says of a Redis that will soon refuse writes, and what to do; null while there is room. */
export function shortageIn(info: string): string | null {
  const bytesOf = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  const most = bytesOf('maxmemory'); // 0: as much as the machine has
  const usedPct = most > 0 ? Math.floor((bytesOf('used_memory') / most) * 100) : 0;
  if (usedPct <= muchPct) return null;
  return `Redis uses ${usedPct} % of its ${Math.floor(most / mb)} MB, and refuses writes at 100 %; give it more (REDIS_MAXMEMORY)`;
}
