const row = (open: number, high: number, low: number, close: number, dividend = 0, split = 1) => ({
  '1. open': String(open),
  '2. high': String(high),
  '3. low': String(low),
  '4. close': String(close),
  '5. adjusted close': '0',
  '6. volume': '4000000',
  '7. dividend amount': String(dividend),
  '8. split coefficient': String(split),
});

const report = (end: string, figures: Record<string, string>, currency: string) => ({
  fiscalDateEnding: end,
  reportedCurrency: currency,
  ...figures,
});

/** The reply of a function. `currency` other than a known one is a filing in a unit we cannot use. */
export function alphaVantageReply(path: string, currency = 'USD'): unknown {
  const name = new URL(path, 'http://vendor').searchParams.get('function');
  switch (name) {
    case 'TIME_SERIES_DAILY_ADJUSTED':
      return {
        'Meta Data': { '2. Symbol': 'IBM' },
        'Time Series (Daily)': {
          '2024-02-09': row(184.4, 187.2, 183.8, 186.3),
          '2024-02-08': row(182.6, 184.6, 181.5, 184.4, 1.66),
          '2024-02-07': row(183.3, 184, 182.6, 183.7),
        },
      };
    case 'INCOME_STATEMENT':
      return {
        symbol: 'IBM',
        quarterlyReports: [
          report('2023-12-31', { totalRevenue: '17381', grossProfit: '10267', netIncome: '3288' }, currency),
          report('2023-09-30', { totalRevenue: '14752', grossProfit: 'None', netIncome: '1704' }, currency),
        ],
      };
    case 'BALANCE_SHEET':
      return {
        quarterlyReports: [
          report(
            '2023-12-31',
            {
              totalAssets: '135241',
              totalLiabilities: '112628',
              totalCurrentAssets: '32908',
              totalCurrentLiabilities: '34122',
              totalShareholderEquity: '22533',
              commonStockSharesOutstanding: '916',
            },
            currency,
          ),
        ],
      };
    case 'CASH_FLOW':
      return { quarterlyReports: [report('2023-12-31', { operatingCashflow: '4463' }, currency)] };
    case 'EARNINGS':
      return { quarterlyEarnings: [{ fiscalDateEnding: '2023-12-31', reportedDate: '2024-01-24' }] };
    case 'OVERVIEW':
      return { Symbol: 'IBM', Name: 'International Business Machines' };
    case 'NEWS_SENTIMENT':
      return {
        feed: [
          {
            title: 'IBM beats',
            url: 'https://news.example.com/ibm',
            time_published: '20240124T211500',
            summary: 'A summary.',
            source: 'Example Wire',
          },
        ],
      };
    default:
      return {};
  }
}

export const alphaVantageUnknown = {
  'Error Message': 'Invalid API call. Please retry or visit the documentation.',
};
export const alphaVantageNote = {
  Information:
    'We have detected your API key as TOPSECRET and our standard API rate limit is 25 requests per day.',
};
