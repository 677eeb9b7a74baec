import { wholeTree } from '@sagacity/features/config';
import { defaultNginxSettings, renderNginx } from '@sagacity/operations/nginx/render-nginx';
import { renderConfigReference, renderEnvExample } from '@sagacity/platform/config/index';
import { renderRulesReference } from '@sagacity/research';
import { renderGroundingReference } from '@sagacity/research/grounding/index';
import { renderAuditReference } from './render-audit-reference.ts';
import { renderErrorReference } from './render-error-reference.ts';
import { renderRouteReference } from './render-route-reference.ts';

/** Every committed file that is written by the program, and who writes it. */
export const generatedFiles: ReadonlyArray<{ readonly path: string; readonly render: () => string }> = [
  { path: '.env.example', render: () => renderEnvExample(wholeTree) },
  { path: 'docs/reference/config.md', render: () => renderConfigReference(wholeTree) },
  { path: 'docs/reference/errors.md', render: renderErrorReference },
  { path: 'docs/reference/routes.md', render: renderRouteReference },
  { path: 'docs/reference/audit.md', render: renderAuditReference },
  { path: 'docs/reference/rules-engine.md', render: renderRulesReference },
  { path: 'docs/reference/grounding.md', render: renderGroundingReference },
  { path: 'nginx/nginx.conf', render: () => renderNginx(defaultNginxSettings) },
];
