import type { Localized } from '@sagacity/contracts/facts';

/** Title and summary of one item. `{name}`, `{product}` and `{size}` are filled in. */
export interface NewsText {
  readonly title: Localized;
  readonly summary: Localized;
}

const text = (zh: string, en: string, zhSummary: string, enSummary: string): NewsText => ({
  title: { zh, en },
  summary: { zh: zhSummary, en: enSummary },
});

type IncidentKind = 'order' | 'lawsuit' | 'management' | 'product' | 'investigation';

/** What is told of an incident, good or bad. */
export const incidentTexts: Readonly<Record<IncidentKind, Record<'good' | 'bad', readonly NewsText[]>>> = {
  order: {
    good: [
      text(
        '{name}中标大额订单，金额约{size}亿',
        '{name} wins an order worth about {size}00 million',
        '公司称订单将在未来四个季度内交付，超出市场预期。',
        'The company will deliver over the next four quarters; the size beats expectations.',
      ),
      text(
        '{name}与长期客户续签合同',
        '{name} renews a contract with a long-standing customer',
        '续约期三年，采购量较上期增长。',
        'The renewal runs for three years with higher volumes than before.',
      ),
    ],
    bad: [
      text(
        '{name}失去一名重要客户',
        '{name} loses an important customer',
        '该客户转向竞争对手，管理层预计本年度订单下滑。',
        'The customer moves to a competitor; management expects orders to decline this year.',
      ),
      text(
        '{name}一笔订单被推迟',
        '{name} sees an order delayed',
        '客户要求延期交付，短期收入承压。',
        'The customer asked for later delivery, which puts pressure on near-term revenue.',
      ),
    ],
  },
  lawsuit: {
    good: [
      text(
        '{name}专利诉讼胜诉',
        '{name} wins a patent lawsuit',
        '法院驳回了对方的全部请求。',
        'The court dismissed all claims against the company.',
      ),
    ],
    bad: [
      text(
        '{name}遭供应商起诉，索赔{size}千万',
        '{name} sued by a supplier for {size}0 million',
        '公司表示将积极应诉，结果存在不确定性。',
        'The company will defend itself; the outcome is uncertain.',
      ),
      text(
        '{name}败诉，需支付赔偿',
        '{name} loses a lawsuit and must pay damages',
        '赔偿将计入本季度损失。',
        'The damages will be booked as a loss this quarter.',
      ),
    ],
  },
  management: {
    good: [
      text(
        '{name}管理层增持公司股份',
        '{name} managers buy shares of the company',
        '多名高管以自有资金买入，显示信心。',
        'Several executives bought with their own money, a sign of confidence.',
      ),
      text(
        '{name}任命新任首席运营官',
        '{name} appoints a new chief operating officer',
        '新任高管曾在行业内主导过成功的扩张。',
        'The new executive led a successful expansion elsewhere in the industry.',
      ),
    ],
    bad: [
      text(
        '{name}首席财务官辞职',
        '{name} chief financial officer resigns',
        '公司称其因个人原因离任，继任者未定。',
        'The company cites personal reasons; no successor has been named.',
      ),
      text(
        '{name}大股东计划减持',
        '{name} major shareholder plans to sell',
        '减持期为六个月，市场担忧供给增加。',
        'The sale may take six months and raises concern about supply.',
      ),
    ],
  },
  product: {
    good: [
      text(
        '{name}发布{product}，预订超预期',
        '{name} launches its {product}; early orders beat expectations',
        '首批产能已被订满，公司计划扩产。',
        'The first batch is sold out and the company plans to expand capacity.',
      ),
      text(
        '{name}：{product}通过认证',
        '{name} says its {product} passed certification',
        '认证完成后即可进入新市场，有望带来增长。',
        'Certification opens a new market and should support growth.',
      ),
    ],
    bad: [
      text(
        '{name}：{product}发现质量缺陷',
        '{name} finds a quality defect in its {product}',
        '公司正在召回受影响批次，费用尚在评估。',
        'The company is recalling what is affected and still assessing the cost.',
      ),
      text(
        '{name}推迟{product}上市',
        '{name} delays its {product}',
        '上市时间推迟两个季度，不及市场预期。',
        'The launch moves back by two quarters, which disappoints the market.',
      ),
    ],
  },
  investigation: {
    good: [
      text(
        '{name}：监管问询结束，未发现违规',
        '{name} says a regulatory inquiry closed without findings',
        '公司称业务一切正常。',
        'The company says business continues as usual.',
      ),
    ],
    bad: [
      text(
        '{name}收到监管调查通知',
        '{name} is under regulatory investigation',
        '调查涉及信息披露，公司表示将配合，存在处罚风险。',
        'The investigation concerns disclosure; the company will cooperate and faces a risk of penalties.',
      ),
    ],
  },
};
