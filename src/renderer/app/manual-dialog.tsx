import { lexer } from 'marked';
import type { Token, Tokens } from 'marked';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';

/** The manual of the repository, read inside the window: as tokens, never as HTML. */
const TEXTS: Record<'en' | 'th', () => Promise<{ default: string }>> = {
  en: () => import('../../../docs/manual/en.md?raw'),
  th: () => import('../../../docs/manual/th.md?raw'),
};
const PICTURES = import.meta.glob<string>('../../../docs/manual/images/*.{png,jpg,webp}', {
  query: '?url',
  import: 'default',
});

export function ManualDialog({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { t } = useWorkspace();
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('shell.manual')}
      closeLabel={t('shell.close')}
      size="large"
    >
      {isOpen && <ManualText />}
    </Dialog>
  );
}

function ManualText() {
  const { language } = useWorkspace();
  const [text, setText] = useState('');
  useEffect(() => {
    let isOver = false;
    void TEXTS[language]().then((module) => {
      if (!isOver) setText(module.default);
    });
    return () => {
      isOver = true;
    };
  }, [language]);
  const tokens = useMemo(() => lexer(text), [text]);
  return (
    <article lang={language} className="flex max-w-180 flex-col gap-3 text-body" aria-busy={text === ''}>
      <Blocks tokens={tokens} />
    </article>
  );
}

function Blocks({ tokens }: { tokens: readonly Token[] }) {
  return tokens.map((token, at) => <Block key={at} token={token} />);
}

function Block({ token }: { token: Token }): ReactNode {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading;
      // The dialog's title is the first heading of the text.
      if (depth === 1) return null;
      return depth === 2 ? (
        <h3 className="mt-3 text-title-s">{inline(tokens)}</h3>
      ) : (
        <h4 className="mt-1 font-medium">{inline(tokens)}</h4>
      );
    }
    case 'paragraph':
      return <p>{inline((token as Tokens.Paragraph).tokens)}</p>;
    case 'text':
      return <span>{inline((token as Tokens.Text).tokens ?? [token])}</span>;
    case 'blockquote':
      return (
        <blockquote className="border-l-2 border-accent pl-3 text-text-2">
          <Blocks tokens={(token as Tokens.Blockquote).tokens} />
        </blockquote>
      );
    case 'code':
      return (
        <pre tabIndex={0} className="overflow-x-auto rounded-card bg-raised p-3 font-mono text-small">
          {(token as Tokens.Code).text}
        </pre>
      );
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      const List = ordered ? 'ol' : 'ul';
      return (
        <List className={ordered ? 'list-decimal pl-6' : 'list-disc pl-6'}>
          {items.map((item, at) => (
            <li key={at}>
              <Blocks tokens={item.tokens} />
            </li>
          ))}
        </List>
      );
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return (
        <div className="overflow-x-auto" tabIndex={0} role="group">
          <table className="w-full text-left text-base">
            <thead>
              <tr>
                {header.map((cell, at) => (
                  <th key={at} scope="col" className="border-b border-line py-1 pr-4 font-medium">
                    {inline(cell.tokens)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, column) => (
                    <td key={column} className="border-b border-line py-1 pr-4 align-top">
                      {inline(cell.tokens)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    }
    default:
      return null;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const plain = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);

function inline(tokens: readonly Token[]): ReactNode {
  return tokens.map((token, at) => {
    switch (token.type) {
      case 'strong':
        return <strong key={at}>{inline((token as Tokens.Strong).tokens)}</strong>;
      case 'em':
        return <em key={at}>{inline((token as Tokens.Em).tokens)}</em>;
      case 'codespan':
        return (
          <code key={at} className="rounded-chip bg-raised px-1 font-mono text-small">
            {plain((token as Tokens.Codespan).text)}
          </code>
        );
      case 'br':
        return <br key={at} />;
      case 'image':
        return <ManualPicture key={at} name={(token as Tokens.Image).href} alt={(token as Tokens.Image).text} />;
      case 'link':
        // Other pages of the repository are not in the app; their words stay.
        return <span key={at}>{inline((token as Tokens.Link).tokens)}</span>;
      default:
        return 'text' in token ? plain(String(token.text)) : null;
    }
  });
}

function ManualPicture({ name, alt }: { name: string; alt: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let isOver = false;
    const file = name.split('/').pop() ?? '';
    const load = PICTURES[`../../../docs/manual/images/${file}`];
    void load?.().then((found) => {
      if (!isOver) setUrl(found);
    });
    return () => {
      isOver = true;
    };
  }, [name]);
  return url === undefined ? null : (
    <img src={url} alt={alt} className="my-2 max-w-full rounded-card border border-line" />
  );
}
