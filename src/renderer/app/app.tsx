import { useEffect, useMemo } from 'react';
import { createTranslate } from '../../shared/i18n/translate.ts';
import '../ui/fonts.css';
import '../ui/tokens.css';
import './page.css';
import { useTheme } from './use-theme.ts';
import { LibraryScreen } from './library-screen.tsx';
import { useConnection } from './use-connection.ts';

const languageOf = (list: readonly string[]) => (list[0]?.toLowerCase().startsWith('th') === true ? 'th' : 'en');

/** The whole page: one header, one connection, one screen. */
export function App() {
  const language = languageOf(navigator.languages);
  const t = useMemo(() => createTranslate(language), [language]);
  const connection = useConnection();
  useTheme();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const isOpen = connection.kind === 'open';
  return (
    <>
      <header className="top">
        <h1>{t('ui.title')}</h1>
        <p className="connection" data-open={isOpen} role="status">
          {isOpen ? t('ui.connected') : connection.kind === 'lost' ? t('ui.reconnecting') : ''}
        </p>
      </header>
      {connection.kind === 'open' ? <LibraryScreen api={connection.api} t={t} /> : null}
      {connection.kind === 'connecting' ? <p className="empty-state">{t('ui.connecting')}</p> : null}
      {connection.kind === 'no-token' ? (
        <p className="empty-state" role="alert">
          {t('ui.no-token')}
        </p>
      ) : null}
    </>
  );
}
