import type { Currency, Language } from '@sagacity/contracts/facts';

const locale = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-US');
const minus = (text: string): string => text.replace('-', '−');

export function formatNumber(value: number, digits: number, language: Language): string {
  const text = value.toLocaleString(locale(language), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return minus(text);
}

/** With its sign, so that colour is never the only carrier: `+1.20 %`. */
export function formatChangePct(pct: number, language: Language): string {
  const text = formatNumber(Math.abs(pct), 2, language);
  const isZero = Number(pct.toFixed(2)) === 0;
  return `${isZero ? '' : pct > 0 ? '+' : '−'}${text}%`;
}

const scales = {
  zh: [
    { from: 1e12, name: '万亿' },
    { from: 1e8, name: '亿' },
    { from: 1e4, name: '万' },
  ],
  en: [
    { from: 1e12, name: 'tn' },
    { from: 1e9, name: 'bn' },
    { from: 1e6, name: 'm' },
    { from: 1e3, name: 'k' },
  ],
} satisfies Record<Language, { from: number; name: string }[]>;

/** `1.23bn`, `12.3亿`; three significant digits above the smallest scale, whole below it. */
export function formatCompact(value: number, language: Language): string {
  const size = Math.abs(value);
  const scale = scales[language].find((row) => size >= row.from);
  if (scale === undefined) return formatNumber(value, Number.isInteger(value) ? 0 : 2, language);
  const scaled = value / scale.from;
  const digits = Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 ? 1 : 2;
  return `${formatNumber(scaled, digits, language)}${scale.name}`;
}

/** USD as models bill it: cents do not suffice for one call. */
export function formatCost(usd: number): string {
  if (usd === 0) return '$0.00';
  return usd < 0.1 ? `$${usd.toFixed(4)}` : `$${usd.toFixed(2)}`;
}

/** `XTS` is the currency of simulated instruments and says so in words elsewhere. */
export function formatPrice(price: number, digits: number, currency: Currency, language: Language): string {
  return `${formatNumber(price, digits, language)} ${currency}`;
}
