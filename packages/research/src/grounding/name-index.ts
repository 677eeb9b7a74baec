import type { Fact } from '@sagacity/contracts/facts';
import type { Span } from './claim.ts';
import { names } from './names.ts';

interface Node {
  /** By character code. */
  readonly next: Map<number, Node>;
  facts: Fact[] | null;
}

/** A name of facts found in a text; `end` is after its last character. */
export interface Mention extends Span {
  readonly facts: readonly Fact[];
}

export type NameIndex = (text: string) => Mention[];

/** `20 日`, `20-day`: names every fact of that window. */
const windows = /(?<![\d.,])(\d{1,3})[- ]?(?:个?交易日|日|天|(?:trading )?(?:days?|sessions?)\b)/gi;
const isIgnoredCode = (code: number) =>
  code === 32 || code === 45 || code === 10 || code === 9 || code === 160;
const isWordCode = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
const newNode = (): Node => ({ next: new Map(), facts: null });

function add(root: Node, name: string, facts: readonly Fact[]): void {
  let node = root;
  for (const char of name.toLowerCase().replace(/[\s-]/g, '')) {
    const code = char.charCodeAt(0);
    let child = node.next.get(code);
    if (!child) {
      child = newNode();
      node.next.set(code, child);
    }
    node = child;
  }
  if (node !== root) node.facts = [...new Set([...(node.facts ?? []), ...facts])];
}

/** `Revenue (TTM)` → also `Revenue`; `第一支撑位（5 日）` → also `第一支撑位`; `Change, 1 day` → also `Change`. */
function labelForms(label: string): string[] {
  const bare = label.replace(/ ?[(（][^()（）]*[)）]/g, '').trim();
  const head = bare.split(/[,，]/)[0]?.trim() ?? bare;
  const joined = label.replace(/[(（)）]/g, '');
  return [...new Set([label, bare, head, joined])].filter(
    (form) => form.length > 1 && !/^[\d\s]+$/.test(form),
  );
}

function matchesId(pattern: string, id: string): boolean {
  if (pattern.startsWith('*')) return id.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

/** Finds the names of `facts` in texts, longest first, case, spaces and hyphens ignored. Built once per set of facts. */
export function indexNames(facts: Iterable<Fact>): NameIndex {
  const root = newNode();
  const all = [...facts];
  for (const fact of all) {
    for (const form of [...labelForms(fact.label.zh), ...labelForms(fact.label.en)]) add(root, form, [fact]);
  }
  for (const [forms, ids] of names) {
    const wanted = ids.split(' ');
    const matching = all.filter((fact) => wanted.some((pattern) => matchesId(pattern, fact.id)));
    if (matching.length > 0) for (const form of forms.split('|')) add(root, form, matching);
  }
  const byWindow = new Map<string, Fact[]>();
  for (const fact of all) {
    for (const [number] of fact.id.matchAll(/\d+/g))
      byWindow.set(number, [...(byWindow.get(number) ?? []), fact]);
  }
  return (text) => {
    const mentions = findMentions(root, text.toLowerCase());
    return withWindows(text, [...mentions, ...kdjLines(text, all)], byWindow);
  };
}

/** `K 21.5`: a letter names a line of the KDJ only before a number. */
const kdjLines = (text: string, all: readonly Fact[]): Mention[] =>
  Array.from(text.matchAll(/\b([KDJ])(?= ?[:=]? ?-?\d)/g), (match) => ({
    start: match.index,
    end: match.index + 1,
    facts: all.filter(({ id }) => id === `market.kdj-${match[0].toLowerCase()}`),
  }));

/** Adds the windows; one that stands at a name narrows it: `20-day moving average` is MA20 alone. */
function withWindows(
  text: string,
  mentions: readonly Mention[],
  byWindow: ReadonlyMap<string, readonly Fact[]>,
): Mention[] {
  let all = [...mentions];
  for (const match of text.matchAll(windows)) {
    const window = {
      start: match.index,
      end: match.index + match[0].length,
      facts: byWindow.get(match[1] ?? '') ?? [],
    };
    if (window.facts.length === 0 || all.some((m) => m.start <= window.start && window.end <= m.end))
      continue;
    all = all.filter((m) => m.end <= window.start || window.end <= m.start);
    const at = all.findIndex(
      (m) => m.start >= window.end && /^[\s-]*的?$/.test(text.slice(window.end, m.start)),
    );
    const named = all[at]?.facts.filter((fact) => window.facts.includes(fact)) ?? [];
    if (named.length > 0) all[at] = { start: window.start, end: all[at]!.end, facts: named };
    else all.push(window);
  }
  return all.sort((a, b) => a.start - b.start);
}

function findMentions(root: Node, text: string): Mention[] {
  const mentions: Mention[] = [];
  for (let at = 0; at < text.length; ) {
    const found = root.next.has(text.charCodeAt(at)) ? longest(root, text, at) : null;
    if (found) mentions.push(found);
    at = found ? found.end : at + 1;
  }
  return mentions;
}

function longest(root: Node, text: string, start: number): Mention | null {
  if (start > 0 && isWordCode(text.charCodeAt(start)) && isWordCode(text.charCodeAt(start - 1))) return null;
  let node: Node | undefined = root;
  let best: Mention | null = null;
  for (let i = start; i < text.length && node; i++) {
    const code = text.charCodeAt(i);
    if (i > start && isIgnoredCode(code)) continue;
    node = node.next.get(code);
    if (node?.facts && endsWord(text, i)) best = { start, end: i + 1, facts: node.facts };
  }
  return best;
}

/** A name of Latin letters ends at a word's end, a plural `s` allowed. */
function endsWord(text: string, last: number): boolean {
  if (!isWordCode(text.charCodeAt(last)) || !isWordCode(text.charCodeAt(last + 1))) return true;
  return text[last + 1] === 's' && !isWordCode(text.charCodeAt(last + 2));
}
