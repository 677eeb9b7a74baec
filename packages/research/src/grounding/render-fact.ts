import type { Currency, Fact, Language } from '@sagacity/contracts/facts';

const scales = {
  zh: [
    [1e12, '万亿'],
    [1e8, '亿'],
    [1e4, '万'],
  ],
  en: [
    [1e12, 'tn'],
    [1e9, 'bn'],
    [1e6, 'm'],
  ],
} as const satisfies Record<Language, readonly (readonly [number, string])[]>;

const zhCurrency: Record<Currency, string> = { CNY: '元', HKD: '港元', USD: '美元', XTS: ' XTS' };
const enCurrency: Record<Currency, string> = { CNY: 'CN¥', HKD: 'HK$', USD: '$', XTS: 'XTS ' };

/** `1,234.50`: thousands separators, exactly `digits` decimals, never `-0`. */
export function formatNumber(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  const dot = text.indexOf('.');
  const whole = (dot < 0 ? text : text.slice(0, dot)).replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && Number(text) !== 0 ? '-' : '';
  return sign + whole + (dot < 0 ? '' : text.slice(dot));
}

/** Amounts in 亿/万 or bn/m with two decimals; below the smallest scale as they are. */
function scaled(value: number, digits: number, language: Language): string {
  const scale = scales[language].find(([size]) => Math.abs(value) >= size);
  return scale ? formatNumber(value / scale[0], 2) + scale[1] : formatNumber(value, digits);
}

function withCurrency(number: string, currency: Currency | undefined, language: Language): string {
  if (!currency) return number;
  if (language === 'zh') return number + zhCurrency[currency];
  return number.startsWith('-')
    ? `-${enCurrency[currency]}${number.slice(1)}`
    : enCurrency[currency] + number;
}

/**
 * A fact as a reader sees it: unit, scale, separators and rounding of the language. Percent facts hold 12.3 for 12.3 %; prices keep
 * the fact's digits; money and shares are scaled (`1,570.62亿元`, `$157.06bn`).
 */
export function renderFact(fact: Fact, language: Language): string {
  const { value, digits, unit, currency } = fact;
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'price':
      return withCurrency(formatNumber(value, digits), currency, language);
    case 'money':
      return withCurrency(scaled(value, digits, language), currency, language);
    case 'percent':
      return `${formatNumber(value, digits)}%`;
    case 'ratio':
      return formatNumber(value, digits) + (language === 'zh' ? '倍' : 'x');
    case 'shares':
      return scaled(value, digits, language) + (language === 'zh' ? '股' : ' shares');
    case 'days':
      return formatNumber(value, digits) + (language === 'zh' ? '天' : value === 1 ? ' day' : ' days');
    default:
      return formatNumber(value, digits);
  }
}
