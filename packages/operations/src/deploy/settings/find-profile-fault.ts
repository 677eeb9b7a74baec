import { hasProfile } from './apply-flags.ts';
import type { Settings } from './settings-table.ts';

/**
 * Why this installation cannot have, or lack, the profile ha; null when it can. A set of three cannot elect without the other two, and
 * the engines' addresses need a network of their own, so data that is there stays with the profile it was made with.
 */
export function findProfileFault(settings: Settings, volumes: readonly string[]): string | null {
  const project = settings.COMPOSE_PROJECT_NAME;
  const isThere = (name: string) => volumes.includes(`${project}_${name}`);
  const isOfThree = isThere('mongodb_2_data');
  const isHa = hasProfile(settings, 'ha');
  if (!isThere('mongodb_data') || isOfThree === isHa) return null;
  return `the data of ${project} was made ${isOfThree ? 'with' : 'without'} the profile ha, which cannot be switched ${isHa ? 'on' : 'off'} under it`;
}

export const profileFix =
  'make a new installation in another directory (init --project NAME) and move the data with sagacity store copy; see docs/guide/move-to-production.md';
