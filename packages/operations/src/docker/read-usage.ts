import { z } from 'zod';
import { askDocker } from './ask-docker.ts';

const rowSchema = z.object({ ID: z.string(), CPUPerc: z.string(), MemUsage: z.string() });
const units: Readonly<Record<string, number>> = {
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
};

export interface Usage {
  /** 100 is one whole processor. */
  readonly cpuPct: number;
  readonly memoryBytes: number;
}

/** `3.586MiB` in bytes; null for a text that is none. */
export function parseBytes(text: string): number | null {
  const [, amount, unit] = /^([\d.]+)\s*([A-Za-z]+)$/.exec(text.trim()) ?? [];
  const factor = units[unit ?? ''];
  return amount === undefined || factor === undefined ? null : Math.round(Number(amount) * factor);
}

/** Lines of `docker stats --format '{{json .}}'`, by the first twelve characters of the container's id. */
export function parseUsage(text: string): Map<string, Usage> {
  const usage = new Map<string, Usage>();
  for (const line of text.split('\n').filter(Boolean)) {
    const { ID, CPUPerc, MemUsage } = rowSchema.parse(JSON.parse(line));
    const cpuPct = Number(CPUPerc.replace('%', ''));
    const memoryBytes = parseBytes(MemUsage.split('/')[0] ?? '');
    if (memoryBytes !== null && Number.isFinite(cpuPct)) usage.set(ID.slice(0, 12), { cpuPct, memoryBytes });
  }
  return usage;
}

export const readUsage = async (ids: readonly string[]): Promise<Map<string, Usage>> =>
  ids.length === 0
    ? new Map()
    : parseUsage(await askDocker(['stats', '--no-stream', '--format', '{{json .}}', ...ids]));
