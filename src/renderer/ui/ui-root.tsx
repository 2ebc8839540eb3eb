import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';
import type { Formatters } from '../lib/formatters.ts';
import { FormattersContext } from '../lib/use-formatters.ts';
import { LiveRegion } from './live-region.tsx';

/** What every part of the kit needs around it: no injected styles, tooltip timing, formatters, the live region. */
export function UiRoot({ formatters, children }: { formatters: Formatters; children: ReactNode }) {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500} timeout={300}>
        <FormattersContext value={formatters}>
          <LiveRegion>{children}</LiveRegion>
        </FormattersContext>
      </Tooltip.Provider>
    </CSPProvider>
  );
}
