import type { Fact, FactGroup, FactUnit } from '@sagacity/contracts/facts';
import type { Snapshot } from '@sagacity/market/snapshot/port';

export interface ReadingSpec {
  readonly id: string;
  readonly group: FactGroup;
  readonly zh: string;
  readonly en: string;
  readonly value: number;
  readonly unit: FactUnit;
  readonly digits: number;
  readonly formula: string;
  readonly inputs: readonly string[];
}

/** A value computed by an agent, as a fact: with its formula, its inputs and `rules` as provider. */
export function reading(snapshot: Pick<Snapshot, 'asOf' | 'instrument'>, spec: ReadingSpec): Fact {
  const scale = 10 ** spec.digits;
  const rounded = Math.round(spec.value * scale) / scale;
  const inCurrency = spec.unit === 'price' || spec.unit === 'money';
  return {
    id: spec.id,
    group: spec.group,
    label: { zh: spec.zh, en: spec.en },
    value: Object.is(rounded, -0) ? 0 : rounded,
    unit: spec.unit,
    ...(inCurrency ? { currency: snapshot.instrument.currency } : {}),
    digits: spec.digits,
    asOf: snapshot.asOf,
    source: { provider: 'rules', dataset: 'readings', formula: spec.formula, inputs: [...spec.inputs] },
  };
}
