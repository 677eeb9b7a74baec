/** Lines that differ, `-` of the old and `+` of the new text, with two lines around each; empty when there is no difference. */
export function diffLines(before: string, after: string, around = 2): string[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  // common[i][j]: length of the longest common subsequence of a from i on and b from j on
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] =
        a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const lines: string[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`  ${a[i]}`);
      i++;
      j++;
    } else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!))
      lines.push(`- ${a[i++]}`);
    else lines.push(`+ ${b[j++]}`);
  }
  const isChange = (line: string | undefined) => line !== undefined && !line.startsWith('  ');
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(isChange);
  return lines.flatMap((line, index) =>
    isNear(index) ? [line] : !isNear(index + 1) && isNear(index - 1) ? ['  …'] : [],
  );
}
