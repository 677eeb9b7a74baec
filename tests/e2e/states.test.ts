import type { Session } from '@sagacity/contracts/accounts';
import type { Report } from '@sagacity/contracts/reports';
import type { Run } from '@sagacity/contracts/runs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasEnded, startRun, waitForRun } from '../harness/llm-run.ts';
import { openSignedInBrowser, type SignedInBrowser } from '../harness/signed-in-browser.ts';

let browser: SignedInBrowser;
let run: Run;
beforeAll(async () => {
  browser = await openSignedInBrowser();
  const { client } = browser.signedIn;
  const started = await startRun(client, { depth: 1 });
  run = await waitForRun(client, started.id, hasEnded);
});
afterAll(() => browser?.close());
afterEach(() => browser.context.unrouteAll({ behavior: 'ignoreErrors' }));

/** The page meets what the server says of this path, changed. */
const change = <T>(path: RegExp, by: (told: T) => T) =>
  browser.context.route(path, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: by((await response.json()) as T) });
  });
const ofRun = (id: string) => new RegExp(`/api/runs/${id}$`);
const ofReport = (id: string) => new RegExp(`/api/runs/${id}/report$`);

describe('a report', () => {
  const reason = (body: string, direction: number) => ({ body, numbers: [], direction, supports: true });
  const sold = (report: Report): Report => ({
    ...report,
    decision: {
      ...(report.decision as Extract<Report['decision'], { kind: 'rated' }>),
      rating: 'sell',
      reasons: [reason('Sales fall.', -0.9), reason('Margins rise.', 0.5)],
      wouldChange: [{ body: 'A close above.', numbers: [] }],
    },
  });

  it('shows each reason with the sign and colour of its direction, under its side, when it says to sell', async () => {
    await change(ofReport(run.id), sold);
    const page = await browser.visit(`/runs/${run.id}/report`);
    await page.locator('#decision .reasons li').first().waitFor();
    const column = (title: string) =>
      page.locator('#decision .reasons section').filter({ has: page.getByRole('heading', { name: title }) });
    const shown = await Promise.all(
      ['Bullish reasons', 'Bearish reasons', 'What would change the view'].map(async (title) => [
        (await column(title).locator('li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')),
        await column(title).locator('li b').getAttribute('class'),
      ]),
    );
    expect(shown).toEqual([
      [['+ Margins rise.'], 'gain'],
      [['− Sales fall.'], 'loss'],
      [['? A close above.'], 'flat'],
    ]);
    const [gain, loss] = await Promise.all(
      ['gain', 'loss'].map((tone) =>
        page.evaluate<string>(`getComputedStyle(document.querySelector('#decision li b.${tone}')).color`),
      ),
    );
    expect(gain).not.toBe(loss);
  });

  it('says that its prices are doubtful, above the decision, and nothing of the kind where they are not', async () => {
    const page = await browser.visit(`/runs/${run.id}/report`);
    const notice = page.getByRole('complementary', { name: 'Doubtful prices' });
    await page.locator('#decision').waitFor();
    expect(await notice.count()).toBe(0);
    const doubt = {
      kind: 'split-jump' as const,
      day: '2024-02-01',
      ratio: 0.25,
      sharesPerShare: 4,
      text: { zh: '跳变', en: 'It jumps.' },
    };
    await change<Report>(ofReport(run.id), (report) => ({ ...report, doubts: [doubt] }));
    await page.reload();
    await notice.getByText('It jumps.').waitFor();
    expect(await page.locator('aside:has-text("It jumps.") ~ #decision').count()).toBe(1);
  });
});

