const at = (day: string): number => Date.parse(`${day}T14:30:00Z`) / 1000;

/** Shape of `/v8/finance/chart`: three days around a 4:1 split on 2020-08-31 with a dividend before it, prices split-adjusted. */
export const yahooChart = (currency = 'USD') => ({
  chart: {
    result: [
      {
        meta: { currency, symbol: 'AAPL', exchangeTimezoneName: 'America/New_York', longName: 'Apple Inc.' },
        timestamp: ['2020-08-06', '2020-08-07', '2020-08-28', '2020-08-31'].map(at),
        events: {
          dividends: { [at('2020-08-07')]: { amount: 0.205, date: at('2020-08-07') } },
          splits: {
            [at('2020-08-31')]: {
              date: at('2020-08-31'),
              numerator: 4,
              denominator: 1,
              splitRatio: '4:1',
            },
          },
        },
        indicators: {
          quote: [
            {
              open: [110.404999, 113.205002, 126.012497, 127.580002],
              high: [114.412498, 113.675003, 126.442497, 131],
              low: [109.797501, 110.292503, 124.577499, 126],
              close: [113.902496, 111.112503, 124.807503, 129.039993],
              volume: [202428800, 198045600, 187630000, 225702700],
            },
          ],
          adjclose: [{ adjclose: [110.6, 108.1, 121.5, 125.6] }],
        },
      },
    ],
    error: null,
  },
});

export const yahooNotFound = {
  chart: { result: null, error: { code: 'Not Found', description: 'No data found, symbol may be delisted' } },
};

export const yahooNews = {
  news: [
    {
      uuid: 'a1',
      title: 'Apple splits its stock',
      publisher: 'Example Wire',
      link: 'https://news.example.com/a1',
      providerPublishTime: at('2020-08-31'),
    },
  ],
};
