import type { Language } from '@sagacity/contracts/facts';

const locale = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB');
const two = (value: number): string => String(value).padStart(2, '0');

/** `0:07`, `12:05`, `1:02:05`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** How long something took: below a minute with a decimal, `8.2 s`, `340 ms`. */
export function formatTook(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : formatDuration(ms);
}

/** The browser's time zone, to the minute. */
export function formatInstant(iso: string, language: Language): string {
  return new Date(iso).toLocaleString(locale(language), {
    year: 'numeric',
    month: language === 'zh' ? '2-digit' : 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `5 minutes ago`; older than a week as a date. */
export function formatAgo(iso: string, nowMs: number, language: Language): string {
  const ageMs = nowMs - Date.parse(iso);
  if (ageMs > 7 * 86_400_000) return formatInstant(iso, language);
  const format = new Intl.RelativeTimeFormat(locale(language), { numeric: 'auto' });
  const step = steps.find(([, size]) => Math.abs(ageMs) >= size);
  return step === undefined
    ? format.format(0, 'minute')
    : format.format(-Math.trunc(ageMs / step[1]), step[0]);
}

export function toIsoDay(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
