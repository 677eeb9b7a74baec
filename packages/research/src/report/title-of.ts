import type { Localized } from '@sagacity/contracts/facts';
import type { Snapshot } from '@sagacity/market/snapshot/port';

export function titleOf({ instrument, asOf }: Pick<Snapshot, 'instrument' | 'asOf'>): Localized {
  const { name, id } = instrument;
  return {
    zh: `${name ? `${name.zh}（${id}）` : id} 研究报告 ${asOf}`,
    en: `${name ? `${name.en} (${id})` : id}: research as of ${asOf}`,
  };
}
