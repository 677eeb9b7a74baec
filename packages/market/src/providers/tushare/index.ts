import { defineProvider } from '../define-provider.ts';
import { ProviderFailure } from '../failure.ts';
import { liveSettings } from '../live-settings.ts';
import { callTushare, tsCode } from './call.ts';
import { readFundamentals } from './read-fundamentals.ts';
import { readQuotes } from './read-quotes.ts';
import { readValuations } from './read-valuations.ts';

/** Tushare Pro's HTTP API: Shanghai, Shenzhen and Beijing, with a token. */
export const tushareProvider = defineProvider({
  id: 'tushare',
  markets: ['CN'],
  needsKey: true,
  settings: liveSettings('https://api.tushare.pro'),
  limit: { perMinute: 60, burst: 10 },
  datasets: {
    bars: readQuotes,
    valuations: readValuations,
    fundamentals: readFundamentals,
    profile: async ({ instrument }, io) => {
      const params = { ts_code: tsCode(instrument) };
      const [row] = await callTushare(io, 'stock_basic', params, 'ts_code,name,enname');
      if (typeof row?.name !== 'string')
        throw new ProviderFailure('no-data', `tushare does not know ${params.ts_code}`);
      const en = typeof row.enname === 'string' && row.enname !== '' ? row.enname : row.name;
      return { name: { zh: row.name, en } };
    },
  },
});
