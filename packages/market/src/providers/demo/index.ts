import type { Clock } from '@sagacity/kernel';
import { z } from 'zod';
import { defineProvider } from '../define-provider.ts';
import { ProviderFailure } from '../failure.ts';
import type { DataRequest, Provider } from '../port.ts';
import { demoCompanies } from './companies.ts';
import { lastClosedSession } from './sessions.ts';
import { type SimulatedCompany, simulateCompany } from './simulate-company.ts';

export { type DemoCompany, demoCompanies } from './companies.ts';

/** The simulated exchange: answers for `DEMO:` alone and is never asked for anything else. Keeps each company's last day made. */
export function demoProvider(): Provider {
  const made = new Map<string, { readonly to: number; readonly company: SimulatedCompany }>();
  const read = ({ instrument, to }: DataRequest, { clock }: { readonly clock: Clock }): SimulatedCompany => {
    const company = demoCompanies.get(instrument.code);
    if (!company)
      throw new ProviderFailure('no-data', `${instrument.id} is not a company of the simulated exchange`);
    const last = Math.min(to, lastClosedSession(clock.now()));
    const kept = made.get(instrument.code);
    if (kept?.to === last) return kept.company;
    const fresh = simulateCompany(company, last);
    made.set(instrument.code, { to: last, company: fresh });
    return fresh;
  };
  return defineProvider({
    id: 'demo',
    markets: ['DEMO'],
    needsKey: false,
    settings: z.object({}),
    datasets: {
      bars: async (request, io) => {
        const { bars, adjustments } = read(request, io);
        return { bars, adjustments };
      },
      valuations: async (request, io) => read(request, io).valuations,
      fundamentals: async (request, io) => read(request, io).statements,
      news: async (request, io) => read(request, io).news,
      profile: async ({ instrument }) => {
        const company = demoCompanies.get(instrument.code);
        if (!company) throw new ProviderFailure('no-data', `${instrument.id} is not a simulated company`);
        return { name: company.name };
      },
    },
  });
}
