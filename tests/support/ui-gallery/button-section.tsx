import { Copy, Ellipsis, Film, Grid2x2, List, Pencil, Play, Plus, Square, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../src/renderer/ui/button.tsx';
import { Chip } from '../../../src/renderer/ui/chip.tsx';
import { ContextMenu } from '../../../src/renderer/ui/context-menu.tsx';
import { IconButton } from '../../../src/renderer/ui/icon-button.tsx';
import { Kbd } from '../../../src/renderer/ui/kbd.tsx';
import type { MenuEntry } from '../../../src/renderer/ui/menu-entries.tsx';
import { Menu } from '../../../src/renderer/ui/menu.tsx';
import { Popover } from '../../../src/renderer/ui/popover.tsx';
import { SegmentedControl } from '../../../src/renderer/ui/radio-group.tsx';
import { Tabs } from '../../../src/renderer/ui/tabs.tsx';
import { Toolbar, ToolbarButton, ToolbarLine } from '../../../src/renderer/ui/toolbar.tsx';
import { Row, Section } from './section.tsx';
import type { Words } from './words.ts';

/** Buttons, menus, chips, tabs. */
export function ButtonSection({ w }: { w: Words }) {
  const [view, setView] = useState('grid');
  const [tab, setTab] = useState('a');
  const [sort, setSort] = useState('new');
  const [names, setNames] = useState(true);
  const [pressed, setPressed] = useState(true);
  const entries: MenuEntry[] = [
    { kind: 'action', id: 'dup', label: w.duplicate, icon: Copy, keys: 'Ctrl+D', onSelect: () => undefined },
    {
      kind: 'action',
      id: 'ren',
      label: w.rename,
      icon: Pencil,
      isDisabled: true,
      secondary: w.why,
      onSelect: () => undefined,
    },
    { kind: 'line', id: 'l1' },
    {
      kind: 'sub',
      id: 'sub',
      label: w.moveTo,
      icon: Film,
      entries: [{ kind: 'action', id: 's1', label: `${w.scene} 1`, onSelect: () => undefined }],
    },
    { kind: 'check', id: 'names', label: w.showNames, isChecked: names, onChange: setNames },
    {
      kind: 'choice',
      id: 'sort',
      label: w.sort,
      value: sort,
      onChange: setSort,
      options: [
        { value: 'new', label: w.newest },
        { value: 'name', label: w.byName },
      ],
    },
    { kind: 'line', id: 'l2' },
    { kind: 'action', id: 'gen', label: w.generate, price: '≈ $0.42', onSelect: () => undefined },
    {
      kind: 'action',
      id: 'del',
      label: w.delete,
      icon: Trash2,
      keys: 'Del',
      isDanger: true,
      onSelect: () => undefined,
    },
  ];
  return (
    <Section title={w.buttons}>
      <Row>
        <Button tone="primary" price="≈ $0.42">
          {w.generate}
        </Button>
        <Button icon={Plus}>{w.newProject}</Button>
        <Button tone="quiet">{w.cancel}</Button>
        <Button tone="danger" icon={Trash2}>
          {w.delete}
        </Button>
      </Row>
      <Row>
        <Button tone="primary" isBusy>
          {w.save}
        </Button>
        <Button isBusy>{w.save}</Button>
        <Button tone="primary" disabled>
          {w.save}
        </Button>
        <Button disabled>{w.save}</Button>
        <Button size="small">{w.copy}</Button>
        <Button size="large">{w.cancel}</Button>
      </Row>
      <Row>
        <IconButton label={w.play} icon={Play} keys="Space" />
        <IconButton label={w.grid} icon={Grid2x2} isPressed={pressed} onClick={() => setPressed(!pressed)} />
        <IconButton label={w.list} icon={List} tone="default" />
        <IconButton label={w.remove} icon={Trash2} disabled />
        <Menu trigger={<IconButton label={w.more} icon={Ellipsis} />} entries={entries} />
        <Menu trigger={<Button>{w.more}</Button>} entries={entries} />
        <Popover trigger={<Button>{w.estimate}</Button>} title={w.estimate}>
          <p className="text-text-2">{w.finalHint}</p>
        </Popover>
        <Kbd keys="Ctrl+K" />
      </Row>
      <Row>
        <SegmentedControl
          label={w.lists}
          value={view}
          onChange={setView}
          options={[
            { value: 'grid', label: w.grid, icon: Grid2x2 },
            { value: 'list', label: w.list, icon: List },
            { value: 'one', label: w.single, icon: Square },
          ]}
        />
        <Toolbar label={w.tools}>
          <ToolbarButton label={w.play} icon={Play} />
          <ToolbarButton label={w.duplicate} icon={Copy} />
          <ToolbarLine />
          <ToolbarButton label={w.delete} icon={Trash2} disabled />
        </Toolbar>
      </Row>
      <Row>
        <Chip label={w.approved} isPressed={pressed} onPress={() => setPressed(!pressed)} />
        <Chip label={w.draft} isPressed={false} onPress={() => undefined} />
        <Chip label={w.client} icon={Film} removeLabel={w.remove} onRemove={() => undefined} />
      </Row>
      <Tabs
        label={w.details}
        value={tab}
        onChange={setTab}
        items={[
          { value: 'a', label: w.details, content: <p>{w.storyText}</p> },
          { value: 'b', label: w.history, note: '12', content: <p>{w.hint}</p> },
          { value: 'c', label: w.log, isDisabled: true, content: null },
        ]}
      />
      <ContextMenu entries={entries} className="rounded-card border border-dashed border-control p-3">
        <button type="button" className="min-h-6 rounded-control px-1 text-left text-base">
          {w.more} (Shift+F10)
        </button>
      </ContextMenu>
    </Section>
  );
}
