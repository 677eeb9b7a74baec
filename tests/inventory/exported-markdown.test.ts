import { toMarkdown } from '@sagacity/research';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../packages/features/src/runs/runs.fixture.ts';

/** As permissive as programs that show Markdown are. */
const viewer = new MarkdownIt({ html: true, linkify: false });
viewer.validateLink = () => true;

const instrument = { id: 'DEMO:NEBULA' } as Parameters<typeof reportOf>[1];
const exported = (text: string) =>
  toMarkdown({
    ...reportOf('run_1', { ...instrument, name: { zh: text, en: text } }, '2024-01-02'),
    title: { zh: text, en: text },
    decision: {
      kind: 'unrated',
      because: { body: `${text} [[n:0]]`, numbers: [{ text, status: 'unsourced', factIds: [] }] },
    },
    gaps: [{ what: 'news', label: { zh: text, en: text }, reason: 'no-data', detail: text }],
  });

/** What of a document would run, load or lead somewhere it should not. */
function faultsIn(markdown: string): string[] {
  const tokens = viewer.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  return tokens.flatMap((token) => {
    const { type, content } = token;
    if (type === 'html_block' || type === 'html_inline' || type === 'image') return [`${type} ${content}`];
    const href = type === 'link_open' ? String(token.attrGet('href')) : 'https://';
    return /^https?:\/\//.test(href) ? [] : [`link to ${href}`];
  });
}

describe('an exported report', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '</td><!-- --><?x ?><![CDATA[x]]>',
    '![track](https://example.org/p.png)',
    '![track][r]\n\n[r]: https://example.org/p.png',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1) "title")',
    '[x](java&#115;cript:alert(1))',
    '[x](javascript\\:alert(1))',
    '[x\\](javascript:alert(1))',
    '[x]( <javascript:alert(1)>)',
    '[x](data:text/html;base64,AAAA)',
    '[x][r]\n\n[r]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '[![a](https://example.org/p.png)](data:,x)',
  ])('neither runs nor loads %j', (text) => {
    const markdown = exported(text);
    expect(faultsIn(markdown)).toEqual([]);
    expect(viewer.render(markdown)).not.toMatch(/<(?:script|img|td>?<!)|href="(?!https?:)/i);
  });

  it('shows what was written, and keeps links to the web', () => {
    const html = viewer.render(exported('MA5 < MA10, AT&T, <b>x</b>, [site](https://example.org/a)'));
    expect(html).toContain('MA5 &lt; MA10, AT&amp;T, &lt;b&gt;x&lt;/b&gt;, <a href="https://example.org/a">');
    expect(viewer.render(exported('&#x39;'))).toContain('&amp;#x39;');
  });

  it('neither runs nor loads whatever such pieces make together', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        '>',
        '</',
        '<!--',
        '-->',
        '!',
        '[',
        ']',
        '](',
        '(',
        ')',
        ']:',
        '][',
        '\\',
        '&',
        '&#',
        '&lt;',
        '&#33;',
        '&#x5b;',
      ],
      ...[
        'javascript:',
        'data:',
        'https://e.org',
        'script',
        'img src=x',
        'x',
        ' ',
        '\n',
        '\n\n',
        '`',
        '```',
        '"',
        '|',
        '~~',
        '*',
        '    ',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        expect(faultsIn(exported(pieces.join('')))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
