import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './step.ts';

export interface Pattern {
  readonly source: string;
  readonly flags: string;
  /** `file:line`. */
  readonly at: string;
}

/** Where text of others is read: models, vendors, files, browsers. Commands and operations read what their operator types. */
const folders = ['contracts', 'kernel', 'platform', 'market', 'research', 'features']
  .map((name) => `packages/${name}/src`)
  .concat('apps/server/src', 'apps/web/src');
const isSource = /\.(ts|vue)$/;
const isTest = /\.(test|fixture|conformance|d)\.ts$/;

/** Every regular expression of the product that may meet foreign text: literals as written, built ones as they are once loaded. */
export async function collectPatterns(): Promise<Pattern[]> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => isSource.test(file) && !isTest.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const literals: Pattern[] = [];
  const built: string[] = [];
  for (const file of files) {
    const found = readFile(file);
    literals.push(...found.literals);
    if (found.builds) built.push(file);
  }
  return [...literals, ...(await loadBuilt(built))];
}

function readFile(file: string): { literals: Pattern[]; builds: boolean } {
  const whole = readFileSync(join(root, file), 'utf8');
  const script = /<script[^>]*>([\s\S]*?)<\/script>/.exec(whole)?.[1];
  const text = file.endsWith('.vue') ? (script ?? '') : whole;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const literals: Pattern[] = [];
  let builds = false;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      literals.push({
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
        at: `${file}:${line}`,
      });
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp') builds = true;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { literals, builds };
}

/** Loads the modules that build expressions of pieces while `RegExp` notes what it is given. */
async function loadBuilt(files: readonly string[]): Promise<Pattern[]> {
  const patterns: Pattern[] = [];
  const plain = globalThis.RegExp;
  for (const file of files) {
    globalThis.RegExp = new Proxy(plain, {
      construct(target, [source, flags]: [string, string | undefined]) {
        patterns.push({ source, flags: flags ?? '', at: file });
        return new target(source, flags);
      },
    });
    try {
      await import(join(root, file));
    } finally {
      globalThis.RegExp = plain;
    }
  }
  return patterns;
}
