import { ArrowDownToLine, Replace } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Badge } from '../../../src/renderer/ui/badge.tsx';
import { DropOverlay } from '../../../src/renderer/ui/drop-overlay.tsx';
import { Picture } from '../../../src/renderer/ui/picture.tsx';
import { Timecode } from '../../../src/renderer/ui/readouts.tsx';
import { ScrollArea } from '../../../src/renderer/ui/scroll-area.tsx';
import { SortableGrid } from '../../../src/renderer/ui/sortable-grid.tsx';
import { Splitter } from '../../../src/renderer/ui/splitter.tsx';
import { Tree } from '../../../src/renderer/ui/tree.tsx';
import { Viewport } from '../../../src/renderer/ui/viewport.tsx';
import { VirtualGrid } from '../../../src/renderer/ui/virtual-grid.tsx';
import { VirtualList } from '../../../src/renderer/ui/virtual-list.tsx';
import type { ViewState } from '../../../src/renderer/lib/viewport-math.ts';
import sample from './sample.svg';
import { Section } from './section.tsx';
import type { Words } from './words.ts';

interface Shot {
  id: string;
  name: string;
  frames: number;
}

/** Panels, tree, long lists, sortable cards, viewport, drop zones. */
export function ListSection({ w }: { w: Words }) {
  const shots = useMemo(
    () => Array.from({ length: 2000 }, (_, i): Shot => ({ id: `s${i}`, name: `${w.shot} ${i + 1}`, frames: 24 + i })),
    [w],
  );
  return (
    <Section title={w.structure}>
      <Panels w={w} />
      <LongLists w={w} shots={shots} />
      <Cards w={w} first={shots.slice(0, 6)} />
      <Picturing w={w} />
      <ScrollArea label={w.log} className="h-16 rounded-card border border-line">
        <p className="p-2 font-mono text-small">{Array.from({ length: 12 }, (_, i) => `line ${i} `).join('\n')}</p>
        <p className="p-2 text-body">{w.storyText}</p>
        <p className="p-2 text-body">{w.storyText}</p>
      </ScrollArea>
    </Section>
  );
}

function Panels({ w }: { w: Words }) {
  const [size, setSize] = useState(220);
  const [collapsed, setCollapsed] = useState(false);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(['1']));
  const [selected, setSelected] = useState<string | undefined>('1a');
  return (
    <div className="flex h-40 rounded-card border border-line">
      <div id="navigator" className="overflow-y-auto" style={{ width: collapsed ? 0 : size }} hidden={collapsed}>
        <Tree
          label={w.navigator}
          nodes={[
            {
              id: '1',
              label: `${w.scene} 1`,
              children: [
                { id: '1a', label: `${w.shot} 1` },
                { id: '1b', label: `${w.shot} 2` },
              ],
            },
            { id: '2', label: `${w.scene} 2`, children: [{ id: '2a', label: `${w.shot} 3` }] },
          ]}
          expandedIds={open}
          onExpand={(id, isOpen) =>
            setOpen(isOpen ? new Set([...open, id]) : new Set([...open].filter((x) => x !== id)))
          }
          selectedId={selected}
          onSelect={setSelected}
          renderEnd={(node) => node.children?.length}
        />
      </div>
      <Splitter
        label={w.splitter}
        controls="navigator"
        axis="x"
        minPx={160}
        maxPx={320}
        defaultPx={220}
        sizePx={size}
        isCollapsed={collapsed}
        onSize={setSize}
        onCollapse={setCollapsed}
      />
      <p className="min-w-0 grow p-3 text-text-2">{w.storyText}</p>
    </div>
  );
}

function LongLists({ w, shots }: { w: Words; shots: readonly Shot[] }) {
  const [row, setRow] = useState(1);
  const [card, setCard] = useState(0);
  return (
    <div className="grid grid-cols-2 gap-3">
      <VirtualList
        label={w.jobs}
        items={shots}
        getId={(shot) => shot.id}
        rowHeightPx={32}
        activeIndex={row}
        isSelected={(shot) => shot.id === `s${row}`}
        onActivate={setRow}
        className="h-50 rounded-card border border-line"
        renderRow={(shot) => (
          <>
            <span className="grow">{shot.name}</span>
            <span className="text-text-3">
              <Timecode frames={shot.frames} fps={24} />
            </span>
          </>
        )}
      />
      <VirtualGrid
        label={w.frameTakes}
        items={shots}
        getId={(shot) => shot.id}
        getLabel={(shot) => shot.name}
        minCardPx={110}
        cardHeightPx={(width) => ((width - 10) * 9) / 16 + 34}
        activeIndex={card}
        isSelected={(shot) => shot.id === `s${card}`}
        onActivate={setCard}
        className="h-50 rounded-card border border-line"
        renderCard={(shot) => (
          <>
            <Picture src={sample} alt="" ratio={16 / 9} />
            <span className="truncate px-1 pt-1 text-small" title={shot.name}>
              {shot.name}
            </span>
          </>
        )}
      />
    </div>
  );
}

function Cards({ w, first }: { w: Words; first: readonly Shot[] }) {
  const [items, setItems] = useState(first);
  const words = useMemo(
    () => ({
      handle: (position: number) => `${w.moveShot} ${position}`,
      instructions: w.instructions,
      pickedUp: (position: number) => `${w.pickedUp} ${position}`,
      moved: (from: number, to: number) => `${w.shot} ${from} ${w.movedTo} ${to}`,
      cancelled: w.notMoved,
    }),
    [w],
  );
  return (
    <SortableGrid
      label={w.shots}
      items={items}
      getId={(shot) => shot.id}
      words={words}
      columns={3}
      className="grid grid-cols-3 gap-3"
      onMove={(from, to) => {
        const next = [...items];
        next.splice(to, 0, ...next.splice(from, 1));
        setItems(next);
      }}
      renderItem={(shot, { handle }) => (
        <div className="rounded-card border border-line bg-raised p-1">
          <Picture src={sample} alt={shot.name} ratio={16 / 9} />
          <div className="flex items-center justify-between gap-1 px-1 pt-1">
            <span className="truncate text-small" title={shot.name}>
              {shot.name}
            </span>
            <Badge tone="ok" label={w.approved} />
            {handle}
          </div>
        </div>
      )}
    />
  );
}

function Picturing({ w }: { w: Words }) {
  const [view, setView] = useState<ViewState>();
  return (
    <div className="grid grid-cols-2 gap-3">
      <div className="h-40">
        <Viewport label={w.viewer} picture={{ width: 640, height: 360 }} view={view} onView={setView}>
          <img src={sample} alt={`${w.shot} 1`} className="size-full" draggable={false} />
        </Viewport>
      </div>
      <div className="relative h-40">
        <DropOverlay
          label={w.drop}
          zones={[
            { id: 'insert', label: w.insert, icon: ArrowDownToLine },
            { id: 'replace', label: w.replace, hint: w.dropHint, icon: Replace },
          ]}
          onDrop={() => undefined}
        />
      </div>
    </div>
  );
}
