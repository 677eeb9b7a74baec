import { findRefusal } from '../find-refusal.ts';
import { findCertificateFaults } from '../init/plan-certificate.ts';
import { layout } from '../layout.ts';
import { type Check, fault, ok } from './check.ts';

/** Whether nginx, when it runs, has taken the configuration and the certificate that are there. */
export const edgeCheck: Check = {
  name: 'edge',
  run: ({ dir, isSetUp, containers, settings }) => {
    if (!isSetUp || !containers.some(({ service, state }) => service === 'nginx' && state === 'running'))
      return [];
    const refusal = findRefusal(dir);
    if (refusal === null) return [ok('nginx serves the configuration and the certificate that are there')];
    const isOurs =
      settings.TLS_MODE === 'self-signed' && findCertificateFaults(dir, settings, Date.now()).length > 0;
    return [
      {
        ...fault(
          `nginx serves its last good copy, not ${layout.nginx} and ${layout.tls}: ${refusal}`,
          'sagacity deploy init writes both anew; it takes them by itself',
        ),
        ...(isOurs && { mendedBy: 'up' as const }),
      },
    ];
  },
};
