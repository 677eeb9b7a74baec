import type { FactSource } from '@sagacity/contracts/facts';

/** `csv · bars · 2025-11-20 – 2026-11-20` */
export function sourceText(source: FactSource): string {
  const { from, to } = source;
  const span = from !== undefined && to !== undefined && from !== to ? `${from} – ${to}` : (to ?? from);
  return [source.provider, source.dataset, span].filter((part) => part !== undefined).join(' · ');
}
