/** `date,open,close,high,low,volume in hands,amount`. */
export const eastmoneyKline = (handsFactor = 1) => ({
  rc: 0,
  data: {
    code: '600519',
    market: 1,
    name: '贵州茅台',
    klines: [
      `2024-06-18,1540.00,1530.00,1545.00,1520.00,${25_000 * handsFactor},3830000000.00`,
      `2024-06-19,1497.00,1487.00,1508.00,1486.00,${28_000 * handsFactor},4180000000.00`,
    ],
  },
});

export const eastmoneyEmpty = { rc: 0, data: null };

export const eastmoneyAnnouncements = {
  data: {
    list: [
      {
        art_code: 'AN2024',
        title: '贵州茅台:2023年年度权益分派实施公告',
        display_time: '2024-06-13 18:10:12:345',
        notice_date: '2024-06-14 00:00:00',
      },
    ],
  },
  success: 1,
};

/** Per ten shares: 308.76 cash on 2024-06-19, and a plan without an ex-day. */
export const eastmoneyDividends = {
  code: 0,
  success: true,
  message: 'ok',
  result: {
    pages: 1,
    count: 2,
    data: [
      {
        SECURITY_CODE: '600519',
        EX_DIVIDEND_DATE: null,
        PRETAX_BONUS_RMB: 238.82,
        BONUS_IT_RATIO: null,
      },
      {
        SECURITY_CODE: '600519',
        EX_DIVIDEND_DATE: '2024-06-19 00:00:00',
        PRETAX_BONUS_RMB: 308.76,
        BONUS_IT_RATIO: null,
      },
    ],
  },
};

export const eastmoneyNoRows = { code: 9201, success: false, message: '返回数据为空', result: null };

const valuation = (day: string, pe: number | null) => ({
  SECURITY_CODE: '600519',
  TRADE_DATE: `${day} 00:00:00`,
  PE_TTM: pe,
  PB_MRQ: 8.3,
  PS_TTM: 12.2,
  PCF_OCF_TTM: 30.1,
});

/** Two pages of one row each, newest first. */
export const eastmoneyValuations = (path: string) => ({
  code: 0,
  message: 'ok',
  result: {
    pages: 2,
    data: path.includes('pageNumber=2') ? [valuation('2024-06-18', null)] : [valuation('2024-06-19', 24.1)],
  },
});

/** What each endpoint answers. */
export function eastmoneyReply(path: string, handsFactor = 1): unknown {
  if (path.includes('kline')) return eastmoneyKline(handsFactor);
  if (path.includes('RPT_SHAREBONUS_DET')) return eastmoneyDividends;
  return path.includes('RPT_VALUEANALYSIS_DET') ? eastmoneyValuations(path) : eastmoneyAnnouncements;
}
