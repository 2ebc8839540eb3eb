import { useState } from 'react';
import { COMMANDS } from '../../shared/commands/all-commands.ts';
import { formatKeys, keysOn } from '../../shared/commands/keys.ts';
import { containsQuery } from '../lib/rank.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { MENU_ORDER } from './use-app-menu.ts';

/** Every command with its keys, to look through: `?`. */
export function ShortcutSheet({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { t } = useWorkspace();
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('shell.shortcuts')}
      closeLabel={t('shell.close')}
      size="large"
    >
      {isOpen && <SheetBody />}
    </Dialog>
  );
}

function SheetBody() {
  const { t, platform } = useWorkspace();
  const [query, setQuery] = useState('');
  const groups = MENU_ORDER.map((menu) => ({
    menu,
    rows: COMMANDS.filter((row) => row.menu === menu)
      .map((row) => ({
        id: row.id,
        title: t(row.titleKey),
        keys: keysOn(row.keys, platform).map((keys) => formatKeys(keys, platform)),
        words: [...row.keywords.en, ...row.keywords.th].join(' '),
      }))
      .filter(({ title, keys, words }) => containsQuery(`${title} ${keys.join(' ')} ${words}`, query)),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <div className="flex flex-col gap-3">
      <SearchField
        label={t('shell.shortcuts-search')}
        clearLabel={t('shell.close')}
        value={query}
        onChange={setQuery}
      />
      {groups.length === 0 && <p className="py-6 text-center text-text-2">{t('shell.shortcuts-empty')}</p>}
      <div className="gap-6 sm:columns-2">
        {groups.map(({ menu, rows }) => (
          <section key={menu} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-small font-medium text-text-3">{t(`shell.menu-${menu}`)}</h3>
            <dl className="flex flex-col">
              {rows.map(({ id, title, keys }) => (
                <div key={id} className="flex min-h-7 items-center gap-3 border-b border-line/60 py-0.5">
                  <dt className="min-w-0 grow">{title}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keys.length === 0 ? (
                      <span className="text-small text-text-3">{t('shell.shortcuts-none')}</span>
                    ) : (
                      keys.map((each) => <Kbd key={each} keys={each} />)
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </div>
  );
}