describe('a run', () => {
  const [first, second] = ['market', 'fundamentals'];
  const stopped = (status: 'failed' | 'cancelled') => (told: Run) => ({
    ...told,
    status,
    progressPct: 100,
    failure: status === 'failed' ? { code: 'UPSTREAM_FAILED', message: 'the model went away' } : null,
    steps: told.steps.map((step) => ({
      ...step,
      state:
        step.id === first
          ? ('done' as const)
          : step.id === second
            ? ('failed' as const)
            : ('skipped' as const),
    })),
  });

  it.each(['failed', 'cancelled'] as const)(
    'that was %s tells its steps and no percentage',
    async (status) => {
      await change(ofRun(run.id), stopped(status));
      const page = await browser.visit(`/runs/${run.id}`);
      const meter = page.locator('.meter');
      await meter.getByText('Steps done').waitFor();
      expect(await meter.innerText()).toMatch(new RegExp(`Steps done\\s*1 of ${run.steps.length}`));
      expect(await meter.innerText()).not.toContain('%');
      expect(await meter.getByRole('progressbar', { name: 'Progress' }).count()).toBe(0);
    },
  );

  it('that succeeded tells its percentage', async () => {
    const page = await browser.visit(`/runs/${run.id}`);
    expect(await page.locator('.meter').innerText()).toContain('100%');
  });

  it('that failed names who failed', async () => {
    await change(ofRun(run.id), stopped('failed'));
    const page = await browser.visit(`/runs/${run.id}`);
    const cause = page.locator('.notice .cause');
    expect(await cause.innerText()).toMatch(/^Fundamentals analyst: .*the model went away/);
  });

  it('of a model marks the numbers it has typed as not judged yet, one of the rules does not', async () => {
    await change<Run>(ofRun(run.id), (told) => ({
      ...told,
      config: { ...told.config, engine: 'llm', quickModel: 'v/m', deepModel: 'v/m' },
    }));
    const page = await browser.visit(`/runs/${run.id}`);
    const panel = page.locator('.panel');
    await page.locator('button.node').first().click();
    await panel.locator('.prose li').first().waitFor();
    await panel.getByText('Numbers like this one are not checked yet').waitFor();
    expect(await panel.locator('.prose .unjudged').count()).toBeGreaterThan(0);
    await browser.context.unrouteAll();
    await page.reload();
    await page.locator('button.node').first().click();
    await panel.locator('.prose li').first().waitFor();
    expect(await panel.locator('.unjudged').count()).toBe(0);
  });
});

describe('the switch of private addresses', () => {
  const control = () => browser.page.getByRole('switch', { name: 'Private and local addresses' });

  it('is there for an administrator', async () => {
    await browser.visit('/settings/models');
    await control().waitFor({ state: 'attached' });
  });

  it('is not there for a researcher, who sees the vendors', async () => {
    await change<Session>(/\/api\/session\/refresh$/, (session) => ({
      ...session,
      account: { ...session.account, role: 'researcher' },
    }));
    const page = await browser.visit('/settings/models');
    await page.getByText('No model vendor yet').first().waitFor();
    expect(await control().count()).toBe(0);
  });
});

it('an import tells of jumps like splits, and of rows whose units cannot be checked', async () => {
  const price = (day: number) => (day < 15 ? 10 : 2.5);
  const days = Array.from({ length: 30 }, (_, i) => i + 1).filter(
    (day) => new Date(Date.UTC(2024, 0, day)).getUTCDay() % 6 > 0,
  );
  const rows = days.map(
    (day) => `2024-01-${String(day).padStart(2, '0')},${Array(4).fill(price(day)).join(',')},1000`,
  );
  const page = await browser.visit('/import?instrument=US:AAPL');
  await page.getByText('Units are checked where there is an amount').waitFor();
  const text = ['date,open,high,low,close,volume', ...rows].join('\n');
  const file = { name: 'bars.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const result = page.getByRole('status').filter({ hasText: 'Checked' });
  await result.getByText('Prices jump as after a split').waitFor();
  expect(await result.locator('.jumps li').allInnerTexts()).toEqual([
    '2024-01-15: the close is 25.0% of the one before, as after 4 shares for one.',
  ]);
  await result.getByText(`${rows.length} rows have no amount`).waitFor();
});
