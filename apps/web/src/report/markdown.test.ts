import type { NumberSpan } from '@sagacity/contracts/reports';
import { describe, expect, it, vi } from 'vitest';
import { renderMarkdown, renderMarkdownLine } from './markdown.ts';

const numbers: NumberSpan[] = [
  { text: '128.46', status: 'sourced', factIds: ['bar.close'] },
  { text: '6.1%', status: 'derived', factIds: ['bar.close', 'sma.20'], derivation: 'change' },
  { text: '<b>9</b>', status: 'unsourced', factIds: [] },
];
const options = { numbers, unsourcedLabel: 'no source', sanitize: (html: string) => html };
const render = (body: string) => renderMarkdown(body, options);

describe('markdown', () => {
  it('makes a number that traces a button that carries its index', () => {
    expect(render('Close [[n:0]].')).toContain(
      '<span class="figure sourced" data-n="0" tabindex="-1" role="button">128.46</span>',
    );
    expect(render('[[n:1]]')).toContain('figure derived');
  });
  it('strikes a number that does not trace, says so and escapes it', () => {
    const html = render('[[n:2]]');
    expect(html).toContain('<del class="figure unsourced"');
    expect(html).toContain('&lt;b&gt;9&lt;/b&gt;');
    expect(html).toContain('(no source)');
  });
  it('treats a number outside the list as unsourced', () => {
    expect(render('[[n:77]]')).toContain('<del class="figure unsourced" data-n="77"');
  });
  it('renders numbers inside emphasis and table cells', () => {
    expect(render('**[[n:0]]**')).toContain('<strong><span');
    expect(render('| a |\n| --- |\n| [[n:0]] |')).toContain('<td><span class="figure sourced"');
  });
  it('shows the value of a fact cited while the text is written, or its id', () => {
    const live = { ...options, factValue: (id: string) => (id === 'bar.close' ? '128.46 XTS' : null) };
    const html = renderMarkdownLine('[[bar.close]] and [[sma.20]]', live);
    expect(html).toContain('>128.46 XTS<');
    expect(html).toContain('>sma.20<');
  });
  it('marks each typed number of a text that is still written as not judged, and no cited one', () => {
    const live = { ...options, isUnjudged: true, factValue: () => '128.46 XTS' };
    expect(renderMarkdownLine('Up −6.1% to $1,200 & ９８７, not [[bar.close]]', live)).toBe(
      'Up <span class="unjudged">−6.1%</span> to <span class="unjudged">$1,200</span> &amp; <span class="unjudged">９８７</span>, not <span class="cited" title="bar.close">128.46 XTS</span>',
    );
    expect(renderMarkdownLine('Up 6.1%', options)).toBe('Up 6.1%');
  });
  it.each([
    ['<img src=x onerror=alert(1)>', '<img'],
    ['<script>alert(1)</script>', '<script'],
    ['[x](javascript:alert(1))', 'href='],
    ['[x](data:text/html;base64,AAAA)', 'href='],
    ['[x](data:image/png;base64,AAAA)', 'href='],
    ['[x](//example.org/p)', 'href='],
    ['[x][r]\n\n[r]: java&#115;cript:alert(1)', 'href='],
    ['![track](https://example.org/p.png)', '<img'],
    ['<a href="x" onclick="y">z</a>', '<a '],
  ])('does not let %s through', (body, forbidden) => {
    expect(render(body)).not.toContain(forbidden);
  });
  it('opens links without giving them the page', () => {
    expect(render('[x](https://example.org)')).toContain(
      'target="_blank" rel="noopener noreferrer nofollow"',
    );
  });
  it('hands everything to the sanitiser last', () => {
    const sanitize = vi.fn(() => 'clean');
    expect(renderMarkdown('# x', { ...options, sanitize })).toBe('clean');
    expect(sanitize).toHaveBeenCalledOnce();
  });
});
