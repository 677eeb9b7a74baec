const table = (fields: string, items: unknown[][]) => ({
  request_id: 'r1',
  code: 0,
  msg: '',
  data: { fields: fields.split(','), items, has_more: false },
});

/** Volumes in hands and amounts in thousands, newest first, around the cash dividend of 2024-06-19. */
const daily = (handsFactor: number) =>
  table('trade_date,open,high,low,close,vol,amount', [
    ['20240619', 1497, 1508, 1486, 1487, 28_000 * handsFactor, 4_180_000],
    ['20240618', 1540, 1545, 1520, 1530, 25_000 * handsFactor, 3_830_000],
    ['20240617', 1550, 1558, 1535, 1540, 24_000 * handsFactor, 3_710_000],
  ]);

const filing = (end: string, announced: string, ...values: unknown[]) => [
  announced,
  announced,
  end,
  '1',
  ...values,
];
const filingFields = 'ann_date,f_ann_date,end_date,report_type';

const replies: Readonly<Record<string, unknown>> = {
  adj_factor: table('trade_date,adj_factor', [
    ['20240619', 8.4],
    ['20240618', 8.2],
    ['20240617', 8.2],
  ]),
  dividend: table('ex_date,stk_div,div_proc', [
    ['20240619', 0, '实施'],
    [null, 0, '预案'],
  ]),
  daily_basic: table('trade_date,turnover_rate,pe_ttm,pb,ps_ttm', [
    ['20240619', 0.22, 24.1, 8.3, 12.2],
    ['20240618', 0.2, null, 8.5, 12.5],
  ]),
  income: table(`${filingFields},revenue,oper_cost,n_income_attr_p`, [
    filing('20240630', '20240809', 819, 70, 417),
    filing('20240331', '20240427', 458, 34, 241),
    filing('20240331', '20241231', 999, 34, 999),
  ]),
  balancesheet: table(
    `${filingFields},total_share,total_assets,total_liab,total_cur_assets,total_cur_liab,total_hldr_eqy_exc_min_int`,
    [filing('20240630', '20240809', 1_256, 2_800, 450, 2_300, 440, 2_280)],
  ),
  cashflow: table(`${filingFields},n_cashflow_act`, [
    filing('20240630', '20240809', 366),
    filing('20240331', '20240427', 92),
  ]),
  stock_basic: table('ts_code,name,enname', [['600519.SH', '贵州茅台', 'Kweichow Moutai Co., Ltd.']]),
};

const apiOf = (body: string): string => (JSON.parse(body) as { api_name: string }).api_name;

/** Replies of every API used; `handsFactor` 100 is a vendor that sends shares where hands are agreed. */
export const tushareReply = (body: string, handsFactor = 1): unknown =>
  apiOf(body) === 'daily' ? daily(handsFactor) : replies[apiOf(body)];

export const tushareEmpty = table('trade_date,open,high,low,close,vol,amount', []);
export const tushareRefusal = (code: number, msg: string) => ({ code, msg, data: null });
