import { type EpochDay, toEpochDay } from '@sagacity/kernel';
import { openingDay } from './sessions.ts';

export interface DemoCompany {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly sector: { readonly zh: string; readonly en: string };
  /** What the news calls its product. */
  readonly product: { readonly zh: string; readonly en: string };
  readonly listed: EpochDay;
  /** Shares at the start, before any split. */
  readonly shares: number;
  /** Quarterly revenue in the first quarter of 2013, XTS. */
  readonly revenue: number;
  /** Yearly revenue growth, its swing over the business cycle, and the cycle's length in years. */
  readonly growth: number;
  readonly swing: number;
  readonly cycleYears: number;
  readonly grossMargin: number;
  readonly netMargin: number;
  /** Change of the net margin a year. */
  readonly marginDrift: number;
  readonly debtToAssets: number;
  /** Price the market pays for a unit of yearly revenue at the usual margin. */
  readonly salesMultiple: number;
  /** Daily volatility of its own, and share of the market's move. */
  readonly sigma: number;
  readonly beta: number;
  /** Part of the net income paid out each June. */
  readonly payout: number;
  /** `ratio` 0.25 is a 4:1 split. */
  readonly splits: readonly { readonly day: EpochDay; readonly ratio: number }[];
}

type Row = [
  code: string,
  zh: string,
  en: string,
  sectorZh: string,
  sectorEn: string,
  zhP: string,
  enP: string,
];
const names: readonly Row[] = [
  ['NEBULA', '星云计算', 'Nebula Computing', '云软件', 'Cloud software', '星云协作平台', 'Nebula work suite'],
  ['HARBOR', '海港物流', 'Harbor Logistics', '航运物流', 'Logistics', '冷链快线', 'cold-chain express line'],
  [
    'LOTUS',
    '莲心医药',
    'Lotus Pharma',
    '医药',
    'Pharmaceuticals',
    '莲心一号降压药',
    'Lotus One blood-pressure drug',
  ],
  ['QUARRY', '青石建材', 'Quarry Materials', '建材', 'Building materials', '低碳水泥', 'low-carbon cement'],
  ['ORCHARD', '果园食品', 'Orchard Foods', '食品饮料', 'Food and drink', '鲜榨系列', 'fresh-pressed range'],
  ['VOLTA', '伏特电池', 'Volta Batteries', '动力电池', 'Batteries', '固态电芯', 'solid-state cell'],
  ['LANTERN', '灯塔传媒', 'Lantern Media', '传媒', 'Media', '灯塔视频会员', 'Lantern video plan'],
  ['GRANITE', '磐石电力', 'Granite Power', '公用事业', 'Utilities', '海上风电场', 'offshore wind farm'],
  ['CINDER', '余烬钢铁', 'Cinder Steel', '钢铁', 'Steel', '汽车用高强钢', 'high-strength car steel'],
  [
    'SPARROW',
    '麻雀出行',
    'Sparrow Mobility',
    '出行服务',
    'Mobility',
    '无人配送车',
    'driverless delivery van',
  ],
  [
    'MERIDIAN',
    '子午半导体',
    'Meridian Semiconductor',
    '半导体',
    'Semiconductors',
    '边缘推理芯片',
    'edge inference chip',
  ],
  ['SPROUT', '新芽机器人', 'Sprout Robotics', '机器人', 'Robotics', '仓储机器人', 'warehouse robot'],
];

const M = 1_000_000;
type Figures = Omit<DemoCompany, 'code' | 'name' | 'sector' | 'product' | 'splits' | 'listed'> &
  Partial<Pick<DemoCompany, 'splits' | 'listed'>>;
const row = (
  shares: number,
  revenue: number,
  [growth, swing, cycleYears]: readonly [number, number, number],
  [grossMargin, netMargin, marginDrift, debtToAssets]: readonly [number, number, number, number],
  [salesMultiple, sigma, beta, payout]: readonly [number, number, number, number],
  more: Pick<Figures, 'splits' | 'listed'> = {},
): Figures => ({
  shares: shares * M,
  revenue: revenue * M,
  growth,
  swing,
  cycleYears,
  grossMargin,
  netMargin,
  marginDrift,
  debtToAssets,
  salesMultiple,
  sigma,
  beta,
  payout,
  ...more,
});

const figures: Readonly<Record<string, Figures>> = {
  NEBULA: row(200, 260, [0.24, 0.08, 4], [0.68, 0.16, 0.004, 0.32], [5.2, 0.019, 1.2, 0], {
    splits: [{ day: toEpochDay('2021-08-16'), ratio: 0.25 }],
  }),
  HARBOR: row(900, 2100, [0.06, 0.12, 5], [0.22, 0.07, 0, 0.55], [0.9, 0.014, 1, 0.35]),
  LOTUS: row(420, 640, [0.11, 0.03, 6], [0.74, 0.21, 0.001, 0.24], [4.1, 0.013, 0.6, 0.3], {
    splits: [{ day: toEpochDay('2019-05-20'), ratio: 0.5 }],
  }),
  QUARRY: row(650, 1500, [0.04, 0.16, 4.5], [0.28, 0.09, -0.003, 0.48], [1.1, 0.016, 1.1, 0.4]),
  ORCHARD: row(500, 1900, [0.07, 0.02, 7], [0.41, 0.13, 0.001, 0.3], [2.4, 0.01, 0.5, 0.6]),
  VOLTA: row(300, 420, [0.27, 0.16, 4], [0.27, 0.09, 0.001, 0.58], [2.8, 0.022, 1.4, 0.15], {
    splits: [{ day: toEpochDay('2023-04-24'), ratio: 0.555556 }],
  }),
  LANTERN: row(380, 980, [-0.03, 0.07, 5], [0.36, 0.08, -0.007, 0.45], [1, 0.018, 0.9, 0.2]),
  GRANITE: row(1200, 2600, [0.05, 0.02, 8], [0.33, 0.12, 0, 0.62], [1.9, 0.008, 0.4, 0.65]),
  CINDER: row(1500, 5200, [0.02, 0.22, 5], [0.1, 0.02, -0.002, 0.66], [0.35, 0.018, 1.2, 0.25]),
  SPARROW: row(260, 190, [0.3, 0.1, 5], [0.24, -0.22, 0.02, 0.5], [3, 0.027, 1.5, 0]),
  MERIDIAN: row(350, 560, [0.17, 0.2, 3.5], [0.52, 0.19, 0.002, 0.28], [4.6, 0.021, 1.3, 0.2], {
    splits: [{ day: toEpochDay('2020-09-14'), ratio: 0.5 }],
  }),
  SPROUT: row(120, 30, [0.35, 0.1, 4], [0.38, 0.02, 0.002, 0.35], [3.2, 0.03, 1.3, 0], {
    listed: toEpochDay('2026-10-19'),
  }),
};

/** The fictional companies of the simulated exchange, by code. SPROUT is a recent listing with next to no history, on purpose. */
export const demoCompanies: ReadonlyMap<string, DemoCompany> = new Map(
  names.map(([code, zh, en, sectorZh, sectorEn, productZh, productEn]) => [
    code,
    {
      code,
      name: { zh, en },
      sector: { zh: sectorZh, en: sectorEn },
      product: { zh: productZh, en: productEn },
      listed: openingDay,
      splits: [],
      ...(figures[code] as Figures),
    },
  ]),
);
