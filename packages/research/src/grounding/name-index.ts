import type { Fact } from '@sagacity/contracts/facts';
import type { Span } from './claim.ts';
import { names } from './names.ts';

interface Node {
  readonly next: Map<string, Node>;
  facts: Fact[] | null;
}

/** A name of facts found in a text; `end` is after its last character. */
export interface Mention extends Span {
  readonly facts: readonly Fact[];
}

export type NameIndex = (text: string) => Mention[];

/** `20 日`, `20-day`: names every fact of that window. */
const windows = /(?<![\d.,])(\d{1,3})[- ]?(?:个?交易日|日|天|(?:trading )?(?:days?|sessions?)\b)/gi;
const ignored = /[\s-]/;
const wordChar = /[a-z0-9]/;
const newNode = (): Node => ({ next: new Map(), facts: null });

function add(root: Node, name: string, facts: readonly Fact[]): void {
  let node = root;
  for (const char of name.toLowerCase().replace(/[\s-]/g, '')) {
    let child = node.next.get(char);
    if (!child) {
      child = newNode();
      node.next.set(char, child);
    }
    node = child;
  }
  if (node !== root) node.facts = [...new Set([...(node.facts ?? []), ...facts])];
}

/** `Revenue (TTM)` → also `Revenue`; `第一支撑位（5 日）` → also `第一支撑位`; `Change, 1 day` → also `Change`. */
function labelForms(label: string): string[] {
  const bare = label.replace(/\s*[(（][^)）]*[)）]/g, '').trim();
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
    for (const match of text.matchAll(windows)) {
      const named = byWindow.get(match[1] ?? '');
      const end = match.index + match[0].length;
      if (named && !mentions.some((m) => m.start < end && match.index < m.end))
        mentions.push({ start: match.index, end, facts: named });
    }
    return mentions.sort((a, b) => a.start - b.start);
  };
}

function findMentions(root: Node, text: string): Mention[] {
  const mentions: Mention[] = [];
  for (let at = 0; at < text.length; ) {
    const end = ignored.test(text[at]!) && text[at] !== '-' ? -1 : longest(root, text, at);
    if (end < 0) {
      at++;
      continue;
    }
    mentions.push({ start: at, end, facts: factsAt(root, text, at, end) });
    at = end;
  }
  return mentions;
}

function longest(root: Node, text: string, start: number): number {
  if (wordChar.test(text[start]!) && start > 0 && wordChar.test(text[start - 1]!)) return -1;
  let node: Node | undefined = root;
  let best = -1;
  for (let i = start; i < text.length && node; i++) {
    const char = text[i]!;
    if (i > start && ignored.test(char)) continue;
    node = node.next.get(char);
    if (node?.facts && endsWord(text, i)) best = i + 1;
  }
  return best;
}

/** A name of Latin letters ends at a word's end, a plural `s` allowed. */
function endsWord(text: string, last: number): boolean {
  if (!wordChar.test(text[last]!)) return true;
  const after = text[last + 1] ?? '';
  if (!wordChar.test(after)) return true;
  return after === 's' && !wordChar.test(text[last + 2] ?? '');
}

function factsAt(root: Node, text: string, start: number, end: number): readonly Fact[] {
  let node: Node | undefined = root;
  for (let i = start; i < end && node; i++)
    if (i === start || !ignored.test(text[i]!)) node = node.next.get(text[i]!);
  return node?.facts ?? [];
}
