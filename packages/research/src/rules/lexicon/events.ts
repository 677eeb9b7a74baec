export const eventTypes = [
  'earnings',
  'order',
  'litigation',
  'regulatory',
  'management',
  'dividend',
  'product',
  'merger',
] as const;
export type EventType = (typeof eventTypes)[number];

interface EventRule {
  readonly zh: RegExp;
  readonly en: RegExp;
  readonly label: { readonly zh: string; readonly en: string };
  /** What such news bears on. */
  readonly bearsOn: { readonly zh: string; readonly en: string };
}

/** How an item's type is told: the first rule that matches, the graver ones first. */
export const eventRules: Readonly<Record<EventType, EventRule>> = {
  litigation: {
    zh: /诉讼|起诉|仲裁|判决|索赔|纠纷/,
    en: /\b(lawsuit|sue[sd]?|court|litigation|class action|arbitration|damages|dispute)\b/i,
    label: { zh: '诉讼', en: 'litigation' },
    bearsOn: { zh: '或有损失与管理层精力', en: 'contingent losses and management attention' },
  },
  regulatory: {
    zh: /立案|处罚|罚款|监管|问询函|警示函|证监会|反垄断|获批|审批|批准|合规/,
    en: /\b(regulator\w*|probe|investigat\w+|fined?|antitrust|sec|approv\w+|licen[cs]e|compliance|sanction\w*)\b/i,
    label: { zh: '监管', en: 'regulation' },
    bearsOn: { zh: '经营资格与合规成本', en: 'the right to operate and compliance cost' },
  },
  merger: {
    zh: /并购|收购|合并|重组|要约|资产注入|剥离/,
    en: /\b(acqui\w+|merger|merge[sd]?|takeover|buyout|divest\w*|spin-?off)\b/i,
    label: { zh: '并购重组', en: 'mergers' },
    bearsOn: { zh: '资本配置与整合风险', en: 'capital allocation and integration risk' },
  },
  earnings: {
    zh: /业绩|季报|年报|中报|净利|营收|预增|预减|预亏|扭亏|盈利|亏损|每股收益/,
    en: /\b(earnings|revenue|profits?|net income|quarter\w*|results|guidance|outlook|eps|sales|margin\w*)\b/i,
    label: { zh: '业绩', en: 'earnings' },
    bearsOn: { zh: '当期利润与市场预期', en: 'current profit and expectations' },
  },
  dividend: {
    zh: /分红|派息|股息|回购|送转|高送转/,
    en: /\b(dividends?|buyback|repurchase|payout)\b/i,
    label: { zh: '分红回购', en: 'dividends and buybacks' },
    bearsOn: { zh: '股东回报', en: 'the return to shareholders' },
  },
  management: {
    zh: /董事长|总经理|高管|辞职|离职|任命|换届|增持|减持|股权激励/,
    en: /\b(ceo|cfo|chair\w*|executives?|managers?|officer|resign\w*|appoint\w*|steps? down|insider|board)\b/i,
    label: { zh: '管理层', en: 'management' },
    bearsOn: { zh: '治理与内部人的态度', en: 'governance and how insiders see the company' },
  },
  order: {
    zh: /中标|订单|签约|合同|大单|客户/,
    en: /\b(orders?|contracts?|wins?|won|awarded|customers?|deal|supply agreement)\b/i,
    label: { zh: '订单', en: 'orders' },
    bearsOn: { zh: '未来收入的可见度', en: 'the visibility of future revenue' },
  },
  product: {
    zh: /新品|新产品|发布|量产|投产|研发|推出|召回|上市|技术/,
    en: /\b(launch\w*|products?|unveil\w*|recall\w*|patent\w*|trial\w*|factory|plant|production|platform)\b/i,
    label: { zh: '产品', en: 'products' },
    bearsOn: { zh: '需求与竞争地位', en: 'demand and competitive position' },
  },
};

export const eventTypeOf = (text: string, language: 'zh' | 'en'): EventType | undefined =>
  (Object.keys(eventRules) as EventType[]).find((type) => eventRules[type][language].test(text));
