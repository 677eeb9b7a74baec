import { describe, expect, it } from 'vitest';
import { placesIn } from './fill-pattern.ts';
import { sayDetail } from './say-detail.ts';
import { sayFailure } from './say-failure.ts';
import { sayFault } from './say-fault.ts';
import { sayFormula } from './say-formula.ts';
import { sayHealth } from './say-health.ts';

describe('placesIn', () => {
  it.each([
    ['a row', 'a row', []],
    ['needs 20 daily rows, has 15', 'needs {} daily rows, has {}', ['20', '15']],
    ['tushare is not enabled', '{} is not enabled', ['tushare']],
    ['a: b', '{}: {}', ['a', 'b']],
  ])('reads %j by %j', (text, pattern, places) => {
    expect(placesIn(text, pattern)).toEqual(places);
  });

  it.each([
    ['a row of words', 'a row'],
    ['a ro', 'a row'],
    ['needs 20 daily rows', 'needs {} daily rows, has {}'],
    ['x is not enabled.', '{} is not enabled'],
  ])('does not read %j by %j', (text, pattern) => {
    expect(placesIn(text, pattern)).toBeUndefined();
  });
});

describe('in Chinese', () => {
  it.each([
    ['needs 250 daily rows, has 25', '需要 250 个交易日，只有 25 个'],
    ['yahoo is not enabled; alpha-vantage is not enabled', 'yahoo 没有启用；alpha-vantage 没有启用'],
    ['demo has no filings up to that day', 'demo 在该日之前没有财务报表'],
    ['eastmoney has no bars of CN:600519', 'eastmoney 没有 CN:600519 的行情'],
    ['no source of news for this market', '该市场没有提供新闻的数据源'],
    ['tushare: 抱歉，您没有访问该接口的权限', 'tushare: 抱歉，您没有访问该接口的权限'],
  ])('the detail %j is %j', (detail, chinese) => {
    expect(sayDetail(detail, 'zh')).toBe(chinese);
    expect(sayDetail(detail, 'en')).toBe(detail);
  });

  it.each([
    ['is above the high of 10.5', '高于最高价 10.5'],
    ['the heading has no such column', '表头中没有这一列'],
    ['is cut into 5, the heading into 6', '分成 5 列，表头是 6 列'],
  ])('the fault %j is %j', (reason, chinese) => {
    expect(sayFault(reason, 'zh')).toBe(chinese);
  });

  it.each([
    ['the run was cancelled', '研究已取消'],
    [
      'No bars of CN:600519 up to 2024-01-02 (tushare is not enabled; eastmoney is not enabled). Import a CSV file or enable a data source for this market.',
      'CN:600519 截至 2024-01-02 没有行情（tushare 没有启用；eastmoney 没有启用）。请导入 CSV 文件，或为该市场启用数据源。',
    ],
    ['Bars of US:AAPL: yahoo asked to wait, again in 20 s.', 'US:AAPL 的行情：yahoo 要求等待，20 秒后再试。'],
    ['gave up after 3 attempts: the run was lost', '尝试 3 次后放弃：the run was lost'],
    ['stopped, as another step failed', '另一个步骤失败，因此停止'],
    ['stopped, as bull-2 failed', '步骤 bull-2 失败，因此停止'],
    [
      'http://10.0.0.1: the address is private or local. Allow private addresses under Settings, Models, or set SAGACITY_LLM_ALLOW_PRIVATE_ADDRESSES=true (llm.allowPrivateAddresses).',
      'http://10.0.0.1 是内网或本机地址。请在“设置 → 模型”中允许内网地址，或设置 SAGACITY_LLM_ALLOW_PRIVATE_ADDRESSES=true（llm.allowPrivateAddresses）。',
    ],
    [
      'v/m did not answer as "market" in the form asked for, twice: the text has no part under the heading "## section:market"; there is no ```json block at the end; decision.stop needs ids of facts that are prices; "a.b" is no fact. Choose a more capable model.',
      'v/m 两次都没有按要求的格式以“market”的身份回答：正文缺少标题“## section:market”下的部分；末尾没有 ```json 块；decision.stop 需要价格类事实的 id，“a.b”不是事实。请选择能力更强的模型。',
    ],
    [
      'Nothing was imported for US:AAPL: 2 faults, the first in bars line 3: high "9" is below the low of 10. Correct the file and import it again.',
      'US:AAPL 没有导入任何数据：共 2 处错误，第一处在 bars 第 3 行：high "9" 低于最低价 10。请更正文件后重新导入。',
    ],
    [
      'Nothing was imported for US:AAPL: 1 fault, the first in bars line 3: date "x" is negative. Correct the file and import it again.',
      'US:AAPL 没有导入任何数据：共 1 处错误，第一处在 bars 第 3 行：date "x" 是负数。请更正文件后重新导入。',
    ],
  ])('the failure %j is %j', (message, chinese) => {
    expect(sayFailure(message, 'zh')).toBe(chinese);
    expect(sayFailure(message, 'en')).toBe(message);
  });

  it.each([
    ['SMA(20) of close', '收盘价的 SMA(20)', 'SMA(20) of close'],
    ['close / close[5] - 1', '收盘价 / 收盘价[5] - 1', 'close / close[5] - 1'],
    ['market.close - 3 x market.atr14', '收盘价 - 3 × ATR(14)', 'close - 3 × ATR(14)'],
    ['net income TTM / equity', '净利润 TTM / 净资产', 'net income TTM / equity'],
    ['sd(log returns, 20) * sqrt(250)', '标准差(对数收益率, 20) * √(250)', 'sd(log returns, 20) * sqrt(250)'],
  ])('the formula %j is %j', (formula, chinese, english) => {
    expect(sayFormula(formula, 'zh')).toBe(chinese);
    expect(sayFormula(formula, 'en')).toBe(english);
  });

  it.each([
    ['takes up to 4 runs at a time', '最多同时执行 4 项研究'],
    ['another process leads', '由另一个进程主持'],
    ['12 MB left in /data; make room', '/data 只剩 12 MB；请腾出空间'],
    ['events: Redis does not answer (ECONNREFUSED)', 'events：Redis 没有回答（ECONNREFUSED）'],
    ['ENOSPC: no space left on device; 1 line lost', 'ENOSPC: no space left on device；丢失 1 行'],
    ['disk I/O error', 'disk I/O error'],
  ])('the health %j is %j', (detail, chinese) => {
    expect(sayHealth(detail, 'zh')).toBe(chinese);
    expect(sayHealth(detail, 'en')).toBe(detail);
  });
});
