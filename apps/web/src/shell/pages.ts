import { DataLine, Document, EditPen, House, Setting, Upload } from '@element-plus/icons-vue';
import type { Role } from '@sagacity/contracts/accounts';
import type { Component } from 'vue';

interface Page {
  path: string;
  name: string;
  /** Key in the `title` texts. */
  title: string;
  load: () => Promise<{ default: Component }>;
  /** In the rail when set. */
  icon?: Component;
  /** Rail entry that is lit while this page is open. */
  under?: string;
  role?: Role;
}

/** Every page inside the shell: one line adds it to router, rail, bottom bar and search. */
export const pages = [
  {
    path: '/',
    name: 'home',
    title: 'home',
    icon: House,
    load: () => import('../pages/home/HomePage.vue'),
  },
  {
    path: '/research',
    name: 'new-research',
    title: 'newResearch',
    icon: EditPen,
    role: 'researcher',
    load: () => import('../pages/new-research/NewResearchPage.vue'),
  },
  {
    path: '/runs',
    name: 'runs',
    title: 'runs',
    icon: Document,
    load: () => import('../pages/runs/RunsPage.vue'),
  },
  {
    path: '/runs/:id',
    name: 'run',
    title: 'run',
    under: 'runs',
    load: () => import('../pages/run/RunPage.vue'),
  },
  {
    path: '/runs/:id/report',
    name: 'report',
    title: 'report',
    under: 'runs',
    load: () => import('../pages/report/ReportPage.vue'),
  },
  {
    path: '/instruments',
    name: 'instruments',
    title: 'instruments',
    icon: DataLine,
    load: () => import('../pages/instruments/InstrumentsPage.vue'),
  },
  {
    path: '/instruments/:instrument',
    name: 'instrument',
    title: 'instrument',
    under: 'instruments',
    load: () => import('../pages/instrument/InstrumentPage.vue'),
  },
  {
    path: '/import',
    name: 'import',
    title: 'import',
    icon: Upload,
    role: 'researcher',
    load: () => import('../pages/import/ImportPage.vue'),
  },
  {
    path: '/settings/:tab?',
    name: 'settings',
    title: 'settings',
    icon: Setting,
    load: () => import('../pages/settings/SettingsPage.vue'),
  },
] as const satisfies Page[];
export type RailPage = Page & { icon: Component };

export const railPages: RailPage[] = (pages as readonly Page[]).filter(
  (page): page is RailPage => page.icon !== undefined,
);
export const railOf = (name: unknown): string | undefined => {
  const page = (pages as readonly Page[]).find((candidate) => candidate.name === name);
  return page?.under ?? page?.name;
};
