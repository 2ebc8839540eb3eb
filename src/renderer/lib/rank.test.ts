import { describe, expect, it } from 'vitest';
import { containsQuery, rankRows } from './rank.ts';

const titles = (rows: readonly { title: string }[]) => rows.map((row) => row.title);
const rows = (...names: string[]) => names.map((title) => ({ title }));

describe('ranking', () => {
  it('puts prefix before word start before substring before scattered letters', () => {
    const list = rows('s-x-p-o-r-t', 'Re-export all', 'Teleport', 'Port settings', 'Import');
    expect(titles(rankRows(list, 'port'))).toEqual([
      'Port settings',
      'Import',
      'Teleport',
      'Re-export all',
      's-x-p-o-r-t',
    ]);
    expect(titles(rankRows(rows('Snapshot', 'Big shot', 'Shot list'), 'shot'))).toEqual([
      'Shot list',
      'Big shot',
      'Snapshot',
    ]);
  });
  it('lets the exact key win and recency decide between equals', () => {
    const list = [{ title: 'Shot 1' }, { title: 'Shot 12', recency: 1 }, { title: 'Opening', exactKey: 'shot 1' }];
    expect(titles(rankRows(list, 'shot 1'))[0]).toBe('Opening');
    expect(titles(rankRows([{ title: 'Scene A' }, { title: 'Scene B', recency: 0.5 }], 'scene'))).toEqual([
      'Scene B',
      'Scene A',
    ]);
  });
  it('finds Thai inside a loan word and in decomposed text', () => {
    expect(titles(rankRows(rows('จากบรีฟถึงภาพยนตร์', 'เรือเก่า'), 'บรีฟ'))).toEqual(['จากบรีฟถึงภาพยนตร์']);
    expect(containsQuery('Cafe\u0301', 'café')).toBe(true);
    expect(containsQuery('บ\u200bรีฟ', 'บรีฟ')).toBe(true);
    expect(titles(rankRows(rows('กขคงจ'), 'กจ'))).toEqual([]);
  });
  it('searches keywords of both languages below titles', () => {
    const list = [{ title: 'Export', keywords: ['ส่งออก'] }, { title: 'ส่งออกไฟล์' }];
    expect(titles(rankRows(list, 'ส่งออก'))).toEqual(['Export', 'ส่งออกไฟล์']);
    expect(titles(rankRows(list, ''))).toEqual(['Export', 'ส่งออกไฟล์']);
  });
  it('keeps the order of equals and the limit', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({ title: `Shot`, id: i }));
    expect(rankRows(many, 'sho', 3).map((row) => row.id)).toEqual([0, 1, 2]);
  });
});
