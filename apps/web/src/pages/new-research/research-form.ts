import type { RouteInput } from '@sagacity/contracts/api';
import type { Language } from '@sagacity/contracts/facts';
import type { InstrumentHit } from '@sagacity/contracts/instruments';
import type { Horizon } from '@sagacity/contracts/reports';
import { type AnalystId, analystIds, type EngineId, type Run } from '@sagacity/contracts/runs';

export interface ResearchValues {
  instrument: InstrumentHit | null;
  asOf: string;
  depth: number;
  analysts: AnalystId[];
  engine: EngineId;
  quickModel: string;
  deepModel: string;
  fallbackModels: string[];
  language: Language;
  horizon: Horizon;
  maxCost: number;
}

export const startValues = (language: Language): ResearchValues => ({
  instrument: null,
  asOf: '',
  depth: 3,
  analysts: [...analystIds],
  engine: 'rules',
  quickModel: '',
  deepModel: '',
  fallbackModels: [],
  language,
  horizon: 'medium',
  maxCost: 1,
});

/** The last day held when nothing later can be had: to research a later one would end without a rating. */
export const lastHeldDay = (instrument: InstrumentHit | null): string | null =>
  instrument?.coverage?.ends === true ? instrument.coverage.to : null;

const oneWeekMs = 7 * 86_400_000;

/** The settings of an earlier run, to be researched again. A day that was long past at the time was chosen and stays; else it is today's. */
export function valuesOf(run: Pick<Run, 'config' | 'createdAt'>): Omit<ResearchValues, 'instrument'> {
  const { asOf, quickModel = '', deepModel = '', fallbackModels, budget, ...same } = run.config;
  const isPast = Date.parse(run.createdAt) - Date.parse(asOf) > oneWeekMs;
  return {
    ...same,
    analysts: [...same.analysts],
    asOf: isPast ? asOf : '',
    quickModel,
    deepModel,
    fallbackModels: [...fallbackModels],
    maxCost: budget.maxCost,
  };
}

/** What is sent; null while something needed is missing. Models go along only with the engine that uses them. */
export function toRequest(values: ResearchValues): RouteInput<'createRun', 'body'> | null {
  const isLlm = values.engine === 'llm';
  if (values.instrument === null || values.analysts.length === 0 || !(values.maxCost > 0)) return null;
  if (isLlm && (values.quickModel === '' || values.deepModel === '')) return null;
  return {
    instrument: values.instrument.id,
    config: {
      ...(values.asOf === '' ? {} : { asOf: values.asOf }),
      depth: values.depth,
      analysts: analystIds.filter((id) => values.analysts.includes(id)),
      engine: values.engine,
      language: values.language,
      horizon: values.horizon,
      ...(isLlm
        ? {
            quickModel: values.quickModel,
            deepModel: values.deepModel,
            fallbackModels: [...values.fallbackModels],
            budget: { maxCost: values.maxCost },
          }
        : {}),
    },
  };
}

/** Lets the same start be sent again without starting twice. `randomUUID` is not there over plain HTTP. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
