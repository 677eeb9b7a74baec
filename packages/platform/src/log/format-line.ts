const colors: Record<string, number> = { DEBUG: 90, INFO: 36, WARNING: 33, ERROR: 31, CRITICAL: 35 };

/** One JSON line as people read it: time, level, message, `key=value` …; a stack goes below. */
export function formatLine(line: string): string {
  const { level, time, message, error, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const failure = error as { message?: string; stack?: string } | undefined;
  const label = `\u001b[${colors[String(level)] ?? 0}m${String(level).padEnd(8)}\u001b[0m`;
  const rest = Object.entries(fields).map(([key, value]) => ` ${key}=${textOf(value)}`);
  const head = `${String(time).slice(11, 23)} ${label} ${String(message)}${rest.join('')}`;
  return failure ? `${head}\n${failure.stack ?? failure.message ?? textOf(error)}\n` : `${head}\n`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
