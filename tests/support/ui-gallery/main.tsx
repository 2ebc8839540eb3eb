import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAppearance } from '../../../src/renderer/lib/appearance.ts';
import type { AppearanceSettings } from '../../../src/renderer/lib/appearance.ts';
import { createFormatters } from '../../../src/renderer/lib/formatters.ts';
import { UiRoot } from '../../../src/renderer/ui/ui-root.tsx';
import { Gallery } from './gallery.tsx';
import './gallery.css';

const query = new URLSearchParams(location.search);
const language = query.get('lang') === 'th' ? 'th' : 'en';
createAppearance(document.documentElement, (media) => window.matchMedia(media), {
  theme: (query.get('theme') ?? 'dark') as AppearanceSettings['theme'],
  density: (query.get('density') ?? 'default') as AppearanceSettings['density'],
  motion: 'system',
  uiScale: Number(query.get('scale') ?? 1),
  language,
});
document.title = 'Interface kit';

const root = document.getElementById('root');
if (!root) throw new Error('no root');
createRoot(root).render(
  <StrictMode>
    <UiRoot formatters={createFormatters({ language, timeZone: 'Asia/Bangkok' })}>
      <Gallery language={language} open={query.get('open') ?? ''} />
    </UiRoot>
  </StrictMode>,
);
