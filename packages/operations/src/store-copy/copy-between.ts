import { findMark } from '@sagacity/features/copies/index';
import { entities as all } from '@sagacity/features/declared';
import { AppError } from '@sagacity/kernel';
import type { KeyCheck } from './check-keys.ts';
import { countOpenRuns } from './check-source.ts';
import { type Compared, compareEnds, namesOfUnequal } from './compare-ends.ts';
import { copyBars } from './copy-bars.ts';
import { copyDocuments } from './copy-documents.ts';
import { otherData, putMark, targetState } from './copy-mark.ts';
import type { CopyReport, CopyStoreOptions } from './copy-options.ts';
import { type Holding, isEmpty, listHoldings } from './list-holdings.ts';
import type { End } from './open-end.ts';
import { refuseSamePlace } from './refuse-same-place.ts';

type BetweenOptions = CopyStoreOptions & { readonly holdings: readonly Holding[]; readonly keys: KeyCheck };

/** The copy between two opened stores; the source's holdings are known. */
export async function copyBetween(source: End, target: End, options: BetweenOptions): Promise<CopyReport> {
  const { clock, keys, holdings, onProgress = () => undefined } = options;
  const startedMs = clock.elapsed();
  const total = (name: string) => holdings.find((holding) => holding.name === name)?.count ?? 0;
  const compare = () =>
    compareEnds({
      source,
      target,
      entities: all,
      clock,
      onProgress: (name) => onProgress({ phase: 'verify', name, done: 0, total: total(name) }),
    });
  const finish = async (
    outcome: CopyReport['outcome'],
    written: Record<string, number>,
    compared: Compared[],
  ) => ({
    from: source.name,
    to: target.name,
    outcome,
    written,
    compared,
    keys,
    openRuns: await countOpenRuns(source.store),
    seconds: (clock.elapsed() - startedMs) / 1_000,
  });

  if (target.inUse)
    throw new AppError('CONFLICT', `store copy: another process has ${target.name} open; stop it first`);
  await refuseSamePlace(source, target);
  const held = await listHoldings(target, all);
  const mark = await findMark(target.store);
  const state = targetState(mark, source.name, isEmpty(held));
  if (state === 'other-data' && !options.overwrite)
    throw otherData(
      target.name,
      held.filter(({ count }) => count > 0).map(({ name, count }) => `${name} ${count}`),
    );
  if (state === 'finished' && !options.overwrite) {
    const compared = await compare();
    if (namesOfUnequal(compared).length === 0) return finish('equal', {}, compared);
    throw changedSince(source, target, namesOfUnequal(compared));
  }

  const startedAt = state === 'unfinished' && mark ? mark.startedAt : new Date(clock.now());
  await putMark(target.store, { source: source.name, startedAt, finishedAt: null });
  const written: Record<string, number> = {};
  for (const entity of all)
    written[entity.name] = await copyDocuments({
      source: source.store,
      target: target.store,
      entity,
      onProgress: (done) => onProgress({ phase: 'copy', name: entity.name, done, total: total(entity.name) }),
    });
  written.bars = await copyBars({
    source: source.bars,
    target: target.bars,
    onProgress: (done) => onProgress({ phase: 'copy', name: 'bars', done, total: total('bars') }),
  });

  const compared = await compare();
  const unequal = namesOfUnequal(compared);
  if (unequal.length > 0) throw changedMeanwhile(source, target, unequal);
  if (options.live && source.inUse !== false) return finish('ahead', written, compared);
  await putMark(target.store, { source: source.name, startedAt, finishedAt: new Date(clock.now()) });
  return finish('copied', written, compared);
}

const changedSince = (source: End, target: End, collections: readonly string[]) =>
  new AppError(
    'CONFLICT',
    `store copy: ${target.name} was copied from ${source.name} before, and they differ now; nothing was changed. Pass --overwrite to replace the target, which loses what was written there since`,
    { collections },
  );

const changedMeanwhile = (source: End, target: End, collections: readonly string[]) =>
  new AppError(
    'CONFLICT',
    `store copy: source and target differ after copying, so one was changed meanwhile. Stop what uses ${source.name} or ${target.name} and run the same command again; it copies what differs`,
    { collections },
  );
