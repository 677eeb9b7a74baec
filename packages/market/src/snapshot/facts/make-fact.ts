import type { Absence, AbsenceReason, Fact, FactSource } from '@sagacity/contracts/facts';
import type { Currency, IsoDay } from '@sagacity/kernel';
import { type CatalogueEntry, type FactId, factCatalogue } from '../fact-catalogue.ts';

export interface FactContext {
  readonly asOf: IsoDay;
  readonly currency: Currency;
  readonly source: FactSource;
}

/** A fact of the catalogue: label, unit, digits and formula come from its entry; currency only where the unit is money. */
export function makeFact(id: FactId, value: number | string, { asOf, currency, source }: FactContext): Fact {
  const { group, label, unit, digits, formula }: CatalogueEntry = factCatalogue[id];
  return {
    id,
    group,
    label,
    value,
    unit,
    ...(unit === 'price' || unit === 'money' ? { currency } : {}),
    digits,
    asOf,
    source: { ...source, ...(formula ? { formula } : {}) },
  };
}

export const makeAbsence = (id: FactId, reason: AbsenceReason, detail: string): Absence => ({
  what: id,
  label: factCatalogue[id].label,
  reason,
  detail,
});
