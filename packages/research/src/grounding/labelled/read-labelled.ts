import { readFileSync } from 'node:fs';
import { type Currency, type Fact, factSchema, type Language } from '@sagacity/contracts/facts';
import { type CatalogueEntry, factCatalogue } from '@sagacity/market/snapshot/fact-catalogue';

export interface Statement {
  readonly scene: string;
  readonly language: Language;
  readonly verdict: boolean;
  /** Without the braces. */
  readonly text: string;
  /** Stretches of `text` that are wrong. */
  readonly wrong: readonly { start: number; end: number }[];
}

const read = (name: string) =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

/** The facts of every scene, by scene and id. */
export function readScenes(): Map<string, Map<string, Fact>> {
  const scenes = new Map<string, Map<string, Fact>>();
  let scene = { facts: new Map<string, Fact>(), currency: 'USD' as Currency, asOf: '', from: '' };
  for (const line of read('facts.txt')) {
    const [id = '', value = '', asOf = '', from = '', day = ''] = line.split(' ');
    if (id === 'scene') {
      scene = { facts: new Map(), currency: asOf as Currency, asOf: from, from: day };
      scenes.set(value, scene.facts);
      continue;
    }
    const { unit, digits, label, group }: CatalogueEntry = factCatalogue[id as keyof typeof factCatalogue];
    const [number = '', currency = scene.currency] = value.split('@');
    scene.facts.set(
      id,
      factSchema.parse({
        id,
        group,
        label,
        unit,
        digits,
        value: unit === 'date' ? number : Number(number),
        ...(unit === 'price' || unit === 'money' ? { currency } : {}),
        asOf: scene.asOf,
        source: { provider: 'demo', dataset: 'bars', from: scene.from, to: scene.asOf },
      }),
    );
  }
  return scenes;
}

/** Statements of `tuning.txt` or `held-out.txt`. */
export function readStatements(file: 'tuning' | 'held-out'): Statement[] {
  return read(`${file}.txt`).map((line) => {
    const [, scene = '', language = '', verdict = '', marked = ''] =
      /^(\S+) (\S+) (\S+) (.*)$/.exec(line) ?? [];
    const wrong: { start: number; end: number }[] = [];
    const text = marked.replace(/\{([^{}]*)\}/g, (_all, inner: string, at: number) => {
      const start = at - wrong.length * 2;
      wrong.push({ start, end: start + inner.length });
      return inner;
    });
    return { scene, language: language as Language, verdict: verdict === 'true', text, wrong };
  });
}
