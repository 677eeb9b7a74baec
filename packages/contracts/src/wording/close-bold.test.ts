import { describe, expect, it } from 'vitest';
import { closeBold } from './close-bold.ts';

describe('closeBold', () => {
  it.each([
    ['**方向：买入。**在理想价', '**方向：买入**。在理想价'],
    ['> **本报告不评级。**以下', '> **本报告不评级**。以下'],
    ['评级为**[[n:1]]**，价格', '评级为 **[[n:1]]**，价格'],
    ['升至**[[n:1]]**后', '升至 **[[n:1]]** 后'],
    ['称为**“龙头”**的', '称为 **“龙头”** 的'],
    ['**A.**b and **c.**d', '**A**.b and **c**.d'],
  ])('parts the marks of %j from the letters outside', (text, expected) => {
    expect(closeBold(text)).toBe(expected);
    expect(closeBold(expected)).toBe(expected);
  });

  it.each([
    '**Side: buy.** Build in parts',
    '属于**高**，接近',
    '**依据**：趋势',
    '- **趋势**（均线）',
    'one ** alone',
    '**a** and ** alone',
    'a\\**b。**c',
    '2 ***x。***y',
    '****',
    '',
  ])('leaves %j as it is', (text) => {
    expect(closeBold(text)).toBe(text);
  });
});
